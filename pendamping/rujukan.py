"""What of other rooms may be named as evidence. A room above registers its own; this one knows no visit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from akun.models import Pengguna
    from desa.models import Desa


@dataclass(frozen=True)
class Rujukan:
    """`calon(desa, awal, akhir, pengguna)`: (key, sentence) of what that person may see there between these days.
    `alamat(key)`: its page."""

    kode: str
    nama: str
    calon: "Callable[[Desa, date, date, Pengguna], list[tuple[str, str]]]"
    alamat: Callable[[str], str]


_semua: dict[str, Rujukan] = {}


def daftarkan(rujukan: Rujukan) -> None:
    _semua[rujukan.kode] = rujukan


def semua() -> list[Rujukan]:
    return list(_semua.values())


def alamat(kode: str, kunci: str) -> str:
    """'' for a kind that is registered no more."""
    return _semua[kode].alamat(kunci) if kode in _semua else ""
