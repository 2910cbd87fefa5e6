"""The zip and its CSV files, before what they mean. Every problem is named at its table, row and column."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from apbdes.buku_kerja.galat import Galat, TidakTerbaca
from apbdes.buku_kerja.wadah import BARIS_TERBANYAK, BERKAS_TERBESAR, bongkar
from apbdes.siskeudes.access import berupa_access, ke_zip
from apbdes.siskeudes.skema import TABEL, Tabel

PEMISAH = (",", ";", "\t", "|")


@dataclass
class IsiTabel:
    """`baris` are (row number in the file, value by the column's known name); the heading is row 1."""

    tabel: Tabel
    kolom: frozenset[str]
    baris: list[tuple[int, dict[str, str]]] = field(default_factory=list)


def berisi_csv(isi: bytes) -> bool:
    """A zip of tables; whatever cannot be opened is left to the reader of workbooks, which says why."""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
            nama = [n.lower() for n in zip_.namelist()[:2000]]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
        return False
    return not any(n.endswith("xl/workbook.xml") for n in nama) and any(n.endswith(".csv") for n in nama)


def bagian_csv(isi: bytes) -> dict[str, bytes]:
    """The CSV files of the zip, or the tables of the database, by table name in lower case.

    Raises TidakTerbaca when it cannot be opened.
    """
    if berupa_access(isi):
        isi = ke_zip(isi)
    if len(isi) > BERKAS_TERBESAR:
        raise TidakTerbaca([Galat(f"Berkas terlalu besar (lebih dari {BERKAS_TERBESAR // 1024 // 1024} MB).")])
    try:
        bagian = bongkar(isi, (".csv",))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as salah:
        raise TidakTerbaca([Galat("Berkas zip ini tidak utuh. Buat ulang dari Siskeudes.")]) from salah
    hasil: dict[str, bytes] = {}
    letak: dict[str, str] = {}
    galat = []
    for jalur, data in bagian.items():
        folder, _, nama = jalur.replace("\\", "/").rpartition("/")
        if not nama.lower().endswith(".csv") or "__macosx" in jalur.lower():
            continue
        tabel = nama[:-4].lower()
        if hasil.setdefault(tabel, data) != data:
            pesan = (
                f"Tabel {nama} ada dua kali dengan isi berbeda: di “{letak[tabel]}” dan “{folder}”. "
                "Buat satu zip untuk satu desa."
            )
            galat.append(Galat(pesan, nama[:-4]))
        letak.setdefault(tabel, folder)
    if galat:
        raise TidakTerbaca(galat)
    return hasil


def baca_tabel(bagian: dict[str, bytes], tabel: Tabel, galat: list[Galat], catatan: list[str]) -> IsiTabel | None:
    data = bagian.get(tabel.nama.lower())
    if data is None:
        if tabel.wajib:
            ada = ", ".join(sorted(bagian)) or "tidak ada CSV sama sekali"
            perlu = ", ".join(t.nama for t in TABEL)
            pesan = f"Tabel {tabel.nama}.csv tidak ada dalam zip ini. Yang dibaca: {perlu}. Yang ada: {ada[:400]}."
            galat.append(Galat(pesan, tabel.nama))
        elif tabel.bila_hilang:
            catatan.append(f"Tabel {tabel.nama} tidak ada dalam zip ini; {tabel.bila_hilang}.")
        return None
    try:
        baris = list(_csv(_teks(data)))
    except csv.Error as salah:
        galat.append(Galat(f"CSV ini tidak dapat dibaca ({salah}).", tabel.nama))
        return None
    if len(baris) > BARIS_TERBANYAK:
        galat.append(Galat(f"Ada {len(baris)} baris; paling banyak {BARIS_TERBANYAK}.", tabel.nama))
        return None
    return _susun(tabel, baris, galat, catatan)


def baris_csv(data: bytes) -> list[list[str]]:
    """Any CSV file, its encoding and separator found out. Raises TidakTerbaca."""
    try:
        return list(_csv(_teks(data), 30))
    except csv.Error as salah:
        raise TidakTerbaca([Galat(f"CSV ini tidak dapat dibaca ({salah}).")]) from salah


def _teks(data: bytes) -> str:
    """UTF-8 or UTF-16 (Excel's “Unicode text”, with its mark or without), else what Windows writes here."""
    awal = data[:1000]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if awal.count(0) * 3 > len(awal):  # every other byte of plain letters
        return data.decode("utf-16-le" if awal[1:2] == b"\0" else "utf-16-be", errors="replace")
    for sandi in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(sandi)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _csv(teks: str, baris: int = 1) -> Iterable[list[str]]:
    """`baris`: how many of its first lines show the separator; titles above a heading have none, or a comma."""
    if teks[:4].lower() == "sep=":  # Excel's word to itself
        teks = teks.partition("\n")[2]
    awal = "\n".join(teks.split("\n", baris)[:baris])
    pemisah = max(PEMISAH, key=awal.count)
    return csv.reader(io.StringIO(teks.replace("\x00", ""), newline=""), delimiter=pemisah)


def _susun(tabel: Tabel, baris: list[list[str]], galat: list[Galat], catatan: list[str]) -> IsiTabel | None:
    dikenal = {k.lower(): k for k in (*tabel.perlu, *tabel.lain)}
    judul = [k.strip() for k in baris[0]] if baris else []
    letak: dict[str, int] = {}
    asing = []
    for urut, tertulis in enumerate(judul):
        nama = dikenal.get(tertulis.lower())
        if nama:
            letak.setdefault(nama, urut)
        elif tertulis:
            asing.append(tertulis[:60])
    hilang = [k for k in tabel.perlu if k not in letak]
    if hilang:
        pesan = (
            f"Kolom {', '.join(hilang)} tidak ada; bentuk tabel ini tidak dikenal, jadi tidak ditebak. "
            f"Kolom yang ada: {', '.join(judul)[:400] or 'tidak ada'}."
        )
        galat.append(Galat(pesan, tabel.nama, 1))
        return None
    if asing:
        catatan.append(f"Kolom {', '.join(asing)} pada {tabel.nama} tidak dikenal dan tidak dibaca.")
    isi = [
        (nomor, {nama: b[urut].strip() if urut < len(b) else "" for nama, urut in letak.items()})
        for nomor, b in enumerate(baris[1:], 2)
        if any(sel.strip() for sel in b)
    ]
    return IsiTabel(tabel, frozenset(letak), isi)
