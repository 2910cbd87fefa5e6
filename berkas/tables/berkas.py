"""The list of uploaded files."""

from collections.abc import Iterable

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet

from berkas.enums import KelompokKategori, StatusBerkas
from berkas.models import Berkas, KategoriBerkas
from berkas.queries.berkas import berkas_cari
from dasar.saringan import BanyakPilihan, dari_tanggal, sampai_tanggal
from dasar.waktu import tanggal
from desa.filters import SaringanWilayah

ANGKA_MAKS = 18  # digits; larger than any id


def pilihan_kategori(kategori: Iterable[KategoriBerkas]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Categories under the names of their groups, for a select."""
    isi: dict[str, list[tuple[int, str]]] = {}
    for k in kategori:
        isi.setdefault(k.kelompok, []).append((k.pk, k.nama))
    return [(str(kelompok.label), isi[kelompok]) for kelompok in KelompokKategori if kelompok in isi]


class BerkasTable(tables.Table):
    judul = tables.Column("Judul", linkify=True)
    desa = tables.Column("Desa", accessor="desa__nama")
    kategori = tables.Column("Kategori", accessor="kategori__nama", order_by=("kategori__urut", "kategori__kode"))
    periode = tables.Column("Periode", accessor="periode_label", order_by="periode")
    status = tables.TemplateColumn("{% lencana_tautan record %}", verbose_name="Status")
    versi = tables.Column("Versi", accessor="versi_terkini__urut", default="–")
    dikirim = tables.DateTimeColumn("j M Y", verbose_name="Dikirim", accessor="versi_terkini__waktu", default="–")
    nomor = tables.Column("Nomor", visible=False)  # in the sheet only

    class Meta:
        model = Berkas
        fields: tuple[str, ...] = ()
        sequence = ("judul", "nomor", "desa", "kategori", "periode", "status", "versi", "dikirim")

    def value_status(self, record: Berkas) -> str:
        return record.get_status_display()

    def value_dikirim(self, record: Berkas):
        return tanggal(record.versi_terkini.waktu, record.desa) if record.versi_terkini else ""


class BerkasFilter(SaringanWilayah):
    cari = filters.CharFilter(label="Cari judul, nomor, atau isi", method="saring_cari")
    tahun = filters.ChoiceFilter(label="Tahun", empty_label="Semua")
    kategori = filters.ChoiceFilter(label="Kategori", empty_label="Semua")
    status = BanyakPilihan(label="Status", choices=StatusBerkas.choices)
    dari = dari_tanggal("versi_terkini__waktu__date", "Dikirim dari")
    sampai = sampai_tanggal("versi_terkini__waktu__date", "Dikirim sampai")

    class Meta:
        model = Berkas
        fields: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["desa"].extra.pop("to_field_name", None)  # links name a desa by its id, as everywhere here
        tahun = self.queryset.order_by("-tahun").values_list("tahun", flat=True).distinct()
        self.filters["tahun"].extra["choices"] = [(t, str(t)) for t in tahun]
        self.filters["kategori"].extra["choices"] = pilihan_kategori(KategoriBerkas.objects.all())

    def pilihan(self) -> QuerySet:
        return self.request.user.desa_terlihat()

    def menurut_teks(self, queryset: QuerySet, nama: str, nilai: str) -> QuerySet:
        if nilai.isdecimal() and len(nilai) <= ANGKA_MAKS:
            return queryset.filter(Q(desa=int(nilai)) | Q(desa__kode__startswith=nilai))
        return super().menurut_teks(queryset, nama, nilai)

    def saring_cari(self, queryset: "QuerySet[Berkas]", _nama: str, nilai: str) -> "QuerySet[Berkas]":
        return berkas_cari(queryset, nilai)
