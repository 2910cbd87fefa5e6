"""The database itself refuses to change or delete what was written: triggers, on both engines.

Put in place after every `migrate` that finds them missing (SQLite builds a table anew when it changes, and loses
them). Whoever may drop them may do anything: on PostgreSQL the application runs as a user that may not
(docs/memasang.md); what was done all the same is found by the chain (jejak/rantai.py).
"""

from typing import Any

from django.apps import apps
from django.db import connections

TOLAK = "Jejak tidak dapat diubah atau dihapus."
TABEL = ("jejak_catatan", "jejak_segel")
KUNCI = {"jejak_catatan": "id", "jejak_segel": "catatan_id"}

FUNGSI = f"""
CREATE OR REPLACE FUNCTION jejak_tolak() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{TOLAK}' USING ERRCODE = 'insufficient_privilege'; END $$
"""


def pernyataan(vendor: str, tabel: str) -> dict[str, str]:
    """Name of each trigger of one table → the statement that makes it."""
    if vendor == "postgresql":
        return {
            f"{tabel}_tetap": f"CREATE TRIGGER {tabel}_tetap BEFORE UPDATE OR DELETE ON {tabel} "
            "FOR EACH ROW EXECUTE FUNCTION jejak_tolak()",
            f"{tabel}_utuh": f"CREATE TRIGGER {tabel}_utuh BEFORE TRUNCATE ON {tabel} "
            "FOR EACH STATEMENT EXECUTE FUNCTION jejak_tolak()",
        }
    tolak = f"BEGIN SELECT RAISE(ABORT, '{TOLAK}'); END"
    sudah_ada = f"EXISTS (SELECT 1 FROM {tabel} WHERE {KUNCI[tabel]} = NEW.{KUNCI[tabel]})"  # noqa: S608 - our names
    return {
        f"{tabel}_ubah": f"CREATE TRIGGER {tabel}_ubah BEFORE UPDATE ON {tabel} {tolak}",
        f"{tabel}_hapus": f"CREATE TRIGGER {tabel}_hapus BEFORE DELETE ON {tabel} {tolak}",
        # INSERT OR REPLACE deletes without asking the trigger above.
        f"{tabel}_ganti": f"CREATE TRIGGER {tabel}_ganti BEFORE INSERT ON {tabel} WHEN {sudah_ada} {tolak}",
    }


def ada(connection: Any) -> set[str]:
    """The triggers that are there."""
    asal = {"postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"}
    with connection.cursor() as kursor:
        kursor.execute(asal.get(connection.vendor, "SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        return {nama for (nama,) in kursor.fetchall()}


def hilang(connection: Any) -> list[str]:
    """The triggers that should be there and are not, or are switched off."""
    terpasang = ada(connection)
    return [nama for tabel in TABEL for nama in pernyataan(connection.vendor, tabel) if nama not in terpasang]


def pasang_pemicu(using: str = "default", **_: Any) -> None:
    """After `migrate`: make what is missing. Nothing where the tables are not there yet."""
    connection = connections[using]
    if not apps.is_installed("jejak") or not set(TABEL) <= set(connection.introspection.table_names()):
        return
    kurang = set(hilang(connection))
    if not kurang:
        return
    with connection.cursor() as kursor:
        if connection.vendor == "postgresql":
            kursor.execute(FUNGSI)
        for tabel in TABEL:
            for nama, sql in pernyataan(connection.vendor, tabel).items():
                if nama in kurang:
                    if connection.vendor == "postgresql":  # switched off counts as missing
                        kursor.execute(f"DROP TRIGGER IF EXISTS {nama} ON {tabel}")
                    kursor.execute(sql)


def lepas_pemicu(connection: Any) -> None:
    """Take them away, inside a transaction that puts them back: for what deletes an old year whole."""
    terpasang = ada(connection)
    with connection.cursor() as kursor:
        for tabel in TABEL:
            for nama in pernyataan(connection.vendor, tabel):
                if nama in terpasang:
                    di = f" ON {tabel}" if connection.vendor == "postgresql" else ""
                    kursor.execute(f"DROP TRIGGER {nama}{di}")
