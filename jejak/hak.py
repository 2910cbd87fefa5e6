"""On PostgreSQL the application is another user than the owner of the tables: it may add to the trail and read it, and
may not take its triggers away."""

from django.db import connection

from jejak.pemicu import TABEL

SEMUA = (
    "GRANT USAGE ON SCHEMA public TO {0}",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {0}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {0}",
)
JEJAK = ("REVOKE UPDATE, DELETE, TRUNCATE ON {1} FROM {0}",)


def beri_hak(pengguna: str) -> None:
    """What the application's user needs, and no more. By the owner, after every `migrate`.

    Raises ValueError with an Indonesian sentence where that would be no protection.
    """
    if connection.vendor != "postgresql":
        raise ValueError("Hak pengguna hanya ada di PostgreSQL; di SQLite jejak dijaga pemicunya.")
    with connection.cursor() as kursor:
        kursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [pengguna])
        ada = kursor.fetchone()
        if ada is None:
            raise ValueError(f"Pengguna basis data {pengguna} belum ada. Buat dahulu, lihat docs/memasang.md.")
        kursor.execute(
            "SELECT count(*) FROM pg_tables WHERE tablename = ANY(%s) AND tableowner = %s", [list(TABEL), pengguna]
        )
        if ada[0] or kursor.fetchone()[0]:
            raise ValueError(f"{pengguna} pemilik tabel jejak atau superuser, jadi tidak dapat dibatasi.")
        nama = connection.ops.quote_name(pengguna)
        for sql in SEMUA:
            kursor.execute(sql.format(nama))
        if "django_migrations" in connection.introspection.table_names(kursor):
            kursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {nama}")
        for tabel in TABEL:
            for sql in JEJAK:
                kursor.execute(sql.format(nama, tabel))
