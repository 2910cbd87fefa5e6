"""Search and filters of the list. Choices are what the person's own list can contain."""

import django_filters as df
from django.db.models import QuerySet

from dasar.permintaan import Permintaan
from dasar.saringan import BanyakPilihan, Cari, dari_tanggal, sampai_tanggal
from desa.filters import SaringanKecamatan
from desa.models import Desa
from monitoring.enums import BIDANG, StatusMonitoring
from monitoring.models import Monitoring
from monitoring.pencarian import monitoring_memuat


def desa_bermonitoring(request: Permintaan) -> "QuerySet[Desa]":
    return Desa.objects.filter(pk__in=Monitoring.objects.untuk(request.user).values("desa"))


def tahun_monitoring() -> list[int]:
    ada = Monitoring.objects.filter(tanggal_mulai__isnull=False).dates("tanggal_mulai", "year", order="DESC")
    return [d.year for d in ada]


class MonitoringFilter(SaringanKecamatan):
    cari = Cari(syarat=monitoring_memuat)
    desa = df.ModelChoiceFilter(queryset=desa_bermonitoring, label="Desa", empty_label="Semua")
    bidang = df.ChoiceFilter(
        field_name="nomor_bidang", choices=list(BIDANG.items()), label="Bidang", empty_label="Semua"
    )
    status = BanyakPilihan(choices=StatusMonitoring.choices, label="Status")
    dari = dari_tanggal("tanggal_mulai")
    sampai = sampai_tanggal("tanggal_mulai")
    laporan = df.ChoiceFilter(
        choices=[("belum", "Belum diserahkan"), ("terlambat", "Terlambat")],
        label="Laporan",
        empty_label="Semua",
        method="saring_laporan",
    )
    tahun = df.ChoiceFilter(
        field_name="tanggal_mulai__year",
        choices=lambda: [(t, str(t)) for t in tahun_monitoring()],
        label="Tahun",
        empty_label="Semua",
    )
    milik = df.ChoiceFilter(choices=[("saya", "Tugas saya")], label="Milik", empty_label="Semua", method="saring_milik")

    class Meta:
        model = Monitoring
        fields: list[str] = []

    def saring_laporan(self, queryset, _nama, nilai):
        return queryset.terlambat() if nilai == "terlambat" else queryset.belum_lapor()

    def saring_milik(self, queryset, _nama, _nilai):
        return queryset.filter(pk__in=Monitoring.objects.bertugas(self.request.user).values("pk"))
