"""The kinds of document that a desa can send. Never deleted, since old files point to them: switched off instead."""

import django_filters as df
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from berkas.enums import KelompokKategori
from berkas.forms.kategori import KategoriForm
from berkas.models import KategoriBerkas
from dasar.daftar import Daftar
from dasar.formulir import terkirim
from dasar.permintaan import Permintaan
from dasar.saringan import Cari
from desa.induk import Induk
from desa.tables import tombol_induk

KATEGORI = Induk("kategori berkas", "Kategori berkas", "berkas:kategori", dihapus=False)


class KategoriTable(tables.Table):
    nama = tables.Column("Nama", order_by=("urut", "kode"), attrs={"td": {"class": "kolom-lebar"}})
    kelompok = tables.Column("Kelompok")
    periode = tables.Column("Periode")
    aktif = tables.Column("Keadaan", empty_values=())
    tindakan = tables.Column("Tindakan", empty_values=(), orderable=False, exclude_from_export=True)

    class Meta:
        model = KategoriBerkas
        fields = ("nama", "kelompok", "periode", "aktif", "tindakan")

    def render_aktif(self, record: KategoriBerkas) -> SafeString:
        warna, teks = ("hijau", "Aktif") if record.aktif else ("netral", "Tidak aktif")
        return format_html('<span class="lencana lencana-{}">{}</span>', warna, teks)

    def value_aktif(self, record: KategoriBerkas) -> str:
        return "Aktif" if record.aktif else "Tidak aktif"

    def render_tindakan(self, record: KategoriBerkas) -> str:
        return tombol_induk("berkas:kategori", record, record.nama, "ubah")


class KategoriFilter(df.FilterSet):
    cari = Cari("nama", "kode")
    kelompok = df.ChoiceFilter(label="Kelompok", choices=KelompokKategori.choices, empty_label="Semua")

    class Meta:
        model = KategoriBerkas
        fields: list[str] = []


class KategoriDaftar(Daftar):
    table_class = KategoriTable
    filterset_class = KategoriFilter
    template_name = "berkas/kategori_daftar.html"
    judul = "Kategori berkas"
    keterangan = "Jenis dokumen yang dapat dikirim desa, untuk semua kecamatan."

    def get_queryset(self) -> QuerySet:
        return KategoriBerkas.objects.order_by("urut", "kode")

    def get_kosong(self) -> dict[str, str]:
        return {
            "judul": "Belum ada kategori",
            "saran": "Kategori nasional dimuat bersama data acuan; tambahkan yang khusus di sini.",
            "url": reverse("berkas:kategori-tambah"),
            "tombol": "Tambah kategori",
        }


def kategori_tambah(request: Permintaan) -> HttpResponse:
    return _isi(request, KategoriBerkas())


def kategori_ubah(request: Permintaan, pk: int) -> HttpResponse:
    return _isi(request, get_object_or_404(KategoriBerkas, pk=pk))


def _isi(request: Permintaan, kategori: KategoriBerkas) -> HttpResponse:
    return KATEGORI.isi(request, KategoriForm(terkirim(request), instance=kategori), kategori)
