"""An admin_kabupaten looks after regions and people of his kabupaten, and after nothing else."""

import pytest

from akun.enums import PENGELOLA, SEMUA, TINGKAT_PERAN, Peran, Tingkat
from akun.models import Penugasan
from akun.queries import kabupaten_dikelola, pengguna_dikelola, penugasan_dikelola, peran_ditunjuk
from akun.tests.factories import PenggunaFactory, pengguna_berperan, tugaskan
from desa.tests.factories import DesaFactory


@pytest.fixture
def sini(desa):
    return pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)


def test_mengelola_kabupatennya_sendiri(sini, desa):
    tetangga = DesaFactory(kecamatan__kabupaten=desa.kecamatan.kabupaten)
    jauh = DesaFactory()
    assert set(kabupaten_dikelola(sini)) == {desa.kecamatan.kabupaten}
    assert set(sini.desa_tercakup()) == {desa, tetangga}
    assert set(sini.kecamatan_tercakup()) == {desa.kecamatan, tetangga.kecamatan}
    assert [sini.has_perm("desa.ubah_kecamatan", d.kecamatan) for d in (desa, tetangga, jauh)] == [True, True, False]
    assert [sini.has_perm("desa.ubah_desa", d) for d in (desa, tetangga, jauh)] == [True, True, False]


def test_pekerjaannya_sendiri_tidak_terbaca(sini, desa):
    assert not sini.desa_terlihat().exists()
    assert not sini.kecamatan_terlihat().exists()
    assert sini.peran_di(desa) == frozenset()
    assert not sini.is_staff


def test_peran_lain_di_desa_yang_sama_tidak_bertambah_wewenang(desa):
    """A kepala desa who is made admin_kabupaten does not begin to count as somebody of the office."""
    orang = pengguna_berperan(Peran.KEPALA_DESA, desa)
    tugaskan(orang, Peran.ADMIN_KABUPATEN, desa)
    assert orang.peran_di(desa) == {Peran.KEPALA_DESA}
    assert set(orang.desa_terlihat()) == {desa}


@pytest.mark.parametrize("peran", Peran)
def test_yang_ditunjuknya_menurut_peran(orang, peran):
    harapan = {Peran.ADMIN: frozenset(Peran), Peran.ADMIN_KABUPATEN: SEMUA - PENGELOLA}
    assert peran_ditunjuk(orang[peran]) == harapan.get(peran, frozenset())


@pytest.mark.parametrize("peran", Peran)
def test_orang_dan_penugasan_yang_dikelola(orang, sini, peran):
    """Two regions × every role: those of his own kabupaten, and nobody who is above it."""
    jauh = pengguna_berperan(peran, DesaFactory())
    boleh = peran not in PENGELOLA
    dekat = orang[peran]
    assert pengguna_dikelola(sini).filter(pk__in=[dekat.pk, jauh.pk]).count() == int(boleh)
    assert set(penugasan_dikelola(sini).filter(pengguna__in=[dekat, jauh])) == set(
        Penugasan.objects.filter(pengguna=dekat) if boleh else []
    )


@pytest.mark.parametrize("peran", Peran)
def test_akun_yang_juga_bertugas_di_luar_hanya_dikelola_admin(orang, sini, peran):
    """Who could set the password of such an account would hold what it holds; the assignment here he may end."""
    kedua = PenggunaFactory()
    tugaskan(kedua, Peran.PELAKSANA, DesaFactory())
    if TINGKAT_PERAN[peran] != Tingkat.INSTALASI:
        tugaskan(kedua, peran, orang["camat"].penugasan.get().kecamatan.desa.get())
    assert kedua not in pengguna_dikelola(sini)
    assert kedua in pengguna_dikelola(orang["admin"])
    assert penugasan_dikelola(sini).filter(pengguna=kedua).count() == int(peran not in PENGELOLA)


@pytest.mark.parametrize("peran", sorted(set(Peran) - PENGELOLA))
def test_peran_lain_tidak_mengelola_siapa_pun(orang, peran):
    assert not kabupaten_dikelola(orang[peran]).exists()
    assert not penugasan_dikelola(orang[peran]).exists()
    assert not pengguna_dikelola(orang[peran]).exists()


def test_penugasan_yang_berakhir_tidak_lagi_mengelola(sini, desa):
    sini.penugasan.update(selesai="2020-12-31")
    kini = type(sini).objects.get(pk=sini.pk)
    assert not kabupaten_dikelola(kini).exists()
    assert not kini.has_perm("desa.ubah_kecamatan", desa.kecamatan)
