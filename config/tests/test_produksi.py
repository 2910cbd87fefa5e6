"""Production refuses to start with what would be dangerous, and says which."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.produksi import periksa_akun_demo, periksa_pengaturan

KUNCI = "kunci-untuk-pengujian-saja-0123456789-abcdefghijklmnopqrstuvwxyz"
SAH = {"debug": False, "secret_key": KUNCI, "allowed_hosts": ["perut.contoh.go.id"]}


def test_pengaturan_yang_layak_diterima():
    assert periksa_pengaturan(**SAH) is None


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"debug": True}, "DEBUG menyala; hapus DEBUG atau isi DEBUG=false."),
        ({"secret_key": ""}, "SECRET_KEY kosong atau terlalu lemah; isi sedikitnya 50 huruf acak."),
        ({"secret_key": "a" * 60}, "SECRET_KEY kosong atau terlalu lemah; isi sedikitnya 50 huruf acak."),
        ({"allowed_hosts": []}, "ALLOWED_HOSTS kosong; isi nama domain, misalnya perut.contoh.go.id."),
        ({"allowed_hosts": ["*"]}, "ALLOWED_HOSTS berisi '*'; sebut nama domainnya."),
    ],
)
def test_yang_berbahaya_ditolak_dengan_menyebut_namanya(ubah, kalimat):
    with pytest.raises(ImproperlyConfigured) as galat:
        periksa_pengaturan(**(SAH | ubah))
    assert str(galat.value) == f"PERUT tidak dijalankan. {kalimat}"


def test_semua_yang_salah_disebut_sekaligus():
    with pytest.raises(ImproperlyConfigured) as galat:
        periksa_pengaturan(debug=True, secret_key="", allowed_hosts=[])
    assert [nama for nama in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS") if nama in str(galat.value)] == [
        "DEBUG",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
    ]


def mulai_web(tmp_path, kode: str = "import config.wsgi", **ubah: str) -> subprocess.CompletedProcess:
    """Start the web process as gunicorn would: import config.wsgi. Or another program with its settings."""
    lingkungan = {
        **os.environ,
        "LINGKUNGAN": "produksi",
        "DEBUG": "false",
        "SECRET_KEY": KUNCI,
        "ALLOWED_HOSTS": "perut.contoh.go.id",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'produksi.sqlite3'}",
        "REDIS_URL": "",
        **ubah,
    }
    lingkungan["DJANGO_SETTINGS_MODULE"] = "config.settings"
    return subprocess.run(
        [sys.executable, "-c", kode],
        cwd=settings.BASE_DIR,
        env=lingkungan,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("ubah", "nama"),
    [
        ({"DEBUG": "true"}, "DEBUG menyala"),
        ({"SECRET_KEY": ""}, "SECRET_KEY kosong"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS kosong"),
        ({}, "Basis data belum siap"),  # all settings in order, but nothing was migrated
    ],
)
def test_proses_web_tidak_jadi_berjalan(tmp_path, ubah, nama):
    hasil = mulai_web(tmp_path, **ubah)
    assert hasil.returncode != 0
    assert f"PERUT tidak dijalankan. {nama}" in hasil.stderr


@pytest.mark.parametrize(
    ("isi", "wajib"),
    [({}, ["admin", "admin_kabupaten", "camat", "verifikator"]), ({"FAKTOR_KEDUA_WAJIB": "admin"}, ["admin"])],
)
def test_faktor_kedua_wajib_di_produksi(tmp_path, isi, wajib):
    hasil = mulai_web(tmp_path, kode="from django.conf import settings; print(settings.FAKTOR_KEDUA_WAJIB)", **isi)
    assert hasil.stdout.strip() == str(wajib)


def test_akun_contoh_menghentikan_produksi(django_user_model, db):
    django_user_model.objects.create_user("contoh", "sandi", nama="Camat", demo=True)
    with pytest.raises(ImproperlyConfigured) as galat:
        periksa_akun_demo()
    assert str(galat.value) == "PERUT tidak dijalankan. Akun contoh masih ada; hapus dengan manage.py demo_hapus."


def test_tanpa_akun_contoh_produksi_berjalan(django_user_model, db):
    django_user_model.objects.create_user("asli", "sandi", nama="Camat")
    assert periksa_akun_demo() is None
