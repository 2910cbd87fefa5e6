"""The office's own topics. Never deleted, since old questions point to them: switched off instead."""

from typing import Any

import django_filters as df
import django_tables2 as tables
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dasar.daftar import Daftar
from dasar.formulir import terkirim
from dasar.permintaan import Permintaan
from dasar.saringan import Cari
from desa.induk import Induk
from desa.tables import tombol_induk
from klinik.enums import PENGATUR_TOPIK
from klinik.forms import TopikForm
from klinik.models import Topik

TOPIK = Induk("topik klinik", "Topik klinik", "klinik:topik", dihapus=False)


class TopikTable(tables.Table):
    nama = tables.Column("Nama", attrs={"td": {"class": "kolom-lebar"}})
    keterangan = tables.Column("Keterangan")
    kecamatan = tables.Column("Milik", accessor="kecamatan__nama", default="Semua kecamatan")
    dasar = tables.Column("Sumber", default="Kantor")
    aktif = tables.Column("Keadaan", empty_values=())
    tindakan = tables.Column("Tindakan", empty_values=(), orderable=False, exclude_from_export=True)

    class Meta:
        model = Topik
        fields: tuple[str, ...] = ()
        order_by = "urut"

    def render_aktif(self, record: Topik) -> SafeString:
        warna, teks = ("hijau", "Ditawarkan") if record.aktif else ("netral", "Tidak ditawarkan")
        return format_html('<span class="lencana lencana-{}">{}</span>', warna, teks)

    def value_aktif(self, record: Topik) -> str:
        return "Ditawarkan" if record.aktif else "Tidak ditawarkan"

    def render_tindakan(self, record: Topik) -> str:
        return tombol_induk("klinik:topik", record, record.nama, "ubah") if record.kecamatan_id else ""


class TopikFilter(df.FilterSet):
    cari = Cari("nama", "keterangan")

    class Meta:
        model = Topik
        fields: list[str] = []


def _milik(request: Permintaan) -> set[int]:
    return {p.kecamatan_id for p in request.user.penugasan_aktif if p.peran in PENGATUR_TOPIK and p.kecamatan_id}


class TopikDaftar(Daftar):
    table_class = TopikTable
    filterset_class = TopikFilter
    template_name = "klinik/topik_daftar.html"
    judul = "Topik klinik"
    keterangan = "Yang bagi semua kecamatan datang dari data acuan; kantor menambah yang khusus."

    def get_queryset(self) -> QuerySet:
        milik = Topik.objects.filter(kecamatan__in=_milik(self.request))
        return (Topik.objects.filter(kecamatan=None) | milik).select_related("kecamatan")

    def get_kosong(self) -> dict[str, Any]:
        return {
            "judul": "Belum ada topik",
            "saran": "Topik nasional dimuat bersama data acuan; tambahkan yang khusus di sini.",
            "url": reverse("klinik:topik-tambah"),
            "tombol": "Tambah topik",
        }


def topik_tambah(request: Permintaan) -> HttpResponse:
    if not request.user.has_perm("klinik.atur_topik"):
        raise PermissionDenied("Topik diatur oleh verifikator kecamatan.")
    return _isi(request, Topik())


def topik_ubah(request: Permintaan, pk: int) -> HttpResponse:
    return _isi(request, get_object_or_404(Topik.objects.filter(kecamatan__in=_milik(request)), pk=pk))


def _isi(request: Permintaan, topik: Topik) -> HttpResponse:
    return TOPIK.isi(request, TopikForm(terkirim(request), instance=topik, pengguna=request.user), topik)
