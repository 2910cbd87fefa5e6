"""`make demo` meets a database file of an earlier state: it says so, keeps it, and makes a new one."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

BERSIH = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL", "BERKAS_ROOT"}}


def python(tmp_path: Path, perintah: str) -> str:
    """`perintah` in a process of its own, whose database and uploads are those of `tmp_path`."""
    awal = "import django; django.setup(); from django.core.management import call_command; "
    hasil = subprocess.run(
        [sys.executable, "-c", awal + perintah],
        env={
            **BERSIH,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LINGKUNGAN": "pengembangan",
            "DATABASE_URL": f"sqlite:///{tmp_path}/perut.sqlite3",
            "REDIS_URL": "",
            "BERKAS_ROOT": str(tmp_path / "unggahan"),
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return hasil.stdout.strip()


SISIHKAN = "from dasbor.demo_lama import sisihkan; print(sisihkan())"
# The tables of today, recorded as migrated: config/tests/test_migrasi.py sees that the migrations make the same ones.
TABEL_KINI = """
from django.apps import apps; from django.conf import settings; from django.db import connection
from django.db.migrations.loader import MigrationLoader; from django.db.migrations.recorder import MigrationRecorder
settings.MIGRATION_MODULES = dict.fromkeys(a.label for a in apps.get_app_configs())
call_command("migrate", run_syncdb=True, verbosity=0)
settings.MIGRATION_MODULES = {}
tercatat = MigrationRecorder(connection)
tercatat.ensure_schema()
for ruang, nama in MigrationLoader(connection).disk_migrations:
    tercatat.record_applied(ruang, nama)
"""
USANG = "INSERT INTO django_migrations (app, name, applied) VALUES ('dokumen', '0001_initial', '2026-01-01')"


def isi(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if "lama-" in p.name)


def ubah_tabel(folder: Path, *perintah: str) -> None:
    with closing(sqlite3.connect(folder / "perut.sqlite3")) as basis_data, basis_data:
        for satu in perintah:
            basis_data.execute(satu)


@pytest.fixture(scope="module")
def segar(tmp_path_factory) -> Path:
    """A file of today. It is made where one of an earlier state stood, in the same process: what follows
    `sisihkan` writes to the new file."""
    folder = tmp_path_factory.mktemp("segar")
    ubah_tabel(
        folder, "CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied text)", USANG
    )
    kalimat = python(folder, f"{SISIHKAN}\n{TABEL_KINI}\n{SISIHKAN}")
    (basis,) = isi(folder)
    assert (
        kalimat == f"Data contoh dari keadaan program yang lama disimpan sebagai {basis}. Data contoh yang baru dibuat."
    )
    return folder / "perut.sqlite3"


@pytest.fixture
def folder(tmp_path, segar):
    (tmp_path / "perut.sqlite3").write_bytes(segar.read_bytes())
    (tmp_path / "unggahan").mkdir()
    (tmp_path / "unggahan" / "foto.jpg").write_bytes(b"foto")
    return tmp_path


def test_berkas_yang_sekarang_dibiarkan(folder):
    assert python(folder, SISIHKAN) == ""
    assert isi(folder) == []


def test_tanpa_berkas_tidak_ada_yang_disisihkan(tmp_path):
    assert python(tmp_path, SISIHKAN) == ""


@pytest.mark.parametrize(
    "ubah",
    [
        USANG,
        "INSERT INTO django_migrations (app, name, applied) VALUES ('perut', '0002_alur_naskah', '2026-01-01')",
        "ALTER TABLE desa_desa ADD COLUMN sudah_tiada integer",
        "DROP TABLE notifikasi_pemberitahuan",
    ],
)
def test_berkas_lama_disimpan_dan_disebut(folder, ubah):
    ubah_tabel(folder, ubah)
    kalimat = python(folder, f"{SISIHKAN}; {SISIHKAN}")
    basis, unggahan = isi(folder)
    assert kalimat == (
        f"Data contoh dari keadaan program yang lama disimpan sebagai {basis}, unggahannya di {unggahan}/. "
        "Data contoh yang baru dibuat."
    )
    assert (folder / unggahan / "foto.jpg").read_bytes() == b"foto"
    with closing(sqlite3.connect(folder / "perut.sqlite3")) as basis_data:
        assert basis_data.execute("SELECT name FROM sqlite_master").fetchall() == []
