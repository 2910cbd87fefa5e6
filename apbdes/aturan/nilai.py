"""A figure as a person writes and reads it: a share, or money. A number that is no money stays as it is written."""

import re
from typing import Any

from apbdes.aturan.hasil import Persen
from dasar import uang


def baca_nilai(teks: str, seperti: Any) -> Any:
    """A value from text, of the kind of `seperti`: a share "1,5%", or rupiah "3.000.000" as sen.

    Raises ValueError with a sentence.
    """
    teks = teks.strip()
    if isinstance(seperti, Persen):
        return _baca_persen(teks)
    if (sen := uang.baca(teks)) < 0:
        raise ValueError("Nilai tidak boleh negatif.")
    return sen


def _baca_persen(teks: str) -> Persen:
    angka = teks.removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,3}(,[0-9]{1,4})?", angka):
        raise ValueError("Tulis persen, misalnya 30% atau 1,5%.")
    persen = Persen.dari(f"{angka}%")
    if persen.pembilang > persen.penyebut:
        raise ValueError("Persen tidak boleh lebih dari 100%.")
    return persen


def tulis_nilai(nilai: Any) -> str:
    """A value as a person reads it, and as `baca_nilai` reads it back."""
    if isinstance(nilai, Persen):
        return nilai.teks
    return uang.angka(nilai) if isinstance(nilai, int) else str(nilai)


def sebut_nilai(nilai: Any) -> str:
    """A figure as a sentence says it: money with its sign, a share."""
    return uang.rupiah(nilai) if isinstance(nilai, int) else tulis_nilai(nilai)
