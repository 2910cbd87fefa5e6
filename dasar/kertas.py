"""The cells of an uploaded file (xlsx or csv) as texts, before anybody asks what they mean."""

import csv
import io
import re
import zipfile
import zlib
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

UKURAN_MAKS = 5 * 1024 * 1024  # bytes
ISI_ZIP_MAKS = 60 * 1024 * 1024  # bytes, unpacked: a small file may hide a huge one
BARIS_LEMBAR_MAKS = 100_000  # rows looked at, empty ones included
JUDUL_MAKS = 60  # rows above and below the table
KOLOM_MAKS = 100
GABUNG_MAKS = 5000
PEMICU_RUMUS = ("=", "+", "-", "@", "\t", "\r")
ANGKA_TEPAT_MAKS = 10**15  # a spreadsheet rounds longer numbers
BERKAS_LAMA = b"\xd0\xcf\x11\xe0"  # Excel before 2007, and any Excel file with a password
ILMIAH = re.compile(r"[+-]?\d+(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
NOL = re.compile(r"0+")
AWALAN_NOL = re.compile(r'\\?"?(0+)"?[#0]+')
GABUNG = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')

RUMUS = "Sel ini berisi rumus. Ganti dengan nilainya."
DIBULATKAN = "Angka sepanjang ini dibulatkan oleh Excel. Ubah format sel menjadi Teks, lalu ketik ulang."
DIILMIAHKAN = (
    "Nomor ini sudah diubah Excel menjadi “{}”, jadi angka aslinya hilang. "
    "Ubah format sel menjadi Teks, lalu ketik ulang nomornya."
)


class LembarGalat(Exception):
    """The file as a whole is not usable; the sentence is for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Sel:
    """One cell: its text, and why it cannot be used where that is so."""

    teks: str = ""
    galat: str = ""

    def __bool__(self) -> bool:
        return bool(self.teks or self.galat)


KOSONG = Sel()


@dataclass
class Kertas:
    """One sheet: its rows that are not empty, by their number in the file, and which cells are merged.

    A cell merged over several rows holds its value in each of them. `penuh`: it goes on below what was read;
    `kosong_panjang`: with rows that hold nothing.
    """

    nama: str = ""
    baris: list[tuple[int, list[Sel]]] = field(default_factory=list)
    gabung: list[tuple[int, int, int, int]] = field(default_factory=list)
    penuh: bool = False
    kosong_panjang: bool = False

    def kepala(self, urut: int) -> list[str]:
        """The texts of a row as a heading: what is merged to the side stands over each of its columns."""
        nomor, sel = self.baris[urut]
        teks = [s.teks for s in sel]
        for kiri, atas, kanan, bawah in self.gabung:
            if atas <= nomor <= bawah and kiri <= len(teks):
                kanan = min(kanan, KOLOM_MAKS)
                teks += [""] * (kanan - len(teks))
                teks[kiri - 1 : kanan] = [teks[kiri - 1]] * (kanan - kiri + 1)
        return teks


def buka(nama: str, isi: bytes, *, maks: int) -> list[Kertas]:
    """The visible sheets of a file, each to `maks` rows. Raises LembarGalat when it cannot be read."""
    if not isi:
        raise LembarGalat("Berkas ini kosong.")
    if len(isi) > UKURAN_MAKS:
        raise LembarGalat("Berkas ini terlalu besar. Ukuran paling besar 5 MB.")
    akhiran = nama.lower().rpartition(".")[2]
    if akhiran == "xls" or isi.startswith(BERKAS_LAMA):
        raise LembarGalat(
            "Berkas Excel lama (.xls) atau yang berkata sandi tidak dapat dibaca. Buka dengan Excel, lalu pilih "
            "Simpan Sebagai “Excel Workbook (.xlsx)” tanpa kata sandi."
        )
    if akhiran == "xlsx":
        return _xlsx(isi, maks + JUDUL_MAKS)
    if akhiran == "csv":
        return [_csv(isi, maks + JUDUL_MAKS)]
    raise LembarGalat(
        "Berkas harus berjenis xlsx atau csv. Dari Excel, pilih Simpan Sebagai lalu “Excel Workbook (.xlsx)”."
    )


def _xlsx(isi: bytes, maks: int) -> list[Kertas]:
    rusak = LembarGalat("Berkas ini bukan xlsx yang dapat dibaca. Buka dengan Excel lalu simpan ulang sebagai xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
            if sum(b.file_size for b in zip_.infolist()) > ISI_ZIP_MAKS:
                raise LembarGalat("Isi berkas ini terlalu besar untuk dibaca.")
            buku = load_workbook(io.BytesIO(isi), read_only=True, data_only=False)
            return [_lembar(lembar, zip_, maks) for lembar in buku.worksheets if lembar.sheet_state == "visible"]
    except (
        zipfile.BadZipFile,
        zlib.error,
        InvalidFileException,
        AttributeError,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        SyntaxError,
        OSError,
        EOFError,
        RuntimeError,
    ) as galat:
        raise rusak from galat


def _lembar(lembar: Any, zip_: zipfile.ZipFile, maks: int) -> Kertas:
    lembar.reset_dimensions()  # the file's own claim about its size is not to be trusted
    kertas = Kertas(lembar.title)
    for nomor, baris in enumerate(lembar.iter_rows(max_col=KOLOM_MAKS), start=1):
        sel = [_sel(c) for c in baris]
        if any(sel):
            kertas.baris.append((nomor, sel))
        kertas.penuh, kertas.kosong_panjang = len(kertas.baris) > maks, nomor >= BARIS_LEMBAR_MAKS
        if kertas.penuh or kertas.kosong_panjang:
            break
    jalur = getattr(lembar, "_worksheet_path", "")  # reading row by row, openpyxl passes the merged cells over
    for rentang in GABUNG.findall(zip_.read(jalur))[:GABUNG_MAKS] if jalur else []:
        kertas.gabung.append(range_boundaries(rentang.decode()))
    _isi_ke_bawah(kertas)
    return kertas


def _isi_ke_bawah(kertas: Kertas) -> None:
    nomor = [n for n, _ in kertas.baris]
    for kiri, atas, _kanan, bawah in kertas.gabung:
        awal, akhir = bisect_left(nomor, atas), bisect_left(nomor, bawah + 1)
        if awal == akhir or nomor[awal] != atas or kiri > len(kertas.baris[awal][1]):
            continue
        nilai = kertas.baris[awal][1][kiri - 1]
        for _, sel in kertas.baris[awal + 1 : akhir]:
            sel += [KOSONG] * (kiri - len(sel))
            sel[kiri - 1] = nilai


def _sel(sel: Any) -> Sel:
    nilai = sel.value
    if nilai is None:
        return KOSONG
    if sel.data_type == "f":
        return Sel(galat=RUMUS)
    if isinstance(nilai, int | float) and not isinstance(nilai, bool):
        if abs(nilai) >= ANGKA_TEPAT_MAKS:
            return Sel(_teks(nilai), DIBULATKAN)
        return Sel(_bernol(_teks(nilai), str(sel.number_format)))
    return _tulisan(_teks(nilai))


def _tulisan(teks: str) -> Sel:
    return Sel(teks, DIILMIAHKAN.format(teks)) if ILMIAH.fullmatch(teks) else Sel(teks)


def _bernol(teks: str, pola: str) -> str:
    """The noughts in front that the cell shows although its number has none."""
    if not teks.isdigit():
        return teks
    if NOL.fullmatch(pola):
        return teks.zfill(len(pola))
    awalan = AWALAN_NOL.fullmatch(pola)
    return awalan[1] + teks if awalan and '"' in pola else teks


def _csv(isi: bytes, maks: int) -> Kertas:
    if b"\x00" in isi:
        raise LembarGalat("Berkas ini bukan csv. Simpan ulang dari aplikasi lembar kerja sebagai CSV UTF-8 atau xlsx.")
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        teks = isi.decode("cp1252", errors="replace")
    pilihan = [tabel for pemisah in (",", ";", "\t") if (tabel := _pisah(teks, pemisah)) is not None]
    if not pilihan:
        raise LembarGalat("Berkas csv ini rusak. Simpan ulang sebagai CSV UTF-8 atau xlsx.")
    kertas = Kertas()
    tabel = sorted(pilihan, key=_keteraturan)[-1]
    for nomor, baris in enumerate(tabel, start=1):
        sel = [Sel(galat=RUMUS) if s.startswith("=") else _tulisan(_teks(s)) for s in baris]
        if any(sel):
            kertas.baris.append((nomor, sel))
        if len(kertas.baris) > maks:
            kertas.penuh = True
            break
    return kertas


def _pisah(teks: str, pemisah: str) -> list[list[str]] | None:
    try:
        return list(csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah))
    except csv.Error:
        return None


def _keteraturan(tabel: list[list[str]]) -> int:
    """How much of a table it is: cells in rows of the length that most rows have. A title has other lengths."""
    panjang = Counter(len(baris) for baris in tabel if len(baris) > 1)
    return max((n * banyak for n, banyak in panjang.items()), default=0)


def _teks(nilai: Any) -> str:
    """A cell as text: dates as 2026-05-17, whole numbers without a point, one space between words."""
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
    return "" if bersih in ("-", "–", "—") else bersih
