"""The monthly closing of the cash book follows the last examination of it (KW-211)."""

from datetime import date

import pytest

from kewajiban.enums import Keadaan
from kewajiban.keadaan import Hitungan
from kewajiban.models import Penghitungan
from perut.acuan import muat
from perut.models import Buku, Pemeriksaan
from perut.tests.factories import KunjunganFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kunjungan(db):
    muat()
    k = KunjunganFactory(status="disahkan", tanggal=date(2027, 6, 15))
    Penghitungan.objects.create(kecamatan=k.desa.kecamatan, mulai=date(2027, 1, 1))
    return k


def bulan(desa, pada=date(2027, 8, 20)):
    sel = Hitungan(desa.kecamatan, pada).sel([desa], date(2027, 1, 1), date(2027, 12, 31))
    return {s.periode[5:]: s.keadaan for s in sel if s.kewajiban.kode == "KW-211"}


def periksa(kunjungan, **isi):
    Pemeriksaan.objects.create(kunjungan=kunjungan, buku=Buku.objects.get(kode="C.4"), **isi)


def test_tanpa_pemeriksaan_tidak_diketahui(kunjungan):
    ada = set(bulan(kunjungan.desa).values())
    assert ada == {Keadaan.TAK_DIKETAHUI, Keadaan.BELUM}


def test_terisi_sampai_bulan_itu_dan_sesudahnya_terlambat_sampai_hari_diperiksa(kunjungan):
    periksa(kunjungan, ada=True, mutakhir_sampai=date(2027, 3, 1), format_sesuai=True, ditandatangani=True)
    b = bulan(kunjungan.desa)
    assert [b[f"{n:02d}"] for n in (1, 2, 3)] == [Keadaan.TEPAT] * 3
    assert [b[f"{n:02d}"] for n in (4, 5)] == [Keadaan.TERLAMBAT] * 2
    assert b["06"] == Keadaan.TAK_DIKETAHUI  # ended after the visit
    assert b["09"] == Keadaan.BELUM


def test_buku_yang_tidak_ada_berarti_tidak_satu_bulan_pun_ditutup(kunjungan):
    periksa(kunjungan, ada=False)
    assert bulan(kunjungan.desa)["01"] == Keadaan.TERLAMBAT


def test_kunjungan_yang_belum_disahkan_belum_berkata_apa_pun(kunjungan):
    periksa(kunjungan, ada=False)
    type(kunjungan).objects.filter(pk=kunjungan.pk).update(status="diajukan")
    assert set(bulan(kunjungan.desa).values()) == {Keadaan.TAK_DIKETAHUI, Keadaan.BELUM}


def test_pemeriksaan_terakhir_yang_berlaku(kunjungan):
    periksa(kunjungan, ada=False)
    lagi = KunjunganFactory(status="disahkan", desa=kunjungan.desa, tanggal=date(2027, 8, 10))
    periksa(lagi, ada=True, mutakhir_sampai=date(2027, 7, 1), format_sesuai=True, ditandatangani=False)
    b = bulan(kunjungan.desa)
    assert b["01"] == b["07"] == Keadaan.TEPAT
