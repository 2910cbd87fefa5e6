"""What `make demo` does with a database file whose tables are those of an earlier state of this program."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def tabel_usang() -> bool:
    """Whether the database has tables that today's migrations did not make; False for an empty one."""
    pemuat = MigrationLoader(connection, ignore_no_migrations=True)
    if pemuat.applied_migrations.keys() - pemuat.disk_migrations.keys():
        return True
    with connection.cursor() as kursor:
        ada = set(connection.introspection.table_names(kursor))
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta
            if meta.proxy or not meta.managed or (meta.app_label, "0001_initial") not in pemuat.applied_migrations:
                continue
            if not _milik_kita(meta.app_label):
                continue
            if meta.db_table not in ada:
                return True
            kolom = {k.name for k in connection.introspection.get_table_description(kursor, meta.db_table)}
            if kolom != {k.column for k in meta.local_fields}:
                return True
    return False


def _milik_kita(label: str) -> bool:
    return Path(apps.get_app_config(label).path).parent == settings.BASE_DIR


def sisihkan() -> str:
    """Put an old SQLite file and its uploads beside; returns the sentence that says where, or "".

    Raises CommandError for another kind of database: nothing is moved there without being asked.
    """
    if not tabel_usang():
        return ""
    if connection.vendor != "sqlite":
        raise CommandError(
            "Basis data contoh ini dari keadaan program yang lama. Kosongkan lebih dahulu, lalu ulangi make demo."
        )
    berkas = Path(connection.settings_dict["NAME"])
    connection.close()  # SQLite writes what is still in its journal into the file
    tanda = f"lama-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    tujuan = berkas.with_name(f"{berkas.stem}.{tanda}{berkas.suffix}")
    for akhiran in ("", "-wal", "-shm"):
        if (asal := berkas.with_name(berkas.name + akhiran)).exists():
            shutil.move(asal, tujuan.with_name(tujuan.name + akhiran))
    kalimat = f"Data contoh dari keadaan program yang lama disimpan sebagai {tujuan.name}"
    unggahan = Path(settings.MEDIA_ROOT)
    if unggahan.is_dir() and any(unggahan.iterdir()):
        lama = unggahan.with_name(f"{unggahan.name}.{tanda}")
        shutil.move(unggahan, lama)
        unggahan.mkdir()
        kalimat += f", unggahannya di {lama.name}/"
    return f"{kalimat}. Data contoh yang baru dibuat."
