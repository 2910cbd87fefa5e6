"""Every room starts with the migration of its release, and the whole way leads there and back."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

RUANG = sorted(a.label for a in apps.get_app_configs() if (Path(settings.BASE_DIR) / a.label / "migrations").is_dir())


@pytest.fixture
def bermigrasi(settings):
    """The suite makes its tables without migrations (pytest.ini); this test walks them."""
    settings.MIGRATION_MODULES = {}
    call_command("migrate", fake=True, verbosity=0, interactive=False)
    yield
    call_command("migrate", verbosity=0, interactive=False)


@pytest.mark.parametrize("ruang", RUANG)
def test_migrasi_setiap_ruang_berurutan_dari_rilisnya(ruang):
    folder = Path(settings.BASE_DIR) / ruang / "migrations"
    nama = sorted(p.name for p in folder.glob("[0-9]*.py"))
    assert nama[0] == "0001_initial.py"
    assert [int(n[:4]) for n in nama] == list(range(1, len(nama) + 1))


@pytest.mark.django_db(transaction=True)
def test_dari_tabel_kosong_dan_kembali(bermigrasi):
    milik_ruang = {m._meta.db_table for m in apps.get_models() if m._meta.app_label in RUANG}
    assert milik_ruang <= set(connection.introspection.table_names())
    MigrationExecutor(connection).migrate([(ruang, None) for ruang in RUANG])
    assert milik_ruang & set(connection.introspection.table_names()) == set()
    call_command("migrate", verbosity=0, interactive=False)
    assert milik_ruang <= set(connection.introspection.table_names())
