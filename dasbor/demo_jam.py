"""The clock of the demo data: what happened weeks ago is written down as of then, so that no date contradicts another.

Only for data that is made up: the command that loads it runs by itself, and nothing else asks the time meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

from dasar.waktu import Berzona, zona
from desa.hari_kerja import hari_kerja
from desa.models import Kabupaten


def geser_hari_kerja(hari: date, banyak: int, kabupaten: Kabupaten) -> date:
    """So many working days after this day, or before it: an office signs nothing on a Sunday."""
    if banyak == 0:
        return hari
    jangkau = timedelta(days=abs(banyak) * 3 + 20)
    if banyak > 0:
        return list(hari_kerja(hari + timedelta(days=1), hari + jangkau, kabupaten))[banyak - 1]
    return list(hari_kerja(hari - jangkau, hari - timedelta(days=1), kabupaten))[banyak]


@contextmanager
def pada(hari: date, pukul: time, tempat: Berzona) -> Iterator[None]:
    """As if it were this hour of this day there; never later than it is."""
    saat = min(datetime.combine(hari, pukul, zona(tempat)), timezone.now())
    with patch("django.utils.timezone.now", lambda: saat):
        yield
