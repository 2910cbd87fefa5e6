"""The command that loads the simulated year: where it refuses, that it runs once, and what the seed decides."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from akun.models import Pengguna
from berkas.models import Berkas
from dasbor import demo
from dasbor.setahun import jalan
from dasbor.setahun.tahun import muat_setahun
from desa.models import Desa, Perangkat
from perut.models import Kunjungan, RiwayatKunjungan
from tindaklanjut.models import Temuan

pytestmark = pytest.mark.django_db


@override_settings(PRODUKSI=True)
def test_produksi_menolak():
    with pytest.raises(CommandError, match="tidak dimuat pada lingkungan produksi"):
        call_command("demo_setahun")
    assert not Desa.objects.exists()


def test_yang_sudah_diisi_tidak_berubah(capsys):
    Pengguna.objects.create(username="camat", nama="Camat Awayan", password=make_password(None), demo=True)
    call_command("demo_setahun", benih=5)
    assert "dimuat" not in capsys.readouterr().out
    assert not Desa.objects.exists() and Pengguna.objects.count() == 1


def isi_tahun(benih):
    """The rows of a short year of three villages, without their keys."""
    with transaction.atomic():
        kecamatan = demo.kop()
        orang = demo.akun(kecamatan)
        muat_setahun(kecamatan, orang, benih=benih, tersendiri=frozenset(), banyak=3)
        kolom = {
            Kunjungan: ("desa__kode", "tanggal", "status", "notulen"),
            RiwayatKunjungan: ("kunjungan__desa__kode", "aksi", "waktu", "oleh__username"),
            Temuan: ("desa__kode", "uraian", "batas_waktu", "status", "dibuat_pada"),
            Berkas: ("desa__kode", "judul", "status", "dibuat"),
            Perangkat: ("desa__kode", "nama", "mulai", "selesai"),
        }
        isi = {model.__name__: sorted(model.objects.values_list(*nama), key=repr) for model, nama in kolom.items()}
        transaction.set_rollback(True)
    return isi


def test_benih_menentukan_isinya(monkeypatch):
    monkeypatch.setattr(jalan, "SETAHUN", 75)
    call_command("acuan_muat", verbosity=0)
    with time_machine.travel(datetime(2026, 7, 31, 17, 0, tzinfo=UTC), tick=False):
        satu, lagi, lain = isi_tahun(1), isi_tahun(1), isi_tahun(2)
    assert satu["Berkas"] and satu["Perangkat"]
    assert satu == lagi
    assert all(satu[nama] != lain[nama] for nama in ("Berkas", "Perangkat"))
