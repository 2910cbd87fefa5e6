"""Naming rows and cells, so that a click can lead there."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Protocol

_NOMOR = attrgetter("nomor")


class Baris(Protocol):
    @property
    def nomor(self) -> int: ...

    @property
    def tempat(self) -> str: ...


def tempat(baris: Iterable[Baris]) -> tuple[str, ...]:
    """The places of rows of one sheet, in the order of the sheet."""
    return tuple([b.tempat for b in sorted(baris, key=_NOMOR)])


def sel(baris: Baris, kolom: str) -> str:
    return f"{baris.tempat} kolom {kolom}"
