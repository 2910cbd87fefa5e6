"""An archive in an object store, over its real protocol: sent, compared, fetched back and restored."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings as setelan
from django.core.management import call_command
from django.db import connections

from config.tests.test_jaringan import di_seberang
from desa.models import Kecamatan
from operasi.galat import OperasiGagal
from operasi.services import jauh
from operasi.services.jauh import jauh_ambil, jauh_klien
from operasi.services.pemulihan import cadangan_pulihkan
from operasi.tests.conftest import IDENTITAS
from operasi.tests.test_cadangan import isi_penyimpanan, kecil  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def penyimpanan_objek(settings):
    from moto.server import ThreadedMotoServer  # half a second, of these tests alone

    peladen = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    peladen.start()
    tuan, porta = peladen.get_host_and_port()
    settings.S3_ENDPOINT, settings.CADANGAN_S3_BUCKET = f"http://{tuan}:{porta}", "cadangan-uji"
    settings.S3_ACCESS_KEY = settings.S3_SECRET_KEY = "uji"
    klien = jauh_klien()
    klien.create_bucket(Bucket="cadangan-uji")
    yield klien
    peladen.stop()


def test_dikirim_diambil_lalu_dipulihkan(kecil, penyimpanan_objek, basis_data, ke_tempat_lain, capsys):  # noqa: F811
    call_command("cadangkan", folder=kecil)
    [arsip] = kecil.glob("*.perut")
    di_sana = [o["Key"] for o in penyimpanan_objek.list_objects_v2(Bucket="cadangan-uji")["Contents"]]
    assert di_sana == [arsip.name] and f"s3:{arsip.name}" in capsys.readouterr().out
    berkas, arsip_asal = isi_penyimpanan(), arsip.read_bytes()
    arsip.unlink()  # the machine is gone
    alias = basis_data("pulih")
    jalur = jauh_ambil(f"s3:{arsip.name}", kecil)
    assert jalur.read_bytes() == arsip_asal
    with ke_tempat_lain():
        cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias)
        assert isi_penyimpanan() == berkas and len(berkas) == 3
    with pytest.raises(OperasiGagal, match="tidak menjawab atau menolak"):
        jauh_ambil("s3:tidak-ada.perut", kecil)


def perintah(*kata, **lingkungan):
    """`manage.py` as an operator runs it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, kata)],
        cwd=setelan.BASE_DIR,
        env={**os.environ, "LINGKUNGAN": "pengembangan", "REDIS_URL": "", "S3_BUCKET": "", **lingkungan},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_perintahnya_sendiri_memulihkan_dari_penyimpanan_objek(
    kecil,  # noqa: F811
    penyimpanan_objek,
    basis_data,
    ke_tempat_lain,
    settings,
    tmp_path,
):
    """`pulihkan s3:…` on another machine: a new process, its own database and folder, the store over HTTP."""
    call_command("cadangkan", folder=kecil)
    [arsip] = kecil.glob("*.perut")
    berkas = isi_penyimpanan()
    alias = basis_data("jauh")
    connections[alias].close()
    (tmp_path / "kunci.txt").write_text(f"# milik kantor\n{IDENTITAS}\n")
    (tmp_path / "tempat").mkdir()
    lingkungan = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'jauh.sqlite3'}",
        "BERKAS_ROOT": str(tmp_path / "tujuan"),
        "CA_KUNCI": f"file:{tmp_path / 'tujuan-ca/kunci.pem'}",
        "S3_ENDPOINT": settings.S3_ENDPOINT,
        "S3_ACCESS_KEY": "uji",
        "S3_SECRET_KEY": "uji",
        "CADANGAN_S3_BUCKET": "cadangan-uji",
        "TMPDIR": str(tmp_path / "tempat"),
    }
    salah = perintah("pulihkan", "s3:tidak-ada.perut", "--kunci", tmp_path / "kunci.txt", **lingkungan)
    assert (salah.returncode, "Tidak ada yang dipulihkan" in salah.stderr) == (1, True), salah.stderr
    jalan = perintah("pulihkan", f"s3:{arsip.name}", "--kunci", tmp_path / "kunci.txt", **lingkungan)
    assert (jalan.returncode, jalan.stderr) == (0, "")
    assert "Jejak utuh" in jalan.stdout and f"dan {len(berkas)} berkas" in jalan.stdout
    with ke_tempat_lain():
        assert isi_penyimpanan() == berkas
    assert Kecamatan.objects.using(alias).count() == Kecamatan.objects.count()
    assert list((tmp_path / "tempat").iterdir()) == []  # nothing of the archive stays behind


@pytest.mark.parametrize("arah", ["kirim", "ambil"])
def test_penyimpanan_yang_menetes_dihentikan(arah, settings, tmp_path, monkeypatch):
    """A byte now and then, each in time: neither a night's backup nor a restore hangs on it."""
    monkeypatch.setattr(jauh, "DETIK", 1.0)
    settings.S3_ACCESS_KEY = settings.S3_SECRET_KEY = "uji"
    settings.CADANGAN_S3_BUCKET = "cadangan-uji"
    arsip = tmp_path / "a.perut"
    arsip.write_bytes(b"arsip")
    mulai = time.monotonic()
    with di_seberang("menetes") as porta:
        settings.S3_ENDPOINT = f"http://127.0.0.1:{porta}"
        with pytest.raises(OperasiGagal, match=r"lebih lambat dari 50000 byte sedetik.*(tetap ada|Tidak ada)"):
            jauh.jauh_kirim(arsip) if arah == "kirim" else jauh_ambil("s3:a.perut", tmp_path)
    assert time.monotonic() - mulai < 5.0
    assert arsip.read_bytes() == b"arsip"
