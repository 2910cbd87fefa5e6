"""Reading an uploaded sheet (xlsx or csv) into plain text rows, and writing sheets that are safe to open."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

UKURAN_MAKS = 5 * 1024 * 1024  # bytes
ISI_ZIP_MAKS = 60 * 1024 * 1024  # bytes, unpacked: a small file may hide a huge one
BARIS_MAKS = 1000  # each row costs a few queries; a kecamatan has some three hundred
KOLOM_MAKS = 100
PEMICU_RUMUS = ("=", "+", "-", "@", "\t", "\r")
ANGKA_TEPAT_MAKS = 10**15  # a spreadsheet rounds longer numbers


class LembarGalat(Exception):
    """The file as a whole is not usable; the sentence is for the person who sent it."""


@dataclass(frozen=True)
class Galat:
    baris: int
    kolom: str
    kalimat: str


@dataclass
class Lembar:
    """`baris` are (row number in the file, text by column), empty rows left out."""

    kolom: list[str]
    baris: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    galat: list[Galat] = field(default_factory=list)


def netral(nilai: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front.

    Control signs that xlsx forbids (Word pastes its line break as one) become spaces.
    """
    if not isinstance(nilai, str):
        return nilai
    teks = ILLEGAL_CHARACTERS_RE.sub(" ", nilai)
    return f"'{teks}" if teks.startswith(PEMICU_RUMUS) else teks


def baca(nama: str, isi: bytes, *, wajib: list[str], dikenal: list[str]) -> Lembar:
    """Read a file. Raises LembarGalat when it is not a sheet with the columns asked for."""
    if not isi:
        raise LembarGalat("Berkas ini kosong.")
    if len(isi) > UKURAN_MAKS:
        raise LembarGalat("Berkas ini terlalu besar. Ukuran paling besar 5 MB.")
    akhiran = nama.lower().rpartition(".")[2]
    if akhiran == "xlsx":
        tabel = _xlsx(isi)
    elif akhiran == "csv":
        tabel = _csv(isi)
    else:
        raise LembarGalat(
            "Berkas harus berjenis xlsx atau csv. Dari Excel, pilih Simpan Sebagai lalu “Excel Workbook (.xlsx)”."
        )
    return _susun(tabel, wajib, dikenal)


def _xlsx(isi: bytes) -> list[list[Any]]:
    rusak = LembarGalat("Berkas ini bukan xlsx yang dapat dibaca. Buka dengan Excel lalu simpan ulang sebagai xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
            if sum(b.file_size for b in zip_.infolist()) > ISI_ZIP_MAKS:
                raise LembarGalat("Isi berkas ini terlalu besar untuk dibaca.")
        buku = load_workbook(io.BytesIO(isi), read_only=True, data_only=False)
        lembar = buku.worksheets[0]
        lembar.reset_dimensions()  # the file's own claim about its size is not to be trusted
        tabel = []
        for sel in lembar.iter_rows(max_col=KOLOM_MAKS):
            tabel.append([Rumus() if c.data_type == "f" else c.value for c in sel])
            if len(tabel) > BARIS_MAKS * 2:
                break
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        SyntaxError,
        OSError,
        EOFError,
    ) as galat:
        raise rusak from galat
    return tabel


class Rumus:
    """Stands for a cell that holds a formula."""


def _csv(isi: bytes) -> list[list[Any]]:
    if b"\x00" in isi:
        raise LembarGalat("Berkas ini bukan csv. Simpan ulang dari aplikasi lembar kerja sebagai CSV UTF-8 atau xlsx.")
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        teks = isi.decode("cp1252", errors="replace")
    kepala = next((b for b in teks.splitlines() if b.strip()), "")
    pemisah = max(",;\t", key=kepala.count)
    try:
        tabel: list[list[Any]] = list(csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah))
    except csv.Error as galat:
        raise LembarGalat("Berkas csv ini rusak. Simpan ulang sebagai CSV UTF-8 atau xlsx.") from galat
    return [[Rumus() if sel.startswith("=") else sel for sel in baris] for baris in tabel]


def _susun(tabel: list[list[Any]], wajib: list[str], dikenal: list[str]) -> Lembar:
    urut = next((i for i, baris in enumerate(tabel) if any(_teks(s) for s in baris)), None)
    if urut is None:
        raise LembarGalat("Berkas ini kosong.")
    kolom = [re.sub(r"[\s_]+", "_", _teks(s).lower()) for s in tabel[urut]]
    while kolom and not kolom[-1]:
        kolom.pop()
    if kurang := [k for k in wajib if k not in kolom]:
        raise LembarGalat(f"Kolom {', '.join(kurang)} tidak ada di baris judul. Gunakan templat yang disediakan.")
    if asing := [k or "(tanpa judul)" for k in kolom if k not in dikenal]:
        raise LembarGalat(f"Kolom {', '.join(asing)} tidak dikenal. Gunakan judul kolom seperti pada templat.")
    if ganda := sorted({k for k in kolom if kolom.count(k) > 1}):
        raise LembarGalat(f"Kolom {', '.join(ganda)} muncul lebih dari sekali.")
    lembar = Lembar(kolom)
    for nomor, baris in enumerate(tabel[urut + 1 :], start=urut + 2):
        if not any(isinstance(s, Rumus) or _teks(s) for s in baris):
            continue
        isi = {}
        for nama, sel in zip(kolom, [*baris, *[None] * len(kolom)], strict=False):
            isi[nama] = _teks(sel)
            if isinstance(sel, Rumus):
                lembar.galat.append(Galat(nomor, nama, "Sel ini berisi rumus. Ganti dengan nilainya."))
            elif isinstance(sel, int | float) and abs(sel) >= ANGKA_TEPAT_MAKS:
                lembar.galat.append(
                    Galat(
                        nomor,
                        nama,
                        "Angka sepanjang ini dibulatkan oleh Excel. Ubah format sel menjadi Teks, lalu ketik ulang.",
                    )
                )
        if any(_teks(s) for s in baris[len(kolom) :]):
            lembar.galat.append(Galat(nomor, "", "Baris ini berisi lebih banyak sel daripada judul kolom."))
        lembar.baris.append((nomor, isi))
        if len(lembar.baris) > BARIS_MAKS:
            raise LembarGalat(f"Berkas ini berisi lebih dari {BARIS_MAKS} baris. Bagi menjadi beberapa berkas.")
    if not lembar.baris:
        raise LembarGalat("Berkas ini hanya berisi judul kolom, belum ada barisnya.")
    return lembar


def _teks(nilai: Any) -> str:
    """A cell as text: dates as 2026-05-17, whole numbers without a point, one space between words."""
    if nilai is None or isinstance(nilai, Rumus):
        return ""
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, datetime):
        return nilai.date().isoformat()
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, float) and nilai.is_integer():
        nilai = int(nilai)
    bersih = "".join(c if c.isprintable() else " " for c in str(nilai))
    bersih = " ".join(bersih.split())
    if bersih.startswith("'") and bersih[1:].startswith(PEMICU_RUMUS):  # written by `netral`
        return bersih[1:]
    return bersih
