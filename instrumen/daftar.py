"""The list of a room's instruments: columns, search and filters."""

from typing import Any

import django_filters as df
import django_tables2 as tables
from django.db.models import Count, Q
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dasar.daftar import Daftar
from dasar.saringan import Cari
from instrumen.acuan import catatan_sumber
from instrumen.enums import StatusInstrumen
from instrumen.forms import BIDANG
from instrumen.models import MENURUT_MILIK, UMUM, FormulirBerversi

ANGKA = {"td": {"class": "angka-kolom"}, "th": {"class": "angka-kolom"}}
KEADAAN = [("berlaku", "Berlaku"), ("draf", "Draf"), ("digantikan", "Digantikan"), ("ditarik", "Ditarik")]


class FormulirTable(tables.Table):
    kode = tables.Column(verbose_name="Kode", linkify=lambda record: record.get_absolute_url())
    jenis_kegiatan = tables.Column(verbose_name="Jenis kegiatan", attrs={"td": {"class": "kolom-lebar"}})
    bidang = tables.Column(verbose_name="Bidang", order_by=("nomor_bidang", "kode"))
    versi = tables.Column(verbose_name="Versi", attrs=ANGKA)
    sumber = tables.Column(verbose_name="Asal", empty_values=(), order_by=("kecamatan__nama", "acuan"))
    keadaan = tables.Column(verbose_name="Keadaan", empty_values=(), orderable=False)

    class Meta:
        sequence = ("kode", "jenis_kegiatan", "bidang", "versi", "banyak", "sumber", "keadaan")

    def render_sumber(self, record: FormulirBerversi) -> str:
        return asal_formulir(record)

    def render_keadaan(self, record: FormulirBerversi) -> SafeString:
        return format_html('<span class="lencana lencana-{}">{}</span>', *record.keadaan)

    def value_keadaan(self, record: FormulirBerversi) -> str:
        return record.keadaan[1]


def asal_formulir(formulir: FormulirBerversi) -> str:
    """Where it comes from, in few words: the regulation, the installation, a kabupaten or an office."""
    if formulir.wilayah:
        return f"Buatan {formulir.wilayah}"
    return formulir.tempat if formulir.acuan else "Buatan admin"


class FormulirFilter(df.FilterSet):
    cari = Cari("kode", "judul", "jenis_kegiatan", "bidang")
    nomor_bidang = df.ChoiceFilter(choices=BIDANG, label="Bidang", empty_label="Semua")
    keadaan = df.ChoiceFilter(choices=KEADAAN, label="Keadaan", empty_label="Semua", method="saring_keadaan")
    milik = df.ChoiceFilter(
        choices=[("umum", "Semua kecamatan"), ("kabupaten", "Buatan kabupaten"), ("kantor", "Buatan kecamatan")],
        label="Untuk",
        empty_label="Semua",
        method="saring_milik",
    )

    def saring_keadaan(self, queryset, _nama, nilai):
        return queryset.filter(
            {
                "berlaku": Q(kini=True),
                "draf": Q(status=StatusInstrumen.DRAF),
                "digantikan": Q(status=StatusInstrumen.TERBIT, kini=False),
                "ditarik": Q(status=StatusInstrumen.DITARIK),
            }[nilai]
        )

    def saring_milik(self, queryset, _nama, nilai):
        milik = {"umum": UMUM, "kabupaten": ~Q(kabupaten=None), "kantor": ~Q(kecamatan=None)}
        return queryset.filter(milik[nilai])


class FormulirDaftar(Daftar):
    """`halaman` is the room's HalamanFormulir."""

    halaman: Any = None
    table_class = FormulirTable
    filterset_class = FormulirFilter
    template_name = "komponen/instrumen/daftar.html"
    kosong = {"judul": "Belum ada formulir", "saran": "Admin memuatnya dari peraturan, atau kantor membuatnya sendiri."}

    def get_queryset(self):
        model = self.halaman.jenis.model
        return (
            model.objects.untuk(self.request.user)
            .berkeadaan()
            .select_related("kecamatan", "kabupaten")
            .annotate(banyak=Count(self.halaman.relasi, distinct=True))
            .order_by("nomor_bidang", *MENURUT_MILIK, "kode", "-versi")
        )

    def get_table_kwargs(self) -> dict[str, Any]:
        nama = self.halaman.jenis.sebutan_baris.capitalize()
        return {"extra_columns": [("banyak", tables.Column(verbose_name=nama, attrs=ANGKA))]}

    def get_context_data(self, **kwargs):
        self.judul = f"{self.halaman.jenis.sebutan.capitalize()}"
        self.keterangan = self.halaman.keterangan
        return super().get_context_data(
            halaman=self.halaman,
            kelola=self.halaman.jenis.boleh(self.request.user, None),
            tanpa_formulir=self.halaman.tanpa_formulir(self.request.user),
            catatan_sumber=catatan_sumber(self.halaman.berkas()),
            **kwargs,
        )
