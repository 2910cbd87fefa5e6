"""Periods of documents: '2026', '2026-S1', '2026-T3', '2026-05', and '' for what is sent once."""

import calendar
import re
from datetime import date

from django.utils.dates import MONTHS

from berkas.enums import PeriodeKategori

ROMAWI = ("I", "II", "III", "IV")
POLA = {
    PeriodeKategori.SEKALI: re.compile(r"^$"),
    PeriodeKategori.TAHUNAN: re.compile(r"^\d{4}$"),
    PeriodeKategori.SEMESTERAN: re.compile(r"^\d{4}-S[12]$"),
    PeriodeKategori.TRIWULANAN: re.compile(r"^\d{4}-T[1-4]$"),
    PeriodeKategori.BULANAN: re.compile(r"^\d{4}-(0[1-9]|1[0-2])$"),
}


def periode_sah(jenis: str, periode: str, tahun: int) -> bool:
    """Whether this text names a period of this kind within this year."""
    cocok = POLA[PeriodeKategori(jenis)].match(periode)
    return bool(cocok) and (not periode or int(periode[:4]) == tahun)


def periode_setahun(jenis: str, tahun: int) -> list[str]:
    """The periods of this kind in a year, in order."""
    return {
        PeriodeKategori.SEKALI: [""],
        PeriodeKategori.TAHUNAN: [f"{tahun}"],
        PeriodeKategori.SEMESTERAN: [f"{tahun}-S{n}" for n in (1, 2)],
        PeriodeKategori.TRIWULANAN: [f"{tahun}-T{n}" for n in range(1, 5)],
        PeriodeKategori.BULANAN: [f"{tahun}-{n:02d}" for n in range(1, 13)],
    }[PeriodeKategori(jenis)]


def periode_nama(periode: str) -> str:
    """'Mei 2026', 'Semester I 2026', 'Triwulan III 2026', '2026', or '' for what is sent once."""
    tahun, _, bagian = periode.partition("-")
    if not bagian:
        return tahun
    if bagian[0] == "S":
        return f"Semester {ROMAWI[int(bagian[1]) - 1]} {tahun}"
    if bagian[0] == "T":
        return f"Triwulan {ROMAWI[int(bagian[1]) - 1]} {tahun}"
    return f"{MONTHS[int(bagian)]} {tahun}"


def periode_rentang(periode: str) -> tuple[date, date]:
    """First and last day of a period. Raises ValueError for ''."""
    tahun, _, bagian = periode.partition("-")
    if not bagian:
        bulan = (1, 12)
    elif bagian[0] == "S":
        bulan = (6 * int(bagian[1]) - 5, 6 * int(bagian[1]))
    elif bagian[0] == "T":
        bulan = (3 * int(bagian[1]) - 2, 3 * int(bagian[1]))
    else:
        bulan = (int(bagian), int(bagian))
    akhir = calendar.monthrange(int(tahun), bulan[1])[1]
    return date(int(tahun), bulan[0], 1), date(int(tahun), bulan[1], akhir)
