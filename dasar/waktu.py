"""The one place that asks a clock what day it is.

A day begins when it begins in the kecamatan that a thing belongs to: who asks names the place, and a list over
several kecamatan is judged row by row (`menurut_zona`). What belongs to no place - the year that an empty form
begins with, the name of a download - is on the clock of whoever reads the page (`…_pembaca`; the middleware sets it).
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db.models import Q, TextChoices
from django.utils import timezone


class ZonaWaktu(TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Berzona(Protocol):
    """What lies in one time zone: a kecamatan, a desa, an appointment."""

    @property
    def zona_waktu(self) -> str: ...


def zona(tempat: Berzona) -> ZoneInfo:
    return ZoneInfo(tempat.zona_waktu)


def setempat(waktu: datetime, tempat: Berzona) -> datetime:
    """The same moment on the clock of the place."""
    return timezone.localtime(waktu, zona(tempat))


def tanggal(waktu: datetime, tempat: Berzona) -> date:
    """The day of a moment there."""
    return setempat(waktu, tempat).date()


def hari_ini(tempat: Berzona) -> date:
    return tanggal(timezone.now(), tempat)


def awal_hari(tempat: Berzona) -> datetime:
    """The moment at which today began there."""
    return setempat(timezone.now(), tempat).replace(hour=0, minute=0, second=0, microsecond=0)


def menurut_zona(letak: str | Callable[[Collection[str]], Q], syarat: Callable[[date], Q]) -> Q:
    """`syarat(today)` for each row on its own clock.

    `letak` leads from the row to its zone ("desa__kecamatan__zona_waktu"), or makes a Q of the zones that are asked
    for. A row without a zone is judged on the clock of the reader. While the day is the same everywhere, which it is
    for twenty-two hours, nothing is joined.
    """
    kini = timezone.now()
    hari = {z: timezone.localdate(kini, ZoneInfo(z)) for z in ZonaWaktu.values}
    pokok = timezone.localdate(kini)
    lain = {h: [z for z in hari if hari[z] == h] for h in set(hari.values()) - {pokok}}
    if not lain:
        return syarat(pokok)
    di = (lambda z: Q(**{f"{letak}__in": z})) if isinstance(letak, str) else letak
    hasil = ~di([z for zona_lain in lain.values() for z in zona_lain]) & syarat(pokok)
    for h, zona_lain in lain.items():
        hasil |= di(zona_lain) & syarat(h)
    return hasil


def hari_ini_pembaca() -> date:
    return timezone.localdate()


def waktu_pembaca(waktu: datetime) -> datetime:
    return timezone.localtime(waktu)


def waktu_pemasangan(waktu: datetime) -> datetime:
    """On the clock of the installation (TIME_ZONE), whoever reads: for what is filed by its year."""
    return timezone.localtime(waktu, timezone.get_default_timezone())


def jam_pembaca(tempat: Berzona | None) -> AbstractContextManager[None]:
    """Within it the reader's clock is that of the place; of WITA without one."""
    return timezone.override(zona(tempat) if tempat else None)
