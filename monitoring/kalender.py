"""How the last day of a report follows the calendar of days off; what a finding names was agreed, and stays."""

from datetime import date

from django.db.models import QuerySet

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from desa.tenggat import TenggatTersimpan, daftarkan
from monitoring.enums import BELUM_LAPOR, StatusMonitoring
from monitoring.models import Monitoring
from monitoring.services.rencana import batas_laporan
from notifikasi.enums import Golongan
from notifikasi.services import beritahu


def _belum_lapor() -> "QuerySet[Monitoring]":
    """A plan too: its day is printed in the letter that is still to come."""
    belum = Monitoring.objects.filter(status__in=BELUM_LAPOR | {StatusMonitoring.RENCANA}, dilaporkan=None)
    return belum.select_related("desa__kecamatan__kabupaten")


def _kabari(monitoring: Monitoring, lama: date, kalimat: str) -> None:
    """Nobody has been told of a plan yet. Reminders come again: each is kept with the day that it names."""
    if monitoring.status == StatusMonitoring.RENCANA:
        return
    petugas: list[Pengguna] = [p.pengguna for p in monitoring.petugas.select_related("pengguna") if p.pengguna]
    beritahu(
        [*petugas, *pemegang_peran(monitoring.desa, Peran.VERIFIKATOR)],
        judul=f"{monitoring}: batas laporan bergeser",
        isi=f"{kalimat}\nTanggal dalam surat tugas yang sudah terbit dibaca menurut batas ini.",
        tautan=monitoring.get_absolute_url(),
        topik=f"monitoring-bergeser:{monitoring.pk}",
        satukan=True,
        golongan=Golongan.TENGGAT,
    )


daftarkan(
    TenggatTersimpan(
        letak="monitoring.Monitoring.batas_laporan",
        nama="laporan monitoring",
        berjalan=_belum_lapor,
        kabupaten="desa__kecamatan__kabupaten",
        hitung=batas_laporan,
        tempat=lambda m: m.desa,
        kabari=_kabari,
    )
)
