"""Facts of a village that its budget does not hold: how each is read, kept and shown.

A value is a number (`bilangan`), sen (`rupiah`), a date, a word of a list, or True and False (`ya`). It is kept as text
in one form together with its kind, so that it is read without the set that asked for it, and what was evaluated can
be frozen as it was. Which facts there are: the shipped ones, and those of the sets that apply (`berlaku.fakta_dari`).
"""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeVar

from django.utils.formats import date_format

from apbdes.buku_kerja import sel
from apbdes.gramatika.bentuk import FAKTA_BAKU, BentukFakta
from dasar import uang

Nilai = int | Fraction | str | bool | datetime.date
Angka = TypeVar("Angka", int, int | Fraction)
Tersimpan = str | list[str]  # of a shipped fact its text, of any other its kind and its text


def baca(bentuk: BentukFakta, nilai: Any) -> Nilai:
    """From a cell or a field. ValueError with a sentence that says what was expected."""
    if bentuk.jenis == "bilangan":
        return _tidak_negatif(sel.bilangan(nilai)) if bentuk.pecahan else sel.bulat_positif(nilai)
    if bentuk.jenis == "rupiah":
        return _rupiah(nilai)
    if bentuk.jenis == "tanggal":
        return sel.tanggal(nilai)
    if bentuk.jenis == "ya":
        return sel.pilihan(nilai, {"ya": "ya", "tidak": "tidak"}) == "ya"
    return sel.pilihan(_kata(sel.teks(nilai)), {_kata(p).lower(): p for p in bentuk.pilihan})


def _kata(teks: str) -> str:
    return "_".join(teks.split())


def _rupiah(nilai: Any) -> int:
    if isinstance(nilai, int | float) and not isinstance(nilai, bool):
        return _tidak_negatif(uang.dari_rupiah(Fraction(f"{nilai:.15g}")))
    return _tidak_negatif(uang.baca(sel.teks(nilai)))


def _tidak_negatif(nilai: Angka) -> Angka:
    if nilai < 0:
        raise ValueError("Tidak boleh negatif.")
    return nilai


def simpanan(nilai: Nilai) -> str:
    """The one form in which a value is kept: sen as digits, a date as 2026-12-01, ya or tidak, a fraction as 5/2."""
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    return str(nilai)


def dari_simpanan(jenis: str, teks: str) -> Nilai:
    if jenis in ("bilangan", "rupiah"):
        return Fraction(teks) if "/" in teks else int(teks)
    if jenis == "tanggal":
        return datetime.date.fromisoformat(teks)
    return teks == "ya" if jenis == "ya" else teks


def kemas(fakta: Mapping[str, Nilai]) -> dict[str, Tersimpan]:
    """As plain data: to be frozen, or to wait in a session."""
    return {k: simpanan(n) if k in FAKTA_BAKU else [_jenis(n), simpanan(n)] for k, n in fakta.items()}


def buka(isi: Mapping[str, Tersimpan]) -> dict[str, Nilai]:
    """What is empty was taken back; a name that is no longer known says nothing."""
    return {
        k: dari_simpanan(FAKTA_BAKU[k].jenis if isinstance(t, str) else t[0], t if isinstance(t, str) else t[1])
        for k, t in isi.items()
        if (t and k in FAKTA_BAKU if isinstance(t, str) else t[1])
    }


def _jenis(nilai: Nilai) -> str:
    if isinstance(nilai, bool):
        return "ya"
    if isinstance(nilai, datetime.date):
        return "tanggal"
    return "pilihan" if isinstance(nilai, str) else "bilangan"


def untuk_isian(bentuk: BentukFakta, nilai: Nilai) -> str:
    """As a person would type it."""
    if bentuk.jenis == "rupiah" and isinstance(nilai, int):
        return uang.angka(nilai)
    if isinstance(nilai, Fraction):
        return _desimal(nilai)
    return simpanan(nilai)


def untuk_sel(bentuk: BentukFakta, nilai: Nilai | None) -> Any:
    """As the workbook has it: amounts in rupiah."""
    if nilai is None:
        return None
    if bentuk.jenis == "rupiah" and isinstance(nilai, int):
        return uang.ke_rupiah(nilai)
    return simpanan(nilai) if isinstance(nilai, bool) else nilai


def tampil(bentuk: BentukFakta, nilai: Nilai) -> str:
    """As a page shows it."""
    if bentuk.jenis == "rupiah" and isinstance(nilai, int):
        return uang.rupiah(nilai)
    if isinstance(nilai, datetime.date):
        return date_format(nilai, "j F Y")
    return untuk_isian(bentuk, nilai).replace("_", " ")


def _desimal(nilai: Fraction) -> str:
    return f"{float(nilai):.15g}".replace(".", ",")
