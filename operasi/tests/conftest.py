"""An empty database of either engine beside the one under test, and a world worth keeping."""

import pytest
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler
from django.test import override_settings

from naskah.tests.conftest import jenis_uji, siapkan, terbitkan  # noqa: F401
from operasi.arsip import kunci_baru
from operasi.isi import TIDAK_DIBAWA, model_dibawa
from operasi.services.cadangan import migrasi_kode

IDENTITAS, PENERIMA = kunci_baru()


def catat_migrasi(alias: str) -> None:
    """The tests make their tables without migrations; here they count as applied."""
    perekam = MigrationRecorder(connections[alias])
    kunci = "serial" if connections[alias].vendor == "postgresql" else "integer"
    with connections[alias].cursor() as kursor:  # Django makes it outside a transaction only
        kursor.execute(
            f"CREATE TABLE IF NOT EXISTS django_migrations (id {kunci} PRIMARY KEY, app varchar(255) NOT NULL, "
            "name varchar(255) NOT NULL, applied timestamp with time zone NOT NULL)"
        )
    perekam.migration_qs.bulk_create(perekam.Migration(app=app, name=nama) for app, nama in migrasi_kode())


def tabel_buat(alias: str) -> None:
    from django.apps import apps

    semua = [*model_dibawa(), *(apps.get_model(m) for m in TIDAK_DIBAWA)]
    with connections[alias].schema_editor() as penyusun:
        for m in semua:
            if not m._meta.auto_created:
                penyusun.create_model(m)
    catat_migrasi(alias)


@pytest.fixture
def basis_data(tmp_path):
    """basis_data(name): an empty SQLite database on the disk, under this alias; or another connection to one."""
    dibuat = []

    def buat(alias: str, *, sama: str = "") -> str:
        atur = ConnectionHandler(
            {
                alias: {
                    "ENGINE": "django.db.backends.sqlite3",
                    "NAME": str(tmp_path / f"{sama or alias}.sqlite3"),
                    "OPTIONS": {
                        "transaction_mode": "IMMEDIATE",
                        "timeout": 5,
                        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;",
                    },
                },
                "default": {},
            }
        )
        connections[alias] = atur[alias]  # not among the settings: Django's tests leave such connections alone
        dibuat.append(alias)
        if not sama:
            tabel_buat(alias)
        return alias

    yield buat
    for alias in dibuat:
        connections[alias].close()
        del connections[alias]


@pytest.fixture
def kunci(settings, tmp_path):
    settings.CADANGAN_KUNCI = PENERIMA
    settings.MIGRATION_MODULES = {}  # those of the code, which the tests do without otherwise
    settings.CA_KUNCI = f"file:{tmp_path / 'ca/kunci.pem'}"


@pytest.fixture
def ke_tempat_lain(tmp_path):
    """A `with` block in which storage and authority are those of the new, empty machine."""
    return lambda nama="tujuan": override_settings(
        MEDIA_ROOT=tmp_path / nama, CA_KUNCI=f"file:{tmp_path / nama}-ca/kunci.pem"
    )
