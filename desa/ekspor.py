"""Sheets of the people of a village to hand out: the export and the template to fill in."""

import csv
import io

from django.db import models
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dasar.induk import Kolom, TabelInduk
from dasar.lembar import netral
from desa.resources import sumber

BARIS_TEMPLAT = 300
YA_TIDAK = ["ya", "tidak"]
PANJANG = 100  # letters from which a column is made wide
CATATAN = (
    "Isi lembar “{lembar}”, satu baris untuk satu orang. Jangan mengubah judul kolom.",
    "Orang yang sudah tercatat diperbarui, tidak digandakan. Sel yang dikosongkan akan mengosongkan datanya; "
    "kolom yang dihapus seluruhnya tidak mengubah apa pun.",
    "Setelah diunggah, setiap baris ditampilkan dahulu. Bila ada satu saja yang salah, tidak ada yang disimpan.",
)
JUDUL = Font(bold=True)
LATAR = PatternFill("solid", fgColor="E3F1EF")


def pejabat_ekspor(tabel: TabelInduk, queryset: models.QuerySet, jenis: str) -> bytes:
    """xlsx or csv (UTF-8 with BOM, so that Excel reads the letters), with formulas made harmless."""
    data = sumber(tabel)().export(queryset)
    baris = [data.headers, *([netral(sel) for sel in b] for b in data)]
    if jenis == "csv":
        teks = io.StringIO(newline="")
        csv.writer(teks).writerows(baris)
        return teks.getvalue().encode("utf-8-sig")
    buku = Workbook()
    _lembar_data(buku, tabel, baris)
    return _bytes(buku)


def templat_pejabat(tabel: TabelInduk) -> bytes:
    """An empty sheet with drop-downs for every column of choices, and how to fill in each column."""
    buku = Workbook()
    lembar = _lembar_data(buku, tabel, [[k.judul_lembar for k in tabel.kolom_lembar]])
    for baris in lembar.iter_rows(min_row=2, max_row=BARIS_TEMPLAT, max_col=len(tabel.kolom)):
        for sel in baris:
            sel.number_format = "@"

    petunjuk = buku.create_sheet("Petunjuk")
    petunjuk.append(["Kolom", "Cara mengisi"])
    for kolom in tabel.kolom_lembar:
        petunjuk.append([kolom.judul_lembar, _petunjuk(tabel, kolom)])
    petunjuk.append([])
    for kalimat in CATATAN:
        petunjuk.append(["", kalimat.format(lembar=tabel.lembar)])
    for huruf, lebar in (("A", 16), ("B", 90), ("C", 3)):
        petunjuk.column_dimensions[huruf].width = lebar
    _pilihan(lembar, petunjuk, tabel)
    for baris in petunjuk.iter_rows():
        for sel in baris:
            sel.alignment = Alignment(wrap_text=True, vertical="top")
    for sel in petunjuk[1]:
        sel.font = JUDUL
    return _bytes(buku)


def _pilihan(lembar, petunjuk, tabel: TabelInduk) -> None:
    """Drop-downs. A sheet's own list may hold 255 characters, so the choices stand on the second sheet."""
    tempat = 4
    for urut, kolom in enumerate(tabel.kolom_lembar, start=1):
        pilihan = _dapat_dipilih(tabel, kolom)
        if not pilihan:
            continue
        huruf = get_column_letter(tempat)
        for baris, teks in enumerate([f"Pilihan {kolom.judul_lembar}", *pilihan], start=1):
            petunjuk.cell(baris, tempat, teks)
        petunjuk.column_dimensions[huruf].width = 30
        aturan = DataValidation(
            type="list", formula1=f"Petunjuk!${huruf}$2:${huruf}${1 + len(pilihan)}", allow_blank=True
        )
        lembar.add_data_validation(aturan)
        aturan.add(f"{get_column_letter(urut)}2:{get_column_letter(urut)}{BARIS_TEMPLAT}")
        tempat += 1


def _dapat_dipilih(tabel: TabelInduk, kolom: Kolom) -> list[str]:
    if isinstance(tabel.bidang(kolom.nama), models.BooleanField):
        return YA_TIDAK
    return [label for _, label in tabel.pilihan(kolom.nama)]


def _petunjuk(tabel: TabelInduk, kolom: Kolom) -> str:
    pilihan = tabel.pilihan(kolom.nama)
    bagian = [
        "Wajib." if tabel.wajib(kolom.nama) else "",
        f"Salah satu dari: {', '.join(label for _, label in pilihan)}." if pilihan else "",
        kolom.petunjuk,
    ]
    return " ".join(b for b in bagian if b)


def _lembar_data(buku: Workbook, tabel: TabelInduk, baris: list):
    lembar = buku.active
    lembar.title = tabel.lembar
    for isi in baris:
        lembar.append(list(isi))
    for sel, kolom in zip(lembar[1], tabel.kolom_lembar, strict=True):
        bidang = tabel.bidang(kolom.nama)
        sel.font, sel.fill = JUDUL, LATAR
        lebar = bool(bidang.choices) or (getattr(bidang, "max_length", None) or 0) >= PANJANG
        lembar.column_dimensions[sel.column_letter].width = 30 if lebar else 18
    lembar.freeze_panes = "A2"
    return lembar


def _bytes(buku: Workbook) -> bytes:
    hasil = io.BytesIO()
    buku.save(hasil)
    return hasil.getvalue()
