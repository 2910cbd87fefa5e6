"""The codes 90-99 that a kabupaten adds to the national ones: activities and accounts, on pages of one kind."""

from typing import Any

import django_filters as df
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from akun.queries import kecamatan_bekerja, wilayah_dikelola
from apbdes.forms.kode import KegiatanForm, KodeForm, RekeningForm
from apbdes.models import KegiatanTambahan, RekeningTambahan
from dasar.daftar import Daftar
from dasar.formulir import terkirim
from dasar.permintaan import Permintaan
from desa.induk import Induk
from desa.models import Kabupaten
from desa.tables import tombol_induk

KodeTambahan = KegiatanTambahan | RekeningTambahan
FORM: dict[str, type[KodeForm]] = {"kegiatan": KegiatanForm, "rekening": RekeningForm}
MODEL: dict[str, type[KegiatanTambahan] | type[RekeningTambahan]] = {
    "kegiatan": KegiatanTambahan,
    "rekening": RekeningTambahan,
}
AKIBAT = "Templat desa dan impor memakainya sejak sekarang."
INDUK = {
    jenis: Induk(f"kode {jenis} kabupaten", f"Kode {jenis} kabupaten", f"apbdes:kode-{jenis}", akibat=AKIBAT)
    for jenis in MODEL
}


class KodeTable(tables.Table):
    jenis = ""
    tahun = tables.Column("Tahun anggaran")
    kode = tables.Column("Kode")
    nama = tables.Column("Nama", attrs={"td": {"class": "kolom-lebar"}})
    kabupaten = tables.Column("Kabupaten/kota", order_by="kabupaten__nama")
    dasar = tables.Column("Dasar", default="–")
    tindakan = tables.Column("Tindakan", empty_values=(), orderable=False, exclude_from_export=True)

    class Meta:
        sequence = ("tahun", "kode", "nama", "kabupaten", "dasar", "tindakan")

    def render_tindakan(self, record: KodeTambahan) -> str:
        return tombol_induk(f"apbdes:kode-{self.jenis}", record, record.kode, "ubah", "hapus")


class KodeFilter(df.FilterSet):
    cari = df.CharFilter(label="Cari", method="saring_cari")
    tahun = df.ChoiceFilter(label="Tahun anggaran", empty_label="Semua")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tahun = self.queryset.order_by("-tahun").values_list("tahun", flat=True).distinct()
        self.filters["tahun"].extra["choices"] = [(t, str(t)) for t in tahun]

    def saring_cari(self, queryset: QuerySet, _nama: str, nilai: str) -> QuerySet:
        return queryset.filter(Q(kode__startswith=nilai) | Q(nama__icontains=nilai))


class KodeDaftar(Daftar):
    jenis = ""
    filterset_class = KodeFilter
    template_name = "apbdes/kode_daftar.html"
    keterangan = (
        "Kode berakhiran 90 sampai 99 yang ditetapkan kabupaten. Masuk ke templat desa dan tampil dengan namanya."
    )

    @property
    def judul(self) -> str:  # type: ignore[override]  # one class for both kinds
        return INDUK[self.jenis].judul

    def get_table_class(self) -> type[KodeTable]:
        meta = type("Meta", (KodeTable.Meta,), {"model": MODEL[self.jenis], "fields": ()})
        return type("KodeTable", (KodeTable,), {"Meta": meta, "jenis": self.jenis})

    def get_queryset(self) -> QuerySet:
        return _terlihat(self.request, self.jenis)

    def get_kosong(self) -> dict[str, str]:
        return {
            "judul": f"Belum ada kode {self.jenis} kabupaten",
            "saran": "Kode 90–99 yang belum dicatat tetap diterima dari desa, dengan catatan pada pratinjau impornya.",
            "url": reverse(f"apbdes:kode-{self.jenis}-tambah"),
            "tombol": "Tambah kode",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            jenis=self.jenis, url_tambah=reverse(f"apbdes:kode-{self.jenis}-tambah"), **kwargs
        )


def _terlihat(request: Permintaan, jenis: str) -> QuerySet:
    semua = MODEL[jenis]._default_manager.select_related("kabupaten")
    return semua.filter(wilayah_dikelola(request.user, "kabupaten")).order_by("-tahun", "kode", "pk")


def _kabupaten(request: Permintaan) -> "QuerySet[Kabupaten]":
    """Where somebody works with PERUT, of those that this person looks after."""
    return request.user.kabupaten_dikelola().filter(pk__in=kecamatan_bekerja().values("kabupaten"))


def _isi(request: Permintaan, jenis: str, kode: KodeTambahan) -> HttpResponse:
    form = FORM[jenis](terkirim(request), instance=kode, kabupaten=_kabupaten(request))
    return INDUK[jenis].isi(request, form, kode)


def kode_tambah(request: Permintaan, jenis: str) -> HttpResponse:
    return _isi(request, jenis, MODEL[jenis]())


def kode_ubah(request: Permintaan, pk: int, jenis: str) -> HttpResponse:
    return _isi(request, jenis, get_object_or_404(_terlihat(request, jenis), pk=pk))


def kode_hapus(request: Permintaan, pk: int, jenis: str) -> HttpResponse:
    return INDUK[jenis].hapus(request, get_object_or_404(_terlihat(request, jenis), pk=pk))


def urls() -> list[URLPattern]:
    hasil = []
    for jenis in MODEL:
        isi = {"jenis": jenis}
        hasil += [
            path(f"kode/{jenis}/", KodeDaftar.as_view(**isi), name=f"kode-{jenis}-daftar"),
            path(f"kode/{jenis}/tambah/", kode_tambah, isi, name=f"kode-{jenis}-tambah"),
            path(f"kode/{jenis}/<int:pk>/ubah/", kode_ubah, isi, name=f"kode-{jenis}-ubah"),
            path(f"kode/{jenis}/<int:pk>/hapus/", kode_hapus, isi, name=f"kode-{jenis}-hapus"),
        ]
    return hasil
