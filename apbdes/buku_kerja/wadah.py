"""The file before its cells: is it an .xlsx, is it safe to open, and what calamine does not tell about it.

Nothing here trusts what the zip says about itself: each part is unpacked up to a limit, and counted.
calamine gives an empty string for a formula without a cached value and for an error value, so that both
are looked for in the XML.
"""

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from apbdes.buku_kerja.galat import Galat, TidakTerbaca, huruf_kolom

BERKAS_TERBESAR = 20 * 1024 * 1024
TERBUKA_TERBESAR = 120 * 1024 * 1024
BARIS_TERBANYAK = 20_000
KOLOM_TERBANYAK = 100

# A row of five digits or more, or a column of two letters or more: the only ones that can be too far.
_JAUH = re.compile(rb"""r\s*=\s*["'](?:([A-Z]{2,3})(\d+)|[A-Z]?(\d{5,}))["']""")
_RUMUS = re.compile(rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f[\s>/]")
_GALAT = re.compile(rb"""<(?:\w+:)?c\s([^>]*?\bt\s*=\s*["']e["'][^>]*)>""")
_TUTUP = re.compile(rb"</(?:\w+:)?c\s*>")
_ISI = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
_TEMPAT = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Z]+)(\d+)["']""")
_TEKS = re.compile(rb"""(?:^|\s)t\s*=\s*["']str["']""")


@dataclass(frozen=True, slots=True)
class Lembar:
    nama: str
    tersembunyi: bool
    bagian: str  # path inside the zip


@dataclass(frozen=True, slots=True)
class Wadah:
    isi: bytes
    lembar: dict[str, Lembar]  # by name in lower case, blanks around it stripped
    xml: dict[str, bytes]


def buka(isi: bytes) -> Wadah:
    """Raises TidakTerbaca with one sentence when the file is not a workbook that may be opened."""
    if len(isi) > BERKAS_TERBESAR:
        raise _tolak(f"Berkas terlalu besar (lebih dari {BERKAS_TERBESAR // 1024 // 1024} MB).")
    if isi.startswith(b"\xd0\xcf\x11\xe0"):
        raise _tolak(
            "Berkas ini buku kerja lama (.xls) atau terkunci kata sandi. Buka di Excel atau LibreOffice, hapus kata "
            "sandinya, lalu simpan sebagai .xlsx."
        )
    try:
        bagian = bongkar(isi)
        lembar = _daftar_lembar(bagian)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as galat:
        raise _tolak("Berkas ini bukan buku kerja .xlsx yang utuh. Unduh templat, lalu isi kembali.") from galat
    except (KeyError, ElementTree.ParseError, DefusedXmlException, ValueError) as galat:
        if isinstance(galat, TidakTerbaca):
            raise
        raise _tolak("Berkas ini bukan buku kerja Excel. Unduh templat .xlsx, lalu isi di sana.") from galat
    if any(nama.endswith("vbaProject.bin") for nama in bagian):
        raise _tolak("Buku kerja ini memuat makro. Simpan sebagai .xlsx tanpa makro.")
    if any("/externalLinks/" in f"/{nama}" for nama in bagian):
        raise _tolak(
            "Buku kerja ini mengambil nilai dari berkas lain. Putuskan tautannya (Data, Edit Links), lalu simpan."
        )
    return Wadah(isi, lembar, bagian)


def _tolak(pesan: str) -> TidakTerbaca:
    return TidakTerbaca([Galat(pesan)])


def bongkar(isi: bytes, akhiran: tuple[str, ...] = (".xml", ".rels")) -> dict[str, bytes]:
    """Every part with such an ending unpacked; of others only the name. The zip's own word on sizes is not taken."""
    bagian: dict[str, bytes] = {}
    sisa = TERBUKA_TERBESAR
    with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
        if len(zip_.infolist()) > 1000:
            raise _tolak("Berkas ini memuat terlalu banyak bagian.")
        for info in zip_.infolist():
            if info.flag_bits & 1:
                raise _tolak("Berkas ini terkunci kata sandi. Hapus kata sandinya, lalu unggah kembali.")
            info.file_size = sisa + 2  # beyond what is read, so that the limit is met before the checksum
            with zip_.open(info) as aliran:
                data = aliran.read(sisa + 1)
            sisa -= len(data)
            if sisa < 0:
                raise _tolak("Isi berkas ini terlalu besar setelah dibuka; berkas ditolak.")
            bagian[info.filename] = data if info.filename.lower().endswith(akhiran) else b""
    return bagian


def _daftar_lembar(bagian: dict[str, bytes]) -> dict[str, Lembar]:
    relasi = {
        r.get("Id"): r.get("Target", "") for r in ElementTree.fromstring(bagian["xl/_rels/workbook.xml.rels"]).iter()
    }
    lembar: dict[str, Lembar] = {}
    for elemen in ElementTree.fromstring(bagian["xl/workbook.xml"]).iter():
        if elemen.tag.rpartition("}")[2] != "sheet":
            continue
        nama = elemen.get("name", "")
        # r:id, whichever namespace the edition of the standard gives it.
        id_relasi = next((nilai for kunci, nilai in elemen.items() if kunci.endswith("}id")), "")
        tujuan = relasi.get(id_relasi, "")
        jalur = tujuan.lstrip("/") if tujuan.startswith("/") else posixpath.normpath(f"xl/{tujuan}")
        lembar.setdefault(nama.strip().lower(), Lembar(nama, elemen.get("state", "visible") != "visible", jalur))
    return lembar


def ukuran_berlebih(wadah: Wadah, lembar: Lembar) -> Galat | None:
    """A sheet that claims a cell far away would be unpacked into every cell up to it: it is not read at all."""
    xml = wadah.xml.get(lembar.bagian, b"")
    banyak, jauh = 0, 0
    for huruf, baris, baris_saja in _JAUH.findall(xml):
        banyak = max(banyak, int(baris or baris_saja))
        jauh = max(jauh, _urut_kolom(huruf))
    if banyak > BARIS_TERBANYAK:
        pesan = f"Ada isian sampai baris {banyak}; paling banyak {BARIS_TERBANYAK}. Hapus baris di bawah tabel."
        return Galat(pesan, lembar.nama, banyak)
    if jauh >= KOLOM_TERBANYAK:
        return Galat("Ada isian jauh di kanan tabel. Hapus kolom itu.", lembar.nama, None, huruf_kolom(jauh))
    return None


def sel_meragukan(wadah: Wadah, lembar: Lembar) -> list[Galat]:
    """Formulas without a cached value and error values: calamine gives both as an empty cell."""
    xml = wadah.xml.get(lembar.bagian, b"")
    galat = []
    if b't="e"' in xml or b"t='e'" in xml:
        for cocok in _GALAT.finditer(xml):
            nilai = _ISI.search(_isi_sel(xml, cocok.end()))
            salah = nilai[1].decode(errors="replace") if nilai else "galat"
            galat.append(_di_sel(f"Rumus di sel ini menghasilkan {salah}. Perbaiki rumusnya.", lembar, cocok[1]))
    if any(awal in xml for awal in (b"f>", b"<f ", b":f ")):
        galat += [
            _di_sel(
                "Sel ini memuat rumus tanpa hasil yang tersimpan. Buka berkasnya di Excel atau LibreOffice, simpan, "
                "lalu unggah kembali; atau ganti rumus dengan angkanya.",
                lembar,
                cocok[1],
            )
            for cocok in _RUMUS.finditer(xml)
            if not _TEKS.search(cocok[1]) and not _ISI.search(_isi_sel(xml, cocok.end()))
        ]
    return galat


def _isi_sel(xml: bytes, mulai: int) -> bytes:
    tutup = _TUTUP.search(xml, mulai)
    return xml[mulai : tutup.start() if tutup else mulai]


def _di_sel(pesan: str, lembar: Lembar, atribut: bytes) -> Galat:
    cocok = _TEMPAT.search(atribut)
    baris, kolom = (int(cocok[2]), cocok[1].decode()) if cocok else (None, None)
    return Galat(pesan, lembar.nama, baris, kolom)


def _urut_kolom(huruf: bytes) -> int:
    urut = 0
    for h in huruf:
        urut = urut * 26 + h - 64
    return urut - 1
