"""Reminders of reports that are owed. Safe to run again: each matter is told once (KabarMonitoring)."""

from datetime import date, timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from dasar.sapu import satu_satu
from dasar.waktu import hari_ini, menurut_zona
from desa.hari_kerja import hari_kerja
from monitoring.enums import JenisKabar
from monitoring.models import KabarMonitoring, Monitoring
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

# How far ahead the last working day before a due date can lie, holidays included.
MENJELANG = timedelta(days=14)


@shared_task
def pengingat_laporan() -> None:
    """On the last working day before a report is due, on that day, and once it is late; one matter, one notice."""
    segera = menurut_zona("desa__kecamatan__zona_waktu", lambda hari: Q(batas_laporan__lte=hari + MENJELANG))
    dekat = Monitoring.objects.belum_lapor().filter(segera)
    satu_satu(dekat.select_related("desa__kecamatan__kabupaten").prefetch_related("petugas__pengguna"), _tinjau)


def _tinjau(monitoring: Monitoring) -> None:
    if jenis := perkara(monitoring, hari_ini(monitoring.desa)):
        ingatkan(monitoring=monitoring, jenis=jenis)


def perkara(monitoring: Monitoring, hari: date) -> JenisKabar | None:
    """What is to be said of this report today, if anything."""
    batas = monitoring.batas_laporan
    if batas is None:
        return None
    if batas < hari:
        return JenisKabar.TERLAMBAT
    if batas == hari:
        return JenisKabar.HARI_INI
    sebelum = list(hari_kerja(hari, batas - timedelta(days=1), monitoring.desa.kecamatan.kabupaten))
    # From the last working day before it on, weekends after it included.
    return JenisKabar.DEKAT if sebelum in ([], [hari]) else None


KALIMAT = {
    JenisKabar.DEKAT: "Laporan monitoring {desa} segera jatuh tempo",
    JenisKabar.HARI_INI: "Laporan monitoring {desa} jatuh tempo hari ini",
    JenisKabar.TERLAMBAT: "Laporan monitoring {desa} terlambat",
}


@transaction.atomic
def ingatkan(*, monitoring: Monitoring, jenis: JenisKabar) -> bool:
    """Tell the officers, and of a late report the verifikator too. False when this matter was told before."""
    _, baru = KabarMonitoring.objects.get_or_create(monitoring=monitoring, jenis=jenis, batas=monitoring.batas_laporan)
    if not baru:
        return False
    penerima: list[Pengguna] = [p.pengguna for p in monitoring.petugas.all() if p.pengguna]
    if jenis == JenisKabar.TERLAMBAT:
        penerima += pemegang_peran(monitoring.desa, Peran.VERIFIKATOR)
    batas = date_format(monitoring.batas_laporan, "l, j F Y") if monitoring.batas_laporan else ""
    beritahu(
        penerima,
        judul=KALIMAT[jenis].format(desa=monitoring.desa),
        isi=f"{monitoring.bidang}. Laporan diserahkan paling lambat {batas}.",
        tautan=monitoring.get_absolute_url(),
        golongan=Golongan.TENGGAT,
    )
    return True
