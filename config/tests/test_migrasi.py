"""Nothing is released yet: every room starts with one migration, and the whole way leads there and back."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

RUANG = sorted(a.label for a in apps.get_app_configs() if (Path(settings.BASE_DIR) / a.label / "migrations").is_dir())


@pytest.fixture
def bermigrasi(settings, monkeypatch):
    """The suite makes its tables without migrations (pytest.ini); this test walks them."""
    settings.MIGRATION_MODULES = {}
    monkeypatch.setattr(Migration, "mutate_state", ubah_tanpa_kelas)
    tercatat = MigrationRecorder(connection)
    tercatat.ensure_schema()
    for ruang, nama in MigrationExecutor(connection).loader.graph.nodes:
        tercatat.record_applied(ruang, nama)
    yield
    maju()


def ubah_tanpa_kelas(migrasi, keadaan, preserve=True):
    """What a migration makes of a state, without its classes: the executor makes them when it needs them.

    Django makes those of all related tables anew after each of two hundred operations, to look for the way back.
    """
    if preserve:
        kelas = keadaan.__dict__.pop("apps", None)
        baru = keadaan.clone()
        if kelas is not None:
            keadaan.apps = kelas
        keadaan = baru
    for langkah in migrasi.operations:
        langkah.state_forwards(migrasi.app_label, keadaan)
    return keadaan


def maju() -> None:
    """As `migrate` does it, without its signals: they draw every table of the models twice more."""
    pelaksana = MigrationExecutor(connection)
    pelaksana.migrate(pelaksana.loader.graph.leaf_nodes())


@pytest.mark.parametrize("ruang", RUANG)
def test_setiap_ruang_mulai_dengan_satu_migrasi(ruang):
    folder = Path(settings.BASE_DIR) / ruang / "migrations"
    assert sorted(p.name for p in folder.glob("[0-9]*.py")) == ["0001_initial.py"]


@pytest.mark.django_db(transaction=True)
def test_dari_tabel_kosong_dan_kembali(bermigrasi):
    milik_ruang = {m._meta.db_table for m in apps.get_models() if m._meta.app_label in RUANG}
    assert milik_ruang <= set(connection.introspection.table_names())
    MigrationExecutor(connection).migrate([(ruang, None) for ruang in RUANG])
    assert milik_ruang & set(connection.introspection.table_names()) == set()
    maju()
    assert milik_ruang <= set(connection.introspection.table_names())
