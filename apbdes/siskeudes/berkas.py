"""The zip and its CSV files, before what they mean. Every problem is named at its table, row and column."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from apbdes.buku_kerja.galat import Galat, TidakTerbaca
from apbdes.buku_kerja.wadah import BARIS_TERBANYAK, BERKAS_TERBESAR, bongkar
from apbdes.siskeudes.skema import TABEL, Tabel

PEMISAH = (",", ";", "\t", "|")


@dataclass
class IsiTabel:
    """`baris` are (row number in the file, value by the column's known name); the heading is row 1."""

    tabel: Tabel
    kolom: frozenset[str]
    baris: list[tuple[int, dict[str, str]]] = field(default_factory=list)


def bagian_csv(isi: bytes) -> dict[str, bytes]:
    """CSV files of the zip by table name in lower case; raises TidakTerbaca when it cannot be opened."""
    if len(isi) > BERKAS_TERBESAR:
        raise TidakTerbaca([Galat(f"Berkas terlalu besar (lebih dari {BERKAS_TERBESAR // 1024 // 1024} MB).")])
    try:
        bagian = bongkar(isi, (".csv",))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as galat:
        raise TidakTerbaca([Galat("Berkas zip ini tidak utuh. Buat ulang dari Siskeudes.")]) from galat
    return {
        nama.replace("\\", "/").rpartition("/")[2][:-4].lower(): data
        for nama, data in bagian.items()
        if nama.lower().endswith(".csv") and "__macosx" not in nama.lower()
    }


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


def _teks(data: bytes) -> str:
    for sandi in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(sandi)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _csv(teks: str) -> Iterable[list[str]]:
    judul = teks.partition("\n")[0]
    pemisah = max(PEMISAH, key=judul.count)
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
