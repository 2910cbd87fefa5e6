"""A holiday that is decreed late moves the last day of a report that is still owed."""

import datetime

import pytest

from config.tests.kantor import hari_uji
from desa.models import HariLibur
from desa.services.data import data_simpan
from monitoring.models import Monitoring
from monitoring.services.rencana import batas_laporan
from monitoring.tests.factories import MonitoringFactory
from notifikasi.models import Pemberitahuan

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]


@pytest.fixture
def catat(orang, beserta_akibatnya):
    def _catat(tanggal):
        libur = HariLibur(tanggal=tanggal, nama="Cuti bersama")
        return beserta_akibatnya(data_simpan, objek=libur, kolom=("tanggal", "nama"), oleh=orang["admin"])

    return _catat


def monitoring(desa, orang, status):
    m = MonitoringFactory(
        desa=desa,
        status=status,
        petugas=[orang["pelaksana"]],
        tanggal_mulai=hari_uji(),
        tanggal_selesai=hari_uji(),
    )
    Monitoring.objects.filter(pk=m.pk).update(batas_laporan=batas_laporan(m))
    return Monitoring.objects.select_related("desa__kecamatan__kabupaten").get(pk=m.pk)


@pytest.mark.parametrize(("status", "diberi_tahu"), [("rencana", set()), ("berlangsung", {"Pelaksana", "Verifikator"})])
def test_batas_laporan_bergeser(desa, orang, catat, status, diberi_tahu):
    m = monitoring(desa, orang, status)
    semula = m.batas_laporan
    catat(semula)
    kini = Monitoring.objects.get(pk=m.pk)
    assert kini.batas_laporan == batas_laporan(m) > semula
    assert [(r.aksi, r.ke, r.ke_label) for r in kini.riwayat.all()] == [
        ("hitung_ulang", status, "Batas laporan dihitung ulang")
    ]
    assert set(Pemberitahuan.objects.values_list("penerima__nama", flat=True)) == diberi_tahu


def test_yang_terlambat_menurut_kalender_lama_tidak_terlambat_lagi(desa, orang, catat):
    m = monitoring(desa, orang, "berlangsung")
    kemarin = hari_uji() - datetime.timedelta(days=1)
    Monitoring.objects.filter(pk=m.pk).update(batas_laporan=kemarin)
    assert Monitoring.objects.terlambat(hari_uji()).count() == 1
    catat(kemarin)
    assert Monitoring.objects.terlambat(hari_uji()).count() == 0


def test_yang_sudah_dilaporkan_tidak_bergeser(desa, orang, catat):
    m = monitoring(desa, orang, "selesai")
    catat(m.batas_laporan)
    assert Monitoring.objects.get(pk=m.pk).batas_laporan == m.batas_laporan
