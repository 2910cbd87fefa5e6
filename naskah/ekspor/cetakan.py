"""A long PDF of another room as an export: the room registers how it is made and who may still have it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cetak.cetakan import PdfGagal

if TYPE_CHECKING:
    from akun.models import Pengguna


@dataclass(frozen=True)
class Pembuat:
    """`buat` makes the PDF of the frozen content alone; `boleh` is asked of its `pilihan` at every download."""

    kode: str
    buat: Callable[[dict[str, Any]], bytes]
    boleh: "Callable[[dict[str, Any], Pengguna], bool]"


_pembuat: dict[str, Pembuat] = {}


def daftarkan(pembuat: Pembuat) -> Pembuat:
    _pembuat[pembuat.kode] = pembuat
    return pembuat


def pembuat_cetakan(kode: str) -> Pembuat:
    try:
        return _pembuat[kode]
    except KeyError:
        raise PdfGagal("Cetakan ini tidak dikenal oleh versi aplikasi yang sedang berjalan.") from None
