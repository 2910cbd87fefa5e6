"""What rooms above have to say on the page of a village, in one card: they know it, this room shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from desa.models import Desa


@dataclass(frozen=True)
class Ringkas:
    """One line. `bawaan`: what it says, or some of it, is carried over from old records."""

    label: str
    isi: str
    url: str = ""
    bawaan: bool = False


_penyusun: list[Callable[[Any, Desa], Iterable[Ringkas]]] = []


def daftarkan_ringkasan(penyusun: Callable[[Any, Desa], Iterable[Ringkas]]) -> None:
    """`penyusun(reader, desa)` gives its lines."""
    if penyusun not in _penyusun:
        _penyusun.append(penyusun)


def ringkasan(pembaca: Any, desa: Desa) -> list[Ringkas]:
    return [baris for susun in _penyusun for baris in susun(pembaca, desa)]
