"""Reminders of reports: when, to whom, and each matter once."""

from datetime import date, timedelta

import pytest

from config.tests.kantor import hari_uji
from dasbor.queries import kotak_hari_ini
from monitoring import tasks
from monitoring.enums import JenisKabar, StatusMonitoring
from monitoring.models import KabarMonitoring, Monitoring
from monitoring.tasks import pengingat_laporan, perkara
from monitoring.tests.factories import MonitoringFactory
from notifikasi.models import Pemberitahuan

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]
SENIN = date(2026, 5, 11)


def kabar() -> set[tuple[str, str]]:
    return {(p.penerima.nama, p.judul) for p in Pemberitahuan.objects.select_related("penerima")}


@pytest.mark.parametrize(
    ("hari_ini", "jenis"),
    [
        (date(2026, 5, 7), None),  # Thursday; Friday is a working day still
        (date(2026, 5, 8), JenisKabar.DEKAT),  # the last working day before Monday
        (date(2026, 5, 9), JenisKabar.DEKAT),
        (date(2026, 5, 10), JenisKabar.DEKAT),
        (SENIN, JenisKabar.HARI_INI),
        (date(2026, 5, 12), JenisKabar.TERLAMBAT),
    ],
)
def test_perkara_menurut_hari_kerja(desa, hari_ini, jenis):
    assert perkara(MonitoringFactory(desa=desa, status="berlangsung", batas_laporan=SENIN), hari_ini) == jenis


@pytest.mark.parametrize("status", StatusMonitoring.values)
def test_hanya_laporan_yang_belum_diserahkan_yang_diingatkan(desa, orang, status):
    kemarin = hari_uji() - timedelta(days=1)
    MonitoringFactory(desa=desa, status=status, petugas=[orang["pelaksana"]], batas_laporan=kemarin)
    pengingat_laporan()
    judul = f"Laporan monitoring {desa} terlambat"
    terlambat = {("Pelaksana", judul), ("Verifikator", judul)}
    assert kabar() == (terlambat if status in {"ditugaskan", "berlangsung"} else set())


def test_satu_perkara_satu_kali_juga_bila_dijalankan_lagi(desa, orang):
    hari_ini = hari_uji()
    m = MonitoringFactory(desa=desa, status="berlangsung", petugas=[orang["pelaksana"]], batas_laporan=hari_ini)
    pengingat_laporan()
    pengingat_laporan()
    assert kabar() == {("Pelaksana", f"Laporan monitoring {desa} jatuh tempo hari ini")}
    assert Pemberitahuan.objects.count() == 1
    Monitoring.objects.update(batas_laporan=hari_ini - timedelta(days=1))
    pengingat_laporan()
    assert sorted(KabarMonitoring.objects.filter(monitoring=m).values_list("jenis", flat=True)) == [
        "hari_ini",
        "terlambat",
    ]


def test_laporan_yang_dikembalikan_tidak_terlambat_lagi(desa):
    lampau = hari_uji() - timedelta(days=9)
    m = MonitoringFactory(desa=desa, status="dikembalikan", batas_laporan=lampau)
    assert (m.terlambat, m.diserahkan_terlambat) == (False, True)
    assert not Monitoring.objects.terlambat().exists()
    m = MonitoringFactory(desa=desa, status="berlangsung", batas_laporan=lampau)
    assert m.terlambat
    assert list(Monitoring.objects.terlambat()) == [m]


def test_dijalankan_setiap_hari(settings):
    jadwal = settings.CELERY_BEAT_SCHEDULE["monitoring-pengingat"]
    assert jadwal["task"] == tasks.pengingat_laporan.name


def test_kartu_hari_ini_menurut_peran(desa, orang):
    lampau = hari_uji() - timedelta(days=3)
    petugas = [orang["pelaksana"]]
    MonitoringFactory(desa=desa, petugas=petugas)
    MonitoringFactory(desa=desa, status="berlangsung", petugas=petugas, batas_laporan=lampau)
    MonitoringFactory(desa=desa, status="dilaporkan", petugas=petugas)
    MonitoringFactory(desa=desa, status="dikembalikan", petugas=petugas)
    kartu = {
        peran: {k.judul: k.jumlah for k in kotak_hari_ini(orang[peran]) if k.jenis == "monitoring"}
        for peran in ("pelaksana", "camat", "verifikator", "kepala_desa", "pendamping")
    }
    assert kartu == {
        "pelaksana": {"Laporan monitoring dikembalikan kepada saya": 1, "Monitoring dan laporan saya": 1},
        "camat": {"Laporan monitoring menunggu Anda terima": 1, "Laporan monitoring terlambat": 1},
        "verifikator": {"Monitoring belum ditugaskan": 1, "Laporan monitoring terlambat": 1},
        "kepala_desa": {"Monitoring di desa saya": 1},
        "pendamping": {},
    }
