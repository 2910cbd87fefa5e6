"""On PostgreSQL the application is another user than the owner of the tables: it may add to the trail and read it, and
may not take its triggers away."""

import re
from typing import Any

from django.db import connection, transaction

from jejak.pemicu import TABEL

SEMUA = (
    "GRANT USAGE ON SCHEMA public TO {0}",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {0}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {0}",
)
JEJAK = ("REVOKE UPDATE, DELETE, TRUNCATE ON {1} FROM {0}",)


HANYA_POSTGRESQL = "Hak pengguna hanya ada di PostgreSQL; di SQLite jejak dijaga pemicunya."
SANDI_HURUF = re.compile(r"[A-Za-z0-9]{8,128}")  # it stands in an address


def buat_pengguna(pengguna: str, sandi: str) -> None:
    """The application's user, if it is not there; its password, in any case. By a superuser or whoever may make roles.

    Raises ValueError with an Indonesian sentence for a password that cannot stand in an address, and for a user that
    could not be limited.
    """
    if connection.vendor != "postgresql":
        raise ValueError(HANYA_POSTGRESQL)
    if not SANDI_HURUF.fullmatch(sandi):
        raise ValueError("Kata sandi pengguna aplikasi harus 8 sampai 128 huruf dan angka saja.")
    nama = connection.ops.quote_name(pengguna)
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [pengguna])
        if kursor.fetchone() is None:
            kursor.execute(f"CREATE ROLE {nama} NOSUPERUSER NOCREATEDB NOCREATEROLE")
        else:
            _dapat_dibatasi(kursor, pengguna)
        kursor.execute(f"ALTER ROLE {nama} LOGIN PASSWORD '{sandi}'")


def _dapat_dibatasi(kursor: Any, pengguna: str) -> None:
    kursor.execute(
        "SELECT rolsuper, (SELECT count(*) FROM pg_tables WHERE tablename = ANY(%s) AND tableowner = %s)"
        " FROM pg_roles WHERE rolname = %s",
        [list(TABEL), pengguna, pengguna],
    )
    ada = kursor.fetchone()
    if ada is None:
        raise ValueError(f"Pengguna basis data {pengguna} belum ada. Buat dahulu, lihat docs/memasang.md.")
    if any(ada):
        raise ValueError(f"{pengguna} pemilik tabel jejak atau superuser, jadi tidak dapat dibatasi.")


def beri_hak(pengguna: str) -> None:
    """What the application's user needs, and no more. By the owner, after every `migrate`.

    Raises ValueError with an Indonesian sentence where that would be no protection.
    """
    if connection.vendor != "postgresql":
        raise ValueError(HANYA_POSTGRESQL)
    with connection.cursor() as kursor:
        _dapat_dibatasi(kursor, pengguna)
        nama = connection.ops.quote_name(pengguna)
        for sql in SEMUA:
            kursor.execute(sql.format(nama))
        if "django_migrations" in connection.introspection.table_names(kursor):
            kursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {nama}")
        for tabel in TABEL:
            for sql in JEJAK:
                kursor.execute(sql.format(nama, tabel))
