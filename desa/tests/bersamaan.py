"""Somebody else who saves between the moment a page's row is read and the moment it is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def menyela(tabel: str, lakukan: Callable[[], object]) -> Iterator[list[bool]]:
    """`lakukan` runs once, right after the first reading of `tabel`. The list says whether it did."""
    sudah: list[bool] = []

    def bungkus(execute, sql, params, many, context):
        hasil = execute(sql, params, many, context)
        if not sudah and sql.startswith("SELECT") and f'FROM "{tabel}"' in sql:
            sudah.append(True)
            lakukan()
        return hasil

    with connection.execute_wrapper(bungkus):
        yield sudah
