"""Sheets of the people of a village to hand out: the export and the template to fill in."""

import csv
import io

from django.db import models
from openpyxl import Workbook

from dasar.induk import Kolom, TabelInduk
from dasar.lembar import netral
from dasar.sel import sebut_pilihan
from dasar.templat import KolomTemplat, buku_bytes, lembar_berjudul, templat
from desa.resources import sumber

YA_TIDAK = ["ya", "tidak"]
PANJANG = 100  # letters from which a column is made wide
CATATAN = (
    "Isi lembar “{lembar}”, satu baris untuk satu orang. Jangan mengubah judul kolom.",
    "Orang yang sudah tercatat diperbarui, tidak digandakan. Sel yang dikosongkan akan mengosongkan datanya; "
    "kolom yang dihapus seluruhnya tidak mengubah apa pun.",
    "Setelah diunggah, setiap baris ditampilkan dahulu. Bila ada satu saja yang salah, tidak ada yang disimpan.",
)


def pejabat_ekspor(tabel: TabelInduk, queryset: models.QuerySet, jenis: str) -> bytes:
    """xlsx or csv (UTF-8 with BOM, so that Excel reads the letters), with formulas made harmless."""
    data = sumber(tabel)().export(queryset)
    baris = [[netral(sel) for sel in b] for b in data]
    if jenis == "csv":
        teks = io.StringIO(newline="")
        csv.writer(teks).writerows([data.headers, *baris])
        return teks.getvalue().encode("utf-8-sig")
    buku = Workbook()
    lembar_berjudul(buku, tabel.lembar, _kolom(tabel), baris)
    return buku_bytes(buku)


def templat_pejabat(tabel: TabelInduk) -> bytes:
    """An empty sheet with drop-downs for every column of choices, and how to fill in each column."""
    return templat(tabel.lembar, _kolom(tabel), [k.format(lembar=tabel.lembar) for k in CATATAN])


def _kolom(tabel: TabelInduk) -> list[KolomTemplat]:
    return [
        KolomTemplat(k.judul_lembar, _petunjuk(tabel, k), _dapat_dipilih(tabel, k), _lebar(tabel, k))
        for k in tabel.kolom_lembar
    ]


def _lebar(tabel: TabelInduk, kolom: Kolom) -> int:
    bidang = tabel.bidang(kolom.nama)
    return 30 if bidang.choices or (getattr(bidang, "max_length", None) or 0) >= PANJANG else 18


def _dapat_dipilih(tabel: TabelInduk, kolom: Kolom) -> list[str]:
    if isinstance(tabel.bidang(kolom.nama), models.BooleanField):
        return YA_TIDAK
    return [label for _, label in tabel.pilihan(kolom.nama)]


def _petunjuk(tabel: TabelInduk, kolom: Kolom) -> str:
    pilihan = tabel.pilihan(kolom.nama)
    bagian = [
        "Wajib." if tabel.wajib(kolom.nama) else "",
        f"Salah satu dari: {sebut_pilihan(label for _, label in pilihan)}." if pilihan else "",
        kolom.petunjuk,
    ]
    return " ".join(b for b in bagian if b)
