"""Facts of a village that its budget does not hold: how each is read, kept and shown.

A value is an int (`bilangan`), sen (`rupiah`), a date, a word of a list, or True and False (`ya`). It is kept as text
in one form, so that what was evaluated can be frozen as it was.
"""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format

from apbdes.buku_kerja import sel
from apbdes.gramatika.bentuk import FAKTA_BAKU
from dasar import uang

Nilai = int | str | bool | datetime.date


def baca(kunci: str, nilai: Any) -> Nilai:
    """From a cell or a field. ValueError with a sentence that says what was expected."""
    jenis, pilihan = FAKTA_BAKU[kunci].jenis, FAKTA_BAKU[kunci].pilihan
    if jenis == "bilangan":
        return sel.bulat_positif(nilai)
    if jenis == "rupiah":
        return _rupiah(nilai)
    if jenis == "tanggal":
        return sel.tanggal(nilai)
    if jenis == "ya":
        return sel.pilihan(nilai, {"ya": "ya", "tidak": "tidak"}) == "ya"
    return sel.pilihan("_".join(sel.teks(nilai).split()), {p: p for p in pilihan})


def _rupiah(nilai: Any) -> int:
    if isinstance(nilai, int | float) and not isinstance(nilai, bool):
        sen = uang.dari_rupiah(Fraction(f"{nilai:.15g}"))
    else:
        sen = uang.baca(sel.teks(nilai))
    if sen < 0:
        raise ValueError("Tidak boleh negatif.")
    return sen


def simpanan(nilai: Nilai) -> str:
    """The one form in which a value is kept: sen as digits, a date as 2026-12-01, ya or tidak."""
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    return str(nilai)


def dari_simpanan(kunci: str, teks: str) -> Nilai:
    jenis = FAKTA_BAKU[kunci].jenis
    return int(teks) if jenis == "rupiah" else baca(kunci, teks)


def semua_dari_simpanan(isi: Mapping[str, str]) -> dict[str, Nilai]:
    """What is empty was taken back; a name that is no longer known says nothing."""
    return {k: dari_simpanan(k, teks) for k, teks in isi.items() if teks and k in FAKTA_BAKU}


def untuk_isian(kunci: str, nilai: Nilai) -> str:
    """As a person would type it."""
    if FAKTA_BAKU[kunci].jenis == "rupiah" and isinstance(nilai, int):
        return uang.angka(nilai)
    return simpanan(nilai)


def untuk_sel(kunci: str, nilai: Nilai | None) -> Any:
    """As the workbook has it: amounts in rupiah."""
    if nilai is None:
        return None
    if FAKTA_BAKU[kunci].jenis == "rupiah" and isinstance(nilai, int):
        return uang.ke_rupiah(nilai)
    return simpanan(nilai) if isinstance(nilai, bool) else nilai


def tampil(kunci: str, nilai: Nilai) -> str:
    """As a page shows it."""
    if FAKTA_BAKU[kunci].jenis == "rupiah" and isinstance(nilai, int):
        return uang.rupiah(nilai)
    if isinstance(nilai, datetime.date):
        return date_format(nilai, "j F Y")
    return simpanan(nilai).replace("_", " ")
