"""What was done outside (a mail taken, a file sent) is noted even where the database is away just then."""

import time
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

SABAR_DETIK = 5.0 * settings.SAPU_DETIK  # half a lease (antrean/kerja.py): until then nobody else takes up the work
JEDA_DETIK = 0.5


def catat_juga(catat: Callable[[], object], *, sabar: float = SABAR_DETIK, jeda: float = JEDA_DETIK) -> None:
    """Do `catat` on a fresh connection again and again until it is through; what comes after it would be done twice
    without it. Must bear being done twice itself.

    Raises the database's own error after `sabar` seconds, and at once within a transaction, which is lost with its
    connection.
    """
    batas = time.monotonic() + sabar
    while True:
        try:
            catat()
            return
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() >= batas:
                raise
            connection.close()
            time.sleep(jeda)
