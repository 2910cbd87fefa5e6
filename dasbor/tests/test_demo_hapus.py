from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from akun.models import Pengguna
from akun.tests.factories import PenggunaFactory, pengguna_berperan
from config.produksi import periksa_akun_demo
from naskah.tests.bahan_ttd import sertifikat_untuk
from perut.tests.factories import NaskahFactory


def jalankan() -> str:
    keluaran = StringIO()
    call_command("demo_hapus", stdout=keluaran)
    return keluaran.getvalue()


def test_akun_contoh_dihapus_dan_yang_lain_tetap(desa):
    pengguna_berperan("camat", desa, username="contoh", demo=True)
    pengguna_berperan("admin", desa, username="asli")
    assert jalankan() == "Dihapus: contoh.\n"
    assert [p.username for p in Pengguna.objects.all()] == ["asli"]


def test_akun_yang_tercatat_pada_naskah_dimatikan(desa):
    camat = pengguna_berperan("camat", desa, username="contoh", demo=True)
    naskah = NaskahFactory(dibuat_oleh=camat)
    with pytest.raises(ImproperlyConfigured, match="Akun contoh masih ada"):
        periksa_akun_demo()

    keluaran = jalankan()

    camat = Pengguna.objects.get(pk=camat.pk)
    naskah.refresh_from_db()
    assert naskah.dibuat_oleh == camat
    assert (camat.is_active, camat.demo, camat.email, camat.has_usable_password()) == (False, False, "", False)
    assert camat.penugasan.count() == 0
    assert keluaran == (
        "Dimatikan karena namanya tercatat pada kunjungan atau naskah: contoh. "
        "Akun ini tidak dapat dipakai masuk lagi.\n"
        "Belum ada admin. Tautan untuk membuatnya dicetak dengan: manage.py tautan_awal\n"
    )
    assert periksa_akun_demo() is None


def test_tanpa_akun_contoh_tidak_ada_yang_berubah(desa):
    pengguna_berperan("admin", desa)
    PenggunaFactory()
    assert jalankan() == "Tidak ada akun contoh.\n"
    assert Pengguna.objects.count() == 2


def test_sertifikat_contoh_dicabut(desa, settings):
    """Its passphrase stands in the manual."""
    camat = pengguna_berperan("camat", desa, username="contoh", demo=True)
    sertifikat = sertifikat_untuk(settings, camat)
    jalankan()
    sertifikat.refresh_from_db()
    assert (sertifikat.status, bytes(sertifikat.p12)) == ("dicabut", b"")
