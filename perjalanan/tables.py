"""Columns, search and filters of the list."""

import django_filters as df
import django_tables2 as tables
from django.db.models import Q, QuerySet

from dasar.permintaan import Permintaan
from dasar.saringan import BanyakPilihan, Cari, dari_tanggal, sampai_tanggal
from desa.filters import SaringanKecamatan
from desa.models import Desa
from perjalanan.enums import StatusPerjalanan
from perjalanan.models import Perjalanan
from perjalanan.pencarian import perjalanan_memuat


class PerjalananTable(tables.Table):
    orang = tables.Column(
        "Yang bepergian",
        accessor="nama_orang",
        orderable=False,
        linkify=lambda record: record.get_absolute_url(),
        attrs={"td": {"class": "kolom-lebar"}},
    )
    desa = tables.Column("Desa", accessor="desa__nama", order_by="desa__nama")
    tujuan = tables.Column("Tujuan", accessor="kota_tujuan", order_by="kota_tujuan")
    tanggal = tables.Column("Tanggal", accessor="rentang", order_by="mulai")
    nomor = tables.Column("Nomor surat", accessor="surat__nomor", order_by="surat__nomor")
    status = tables.TemplateColumn("{% lencana_tautan record %}", verbose_name="Status")
    # In the sheet columns of their own.
    maksud = tables.Column("Maksud", visible=False)
    mulai = tables.DateColumn("j M Y", verbose_name="Berangkat", visible=False)
    selesai = tables.DateColumn("j M Y", verbose_name="Kembali", visible=False)
    hasil = tables.Column("Laporan", accessor="hasil_label", visible=False)

    class Meta:
        model = Perjalanan
        fields: tuple[str, ...] = ()
        sequence = ("orang", "desa", "tujuan", "tanggal", "nomor", "status", "maksud", "mulai", "selesai", "hasil")
        order_by = "-tanggal"

    def value_orang(self, record: Perjalanan) -> str:
        return ", ".join(o.nama for o in record.orang.all())

    def value_status(self, record: Perjalanan) -> str:
        return record.get_status_display()

    def value_mulai(self, record: Perjalanan) -> object:
        return record.mulai

    def value_selesai(self, record: Perjalanan) -> object:
        return record.selesai


def desa_berperjalanan(request: Permintaan) -> "QuerySet[Desa]":
    return Desa.objects.filter(pk__in=Perjalanan.objects.untuk(request.user).values("desa"))


BELUM_LAPOR = "belum"


class PerjalananFilter(SaringanKecamatan):
    cari = Cari(syarat=perjalanan_memuat)
    desa = df.ModelChoiceFilter(queryset=desa_berperjalanan, label="Desa", empty_label="Semua desa")
    status = BanyakPilihan(choices=StatusPerjalanan.choices, label="Status")
    dari = dari_tanggal("selesai", "Dari tanggal")
    sampai = sampai_tanggal("mulai", "Sampai tanggal")
    laporan = df.ChoiceFilter(
        choices=[(BELUM_LAPOR, "Sudah kembali, belum dilaporkan")],
        label="Laporan",
        empty_label="Semua",
        method="saring_laporan",
    )

    class Meta:
        model = Perjalanan
        fields: list[str] = []

    def saring_laporan(self, daftar: QuerySet, _nama: str, _nilai: str) -> QuerySet:
        return daftar.filter(Q(pk__in=Perjalanan.objects.belum_dilaporkan().values("pk")))
