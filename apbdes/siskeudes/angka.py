"""Numbers as exports write them: 1200000, 1200000.00, 3.3710000000000002e+002, 1.500.000,50, 450.000.

The last of these may be 450 thousand or 450. What the rest of its column shows decides; where nothing does, it is not
read at all. Money of three decimals does not exist, so that 450.000 is never read as 450 rupiah.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

_BENTUK = re.compile(r"(-?)([\d.,]*\d)(?:[eE]([+-]?\d{1,3}))?", re.ASCII)
_RP = re.compile(r"^(-?)\s*rp\.?\s*", re.IGNORECASE)
_RIBUAN = re.compile(r"\d{1,3}(?:([.,])\d{3})+", re.ASCII)
# A database keeps 15 significant digits; what lies beyond is how binary fractions are stored.
_LIMA_BELAS = Context(prec=15, rounding=ROUND_HALF_EVEN, Emax=999, Emin=-999)
DESIMAL_TULISAN = 4  # as many decimals as somebody writes: such a number is exact however long it is
TERBESAR = 10**15


class AngkaRagu(ValueError):
    """May be a thousand times as much, and nothing beside it tells."""


def tanda_desimal(kolom: Iterable[str]) -> str:
    """The sign that these numbers use for decimals: "." or ",", or "" where they do not show it or do not agree."""
    bukti = bukti_desimal(kolom)
    return bukti.pop() if len(bukti) == 1 else ""


def bukti_desimal(kolom: Iterable[str]) -> set[str]:
    return {b for teks in kolom if (b := _bukti(teks))}


def bilangan(teks: str, desimal: str = "") -> int | Fraction:
    """An exact number, to 15 significant digits. `desimal` decides what a single number leaves open."""
    if teks.isascii() and teks.isdigit() and len(teks) <= 15:
        return int(teks)
    cocok = _cocok(teks)
    if not cocok:
        raise ValueError(f"“{teks[:60]}” bukan angka. Tulis misalnya 1.200.000 atau 1.200.000,50.")
    minus, angka, pangkat = cocok.groups()
    tanda = _bukti(teks) or (desimal if _ragu(angka) and not pangkat else "")
    if not tanda and _ragu(angka):
        raise AngkaRagu(f"“{teks[:60]}” dapat berarti dua angka.")
    depan, _, belakang = angka.rpartition(tanda) if tanda and tanda in angka else (angka, "", "")
    bulat = depan if depan or not belakang else "0"
    if not bulat.isdigit():
        ribuan = _RIBUAN.fullmatch(bulat)
        if not ribuan or ribuan[1] == tanda or len(set(bulat) & {".", ","}) != 1:
            raise ValueError(f"“{teks[:60]}” bukan angka: letak titik dan komanya tidak dikenal.")
        bulat = re.sub(r"[.,]", "", bulat)
    ditulis = f"{minus}{bulat}.{belakang or '0'}e{pangkat or '0'}"
    biner = pangkat or len(belakang) > DESIMAL_TULISAN
    hasil = Fraction(_LIMA_BELAS.create_decimal(ditulis) if biner else Decimal(ditulis))
    if abs(hasil) > TERBESAR:
        raise ValueError(f"“{teks[:60]}” terlalu besar.")
    return hasil.numerator if hasil.denominator == 1 else hasil


def uang(teks: str, desimal: str = "") -> int | Fraction:
    """Rupiah; empty is 0, as a database leaves it."""
    if desimal and desimal in teks and not _bukti(teks):
        desimal = ""
    return bilangan(teks, desimal) if teks else 0


def _cocok(teks: str) -> re.Match[str] | None:
    return _BENTUK.fullmatch(_RP.sub(r"\1", teks).strip().removesuffix(",-")) if len(teks) < 60 else None


def _ragu(angka: str) -> bool:
    """One sign, with up to three digits before it and three behind: "450.000"."""
    depan, tanda, belakang = angka.partition("." if "." in angka else ",")
    return bool(tanda) and len(belakang) == 3 and belakang.isdigit() and 1 <= len(depan) <= 3 and depan.strip("0") != ""


def _bukti(teks: str) -> str:
    """The sign for decimals that this number alone shows."""
    if teks.isdigit():
        return ""
    cocok = _cocok(teks)
    if not cocok:
        return ""
    _, angka, pangkat = cocok.groups()
    titik, koma = angka.count("."), angka.count(",")
    if titik and koma:
        return "." if angka.rindex(".") > angka.rindex(",") else ","
    if titik > 1:
        return ","
    if koma > 1:
        return "."
    if (not titik and not koma) or (not pangkat and _ragu(angka)):
        return ""
    return "." if titik else ","
