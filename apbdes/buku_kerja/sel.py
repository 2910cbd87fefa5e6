"""From a cell to a value. Each function raises ValueError with an Indonesian sentence that says what was expected.

Money becomes sen. Excel itself keeps 15 significant digits of a number, and so does a database export that
writes 3.3710000000000002e+002; what lies beyond is how binary fractions are stored, not something a person wrote.
"""

import datetime
import math
import re
from collections.abc import Mapping
from decimal import Context
from fractions import Fraction
from functools import lru_cache
from typing import Any

from dasar.uang import RANCU, SEN

TERBESAR = 10**15
_INDONESIA = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_INGGRIS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+\.\d+", re.ASCII)
_EKSPOR = re.compile(r"-?\d{1,20}(\.\d{1,20})?e[+-]?\d{1,3}", re.ASCII | re.IGNORECASE)
_RUPIAH_AWAL = re.compile(r"^(-?)\s*rp\.?\s*", re.IGNORECASE)
_KEGIATAN = re.compile(r"0?(\d{1,2})\.0?(\d{1,2})\.(\d{1,2})\.?", re.ASCII)
_REKENING = re.compile(r"0?(\d{1,2})\.0?(\d{1,2})\.0?(\d{1,2})\.(\d{1,2})\.?", re.ASCII)
_TANGGAL = re.compile(r"\d{4}-\d\d-\d\d([T ]00:00(:00)?)?", re.ASCII)
_DESA = re.compile(r"(\d\d)\.?(\d\d)\.?(\d\d)\.?(\d{4})", re.ASCII)


def kosong(nilai: Any) -> bool:
    return nilai is None or (isinstance(nilai, str) and not nilai.strip())


def teks(nilai: Any) -> str:
    if isinstance(nilai, str):
        return nilai.strip()
    if nilai is None:
        return ""
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return str(nilai)


def uang(nilai: Any) -> int:
    """Sen from a number of rupiah or from "1.500.000", "1.500.000,50", "Rp 1.500.000"."""
    if type(nilai) is float and nilai.is_integer() and -TERBESAR <= nilai <= TERBESAR:
        return int(nilai) * SEN
    if isinstance(nilai, str):
        nilai = _RUPIAH_AWAL.sub(r"\1", nilai.strip()).strip().removesuffix(",-").strip()
        if RANCU.fullmatch(nilai):
            raise ValueError(f"{_asli(nilai)} dapat berarti ribuan atau pecahan. Titik untuk ribuan, koma untuk sen.")
    sen = bilangan(nilai, contoh="1500000, 1.500.000, atau 1.500.000,50") * SEN
    if isinstance(sen, Fraction) and sen.denominator != 1:
        raise ValueError(f"{_asli(nilai)} memuat pecahan sen. Tulis paling banyak dua angka di belakang koma.")
    return sen.numerator


def bilangan(nilai: Any, *, contoh: str = "12, 1.500, atau 2,5") -> int | Fraction:
    """An exact number: whole as int, otherwise a Fraction."""
    bukan_bilangan = isinstance(nilai, bool | datetime.date | datetime.time | datetime.timedelta)
    if bukan_bilangan or (isinstance(nilai, float) and not math.isfinite(nilai)):
        raise ValueError(f"{_asli(nilai)} bukan angka. Tulis misalnya {contoh}.")
    if isinstance(nilai, int):
        hasil: int | Fraction = nilai
    elif isinstance(nilai, float) and nilai.is_integer() and abs(nilai) <= TERBESAR:
        return int(nilai)
    elif isinstance(nilai, float):
        if abs(nilai) > TERBESAR:
            raise ValueError(f"{_asli(nilai)} terlalu besar.")
        hasil = Fraction(f"{nilai:.15g}")
    elif _EKSPOR.fullmatch(str(nilai).strip()):
        hasil = lima_belas_angka(str(nilai).strip())
    else:
        cocok = _INDONESIA.fullmatch(str(nilai).strip()) if len(str(nilai)) < 100 else None
        if not cocok:
            if _INGGRIS.fullmatch(str(nilai).strip()):
                raise ValueError(
                    f"{_asli(nilai)} ditulis cara Inggris. Titik untuk ribuan, koma untuk desimal: {contoh}."
                )
            raise ValueError(f"{_asli(nilai)} bukan angka. Tulis misalnya {contoh}.")
        minus, bulat, desimal = cocok.groups()
        hasil = Fraction(f"{minus}{bulat.replace('.', '')}.{desimal or '0'}")
    if not -TERBESAR <= hasil <= TERBESAR:
        raise ValueError(f"{_asli(nilai)} terlalu besar.")
    if isinstance(hasil, Fraction) and hasil.denominator == 1:
        return hasil.numerator
    return hasil


def lima_belas_angka(teks: str) -> Fraction:
    """A number with a point, to 15 significant digits: what a binary fraction of a database was before."""
    return Fraction(Context(prec=15).create_decimal(teks))


def bulat_positif(nilai: Any) -> int:
    hasil = bilangan(nilai, contoh="5")
    if isinstance(hasil, Fraction) or hasil < 0:
        raise ValueError(f"{_asli(nilai)} bukan bilangan bulat. Tulis misalnya 5.")
    return hasil


def tahun(nilai: Any) -> int:
    tertulis = teks(nilai)
    if not re.fullmatch(r"20[0-9][0-9]", tertulis):
        raise ValueError(f"{_asli(nilai)} bukan tahun anggaran. Tulis empat angka, misalnya 2024.")
    return int(tertulis)


def tanggal(nilai: Any) -> datetime.date:
    if isinstance(nilai, datetime.datetime):
        return nilai.date()
    if isinstance(nilai, datetime.date):
        return nilai
    try:
        if isinstance(nilai, str) and _TANGGAL.fullmatch(nilai.strip()):
            return datetime.date.fromisoformat(nilai.strip()[:10])
    except ValueError:
        pass  # 2024-02-30
    raise ValueError(f"{_asli(nilai)} bukan tanggal. Pakai sel tanggal Excel, atau tulis seperti 2024-01-31.")


@lru_cache(maxsize=4096)
def _kode(pola: re.Pattern[str], tertulis: str) -> str | None:
    cocok = pola.fullmatch(tertulis)
    if not cocok:
        return None
    *depan, akhir = cocok.groups()
    return ".".join([*(str(int(d)) for d in depan), f"{int(akhir):02d}"])


def kode_kegiatan(nilai: Any) -> str:
    """ "1.1.01", also written 01.01.01. and 1.1.1."""
    return _kode_atau_galat(_KEGIATAN, nilai, "kode kegiatan", "1.1.01")


def kode_rekening(nilai: Any) -> str:
    return _kode_atau_galat(_REKENING, nilai, "kode rekening", "5.1.1.01")


def _kode_atau_galat(pola: re.Pattern[str], nilai: Any, sebutan: str, contoh: str) -> str:
    hasil = _kode(pola, nilai.strip()) if isinstance(nilai, str) else None
    if hasil is None:
        tambahan = ""
        if isinstance(nilai, datetime.date | datetime.time):
            tambahan = " Excel mengubahnya menjadi tanggal atau jam; jadikan format selnya Teks."
        raise ValueError(f"{_asli(nilai)} bukan {sebutan}. Tulis misalnya {contoh}.{tambahan}")
    return hasil


def kode_desa(nilai: Any) -> str:
    cocok = _DESA.fullmatch(teks(nilai))
    if not cocok:
        raise ValueError(f"{_asli(nilai)} bukan kode desa. Tulis misalnya 61.11.01.2001.")
    return ".".join(cocok.groups())


def pilihan(nilai: Any, daftar: Mapping[str, str]) -> str:
    """One of the keys of `daftar`, capitals aside; the value is how it is kept."""
    hasil = daftar.get(teks(nilai).lower())
    if hasil is None:
        raise ValueError(f"{_asli(nilai)} tidak dikenal. Pilih salah satu: {', '.join(daftar.values())}.")
    return hasil


def ya(nilai: Any) -> bool:
    if teks(nilai).lower() == "ya":
        return True
    raise ValueError(f"{_asli(nilai)} tidak dikenal. Tulis ya, atau kosongkan.")


def _asli(nilai: Any) -> str:
    """What stands in the cell, cut short, for the sentence."""
    tertulis = f"{nilai:.15g}".replace(".", ",") if isinstance(nilai, float) else teks(nilai)
    return f"“{tertulis[:60]}…”" if len(tertulis) > 60 else f"“{tertulis}”"
