"""A workbook to fill in: the sheet with its headings and drop-downs, and a second sheet that says how."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

BARIS_TEMPLAT = 300
JUDUL = Font(bold=True)
LATAR = PatternFill("solid", fgColor="E3F1EF")


@dataclass(frozen=True)
class KolomTemplat:
    judul: str
    petunjuk: str
    pilihan: Sequence[str] = ()
    lebar: int = 18


def lembar_berjudul(buku: Workbook, judul: str, kolom: Sequence[KolomTemplat], baris: Iterable[Sequence[Any]]) -> Any:
    """The first sheet: headings that stay in sight, and these rows."""
    lembar = buku.active
    assert lembar is not None
    lembar.title = judul
    lembar.append([k.judul for k in kolom])
    for isi in baris:
        lembar.append(list(isi))
    for sel, k in zip(lembar[1], kolom, strict=True):
        sel.font, sel.fill = JUDUL, LATAR
        lembar.column_dimensions[get_column_letter(sel.column or 1)].width = k.lebar
    lembar.freeze_panes = "A2"
    return lembar


def templat(
    judul: str, kolom: Sequence[KolomTemplat], catatan: Iterable[str], baris: Sequence[Sequence[Any]] = ()
) -> bytes:
    """Every cell is text, so that nothing is turned into a number; `baris` are filled in already."""
    buku = Workbook()
    lembar = lembar_berjudul(buku, judul, kolom, baris)
    akhir = max(BARIS_TEMPLAT, len(baris) + 1)
    for deret in lembar.iter_rows(min_row=2, max_row=akhir, max_col=len(kolom)):
        for sel in deret:
            sel.number_format = "@"
    petunjuk = buku.create_sheet("Petunjuk")
    petunjuk.append(["Kolom", "Cara mengisi"])
    for k in kolom:
        petunjuk.append([k.judul, k.petunjuk])
    petunjuk.append([])
    for kalimat in catatan:
        petunjuk.append(["", kalimat])
    for huruf, lebar in (("A", 16), ("B", 90), ("C", 3)):
        petunjuk.column_dimensions[huruf].width = lebar
    _pilihan(lembar, petunjuk, kolom, akhir)
    for deret in petunjuk.iter_rows():
        for sel in deret:
            sel.alignment = Alignment(wrap_text=True, vertical="top")
    for sel in petunjuk[1]:
        sel.font = JUDUL
    return buku_bytes(buku)


def _pilihan(lembar: Any, petunjuk: Any, kolom: Sequence[KolomTemplat], akhir: int) -> None:
    """Drop-downs. A sheet's own list may hold 255 characters, so the choices stand on the second sheet."""
    tempat = 4
    for urut, k in enumerate(kolom, start=1):
        if not k.pilihan:
            continue
        huruf = get_column_letter(tempat)
        for baris, teks in enumerate([f"Pilihan {k.judul}", *k.pilihan], start=1):
            petunjuk.cell(baris, tempat, teks)
        petunjuk.column_dimensions[huruf].width = 30
        rentang = f"Petunjuk!${huruf}$2:${huruf}${1 + len(k.pilihan)}"
        aturan = DataValidation(type="list", formula1=rentang, allow_blank=True)
        lembar.add_data_validation(aturan)
        aturan.add(f"{get_column_letter(urut)}2:{get_column_letter(urut)}{akhir}")
        tempat += 1


def buku_bytes(buku: Workbook) -> bytes:
    hasil = io.BytesIO()
    buku.save(hasil)
    return hasil.getvalue()
