"""Money is an integer number of sen everywhere inside; rupiah only where a person reads or writes it.

Whole rupiah are shown whole, anything else with two decimals. Nothing is rounded on the way in: what is
finer than a sen is refused.
"""

import re
from decimal import Decimal
from fractions import Fraction

SEN = 100
TERBESAR = 10**15 * SEN  # a thousand trillion rupiah, in sen
_TEKS = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
RANCU = re.compile(r"-?\d{1,3},\d{3}", re.ASCII)  # 1,500: fifteen hundred where English is written, never 1,50 here
_RP = re.compile(r"^(-?)\s*rp\.?\s*", re.IGNORECASE)


def dari_rupiah(nilai: int | Decimal | Fraction) -> int:
    """Rupiah → sen. ValueError with a sentence where a fraction of a sen remains or the amount is too large."""
    sen = Fraction(nilai) * SEN
    if sen.denominator != 1:
        raise ValueError("Uang paling kecil satu sen: tulis paling banyak dua angka di belakang koma.")
    if abs(sen) > TERBESAR:
        raise ValueError("Jumlahnya terlalu besar.")
    return sen.numerator


def baca(teks: str) -> int:
    """Sen from what a person typed: "1.500.000", "1500000,50", "Rp 1.500.000,-". ValueError with a sentence."""
    polos = _RP.sub(r"\1", teks.strip()).strip().removesuffix(",-").strip()
    cocok = _TEKS.fullmatch(polos) if len(polos) < 100 else None
    if not cocok or RANCU.fullmatch(polos):
        raise ValueError("Tulis angka, misalnya 1.500.000 atau 1.500.000,50.")
    minus, bulat, desimal = cocok.groups()
    return dari_rupiah(Fraction(f"{minus}{bulat.replace('.', '')}.{desimal or '0'}"))


def ke_rupiah(sen: int) -> int | Decimal:
    """Sen → rupiah as a number: whole as int, otherwise a Decimal with two places (sheets, JSON)."""
    bulat, sisa = divmod(sen, SEN)
    return bulat if not sisa else Decimal(sen).scaleb(-2)


def hasil_kali(volume: int | Fraction, harga: int) -> int:
    """volume × harga (sen), to the sen, half up."""
    tepat = abs(Fraction(volume) * harga)
    bulat = (2 * tepat.numerator + tepat.denominator) // (2 * tepat.denominator)
    return bulat if volume * harga >= 0 else -bulat


def angka(sen: int, *, selalu_sen: bool = False) -> str:
    """150000000 → "1.500.000"; 150000050 → "1.500.000,50". `selalu_sen` for a table in which one amount has sen."""
    bulat, sisa = divmod(abs(sen), SEN)
    ribuan = f"{bulat:,}".replace(",", ".")
    desimal = f",{sisa:02d}" if sisa or selalu_sen else ""
    return f"{'-' if sen < 0 else ''}{ribuan}{desimal}"


def rupiah(sen: int, *, selalu_sen: bool = False) -> str:
    """150000050 → "Rp1.500.000,50", negative "-Rp500"."""
    tulisan = angka(abs(sen), selalu_sen=selalu_sen)
    return f"{'-' if sen < 0 else ''}Rp{tulisan}"


def rupiah_atau_kosong(sen: int | None) -> str:
    return "belum diisi" if sen is None else rupiah(sen)
