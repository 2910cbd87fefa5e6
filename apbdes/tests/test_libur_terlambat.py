"""A holiday that is decreed late, or struck off again, while the days of a budget run."""

import datetime

import pytest

from apbdes.enums import StatusVersi
from apbdes.models import VersiApbdes
from apbdes.services import pengajuan
from apbdes.tasks import tenggat_harian
from apbdes.tenggat import batas_evaluasi
from apbdes.tests.contoh_evaluasi import siap
from config.tests.kantor import hari_uji
from desa.models import HariLibur
from desa.services.data import data_hapus, data_simpan

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]
S = StatusVersi
KOLOM = ("tanggal", "nama", "kabupaten")


def libur(tanggal, kabupaten=None, nama="Cuti bersama"):
    return HariLibur(tanggal=tanggal, nama=nama, kabupaten=kabupaten)


def sekarang(versi):
    return VersiApbdes.objects.lengkap().get(pk=versi.pk)


def test_libur_yang_dicatat_terlambat_menggeser_batas_yang_berjalan(desa, orang, beserta_akibatnya):
    versi = pengajuan.versi_terima(versi=siap(desa, S.DIAJUKAN), oleh=orang["verifikator"])
    semula = versi.batas_evaluasi
    beserta_akibatnya(data_simpan, objek=libur(semula), kolom=KOLOM, oleh=orang["admin"])
    assert sekarang(versi).batas_evaluasi == batas_evaluasi(desa.kecamatan, hari_uji()) > semula


def test_libur_yang_dihapus_memajukan_batas_lagi(desa, orang, beserta_akibatnya):
    versi = pengajuan.versi_terima(versi=siap(desa, S.DIAJUKAN), oleh=orang["verifikator"])
    semula = versi.batas_evaluasi
    dicatat = beserta_akibatnya(data_simpan, objek=libur(semula), kolom=KOLOM, oleh=orang["admin"])
    beserta_akibatnya(data_hapus, objek=dicatat, oleh=orang["admin"])
    assert sekarang(versi).batas_evaluasi == semula


def test_tidak_lewat_sebelum_dihitung_ulang(desa, orang):
    """The holiday is known, the recount still waits in the outbox: the sweep counts before it lets a budget lapse."""
    kemarin = hari_uji() - datetime.timedelta(days=1)
    versi = siap(desa, S.DIEVALUASI, batas=kemarin)
    for mundur in range(5):  # whichever of these days is a working day
        HariLibur.objects.create(tanggal=kemarin - datetime.timedelta(days=mundur), nama="Cuti bersama")
    tenggat_harian()
    assert sekarang(versi).status == S.DIEVALUASI
