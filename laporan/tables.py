"""The list of reports, its search and its filters."""

import django_filters as df
import django_tables2 as tables

from berkas.enums import PeriodeKategori
from berkas.periode import POLA
from dasar.saringan import BanyakPilihan, Cari
from desa.models import Kecamatan
from laporan.enums import StatusLaporan
from laporan.masa import JENIS, SEBUTAN
from laporan.models import Laporan
from laporan.pencarian import laporan_memuat


class LaporanTable(tables.Table):
    periode = tables.Column(
        verbose_name="Masa laporan",
        accessor="judul",
        order_by="periode",
        linkify=lambda record: record.get_absolute_url(),
    )
    jenis = tables.Column(verbose_name="Jenis", orderable=False)
    kecamatan = tables.Column(verbose_name="Kecamatan", accessor="kecamatan__nama", order_by="kecamatan__nama")
    nomor = tables.Column(verbose_name="Nomor", accessor="naskah__nomor", order_by="naskah__nomor")
    status = tables.TemplateColumn("{% lencana_tautan record %}", verbose_name="Status")

    class Meta:
        model = Laporan
        fields = ("periode", "jenis", "kecamatan", "nomor", "status")
        order_by = "-periode"

    def value_status(self, record: Laporan) -> str:
        return record.get_status_display()


class LaporanFilter(df.FilterSet):
    cari = Cari(syarat=laporan_memuat)
    kecamatan = df.ModelChoiceFilter(
        queryset=lambda request: Kecamatan.objects.filter(
            pk__in=Laporan.objects.untuk(request.user).values("kecamatan")
        ),
        label="Kecamatan",
        empty_label="Semua",
    )
    jenis = df.ChoiceFilter(
        choices=[(j.value, SEBUTAN[j]) for j in JENIS], label="Jenis", empty_label="Semua", method="saring_jenis"
    )
    tahun = df.ChoiceFilter(label="Tahun", empty_label="Semua", method="saring_tahun")
    status = BanyakPilihan(choices=StatusLaporan.choices, label="Status")

    class Meta:
        model = Laporan
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tahun = sorted({p[:4] for p in self.queryset.order_by().values_list("periode", flat=True)}, reverse=True)
        self.filters["tahun"].extra["choices"] = [(t, t) for t in tahun]

    def saring_jenis(self, qs, _nama, nilai):
        return qs.filter(periode__regex=POLA[PeriodeKategori(nilai)].pattern.replace(r"\d", "[0-9]"))

    def saring_tahun(self, qs, _nama, nilai):
        return qs.filter(periode__startswith=nilai)
