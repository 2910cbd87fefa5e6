"""A small Access database (Jet 4) for the tests: pages of 4096 bytes, tables of texts and doubles, no index.

Written from the public description of the format in the manual of mdbtools; what Siskeudes itself writes is more.
"""

import struct
from collections.abc import Sequence
from datetime import date

from apbdes.siskeudes.access import KUNCI_KEPALA, rc4

HALAMAN = 4096
TEKS, GANDA, PANJANG, PENDEK, BENDA = 0x0A, 0x07, 0x04, 0x03, 0x0B
UKURAN = {GANDA: 8, PANJANG: 4, PENDEK: 2}
Sel = str | float | int | None
Tabel = tuple[Sequence[tuple[str, int]], Sequence[Sequence[Sel]]]


def basis_data(tabel: dict[str, Tabel], *, kata_sandi: str = "") -> bytes:
    """The file. Its second page maps which pages belong to which table; the third is the catalogue's definition."""
    halaman: list[bytes] = [_kepala(kata_sandi), b"", b""]
    peta: list[bytes] = []
    objek: list[list[Sel]] = []
    for nama, (kolom, baris) in tabel.items():
        letak = len(halaman)
        halaman.append(b"")
        halaman[letak] = _definisi(kolom, len(baris), len(peta) + 1, b"N")
        data = _data(kolom, baris, letak)
        peta.append(_peta(range(len(halaman), len(halaman) + len(data))))
        halaman += data
        objek.append([letak, 1, 0, nama, None])
    kolom_katalog = [("Id", PANJANG), ("Type", PENDEK), ("Flags", PANJANG), ("Name", TEKS), ("LvProp", BENDA)]
    data = _data(kolom_katalog, [[2, 1, -0x80000000, "MSysObjects", None], *objek], 2)
    halaman[2] = _definisi(kolom_katalog, len(objek) + 1, 0, b"S")
    katalog = _peta(range(len(halaman), len(halaman) + len(data)))
    halaman[1] = _bungkus(0x01, 0, [katalog, *peta])
    return b"".join([*halaman, *data])


def _kepala(kata_sandi: str) -> bytes:
    isi = bytearray(HALAMAN)
    isi[0:4] = b"\x00\x01\x00\x00"
    isi[4:20] = b"Standard Jet DB\x00"
    isi[0x14] = 1
    hari = (date(2026, 1, 5) - date(1899, 12, 30)).days
    isi[0x72:0x7A] = struct.pack("<d", float(hari))
    topeng = struct.pack("<i", hari)
    sandi = kata_sandi.encode("utf-16-le").ljust(40, b"\0")
    isi[0x42:0x6A] = bytes(b ^ topeng[n % 4] for n, b in enumerate(sandi))
    isi[0x3C:0x3E] = struct.pack("<H", 1252)
    isi[0x18:0x98] = rc4(KUNCI_KEPALA, bytes(isi[0x18:0x98]))
    return bytes(isi)


def _definisi(kolom: Sequence[tuple[str, int]], banyak: int, urut_peta: int, jenis: bytes) -> bytes:
    isi = bytearray(63)
    berubah = sum(t not in UKURAN for _, t in kolom)
    struct.pack_into("<BBH", isi, 0, 0x02, 0x01, 0)
    struct.pack_into("<I", isi, 0x10, banyak)
    isi[0x28:0x29] = jenis
    struct.pack_into("<HHH", isi, 0x29, len(kolom), berubah, len(kolom))
    for letak in (0x37, 0x3B):
        isi[letak : letak + 4] = bytes([urut_peta]) + (1).to_bytes(3, "little")
    tetap = urut_teks = 0
    for nomor, (_, t) in enumerate(kolom):
        satu = bytearray(25)
        struct.pack_into("<BIHHH", satu, 0, t, 0x659, nomor, urut_teks, nomor)
        satu[15] = 0x02 if t not in UKURAN else 0x03
        struct.pack_into("<HH", satu, 21, 0 if t not in UKURAN else tetap, UKURAN.get(t, 510))
        isi += satu
        tetap += UKURAN.get(t, 0)
        urut_teks += t not in UKURAN
    for nama, _ in kolom:
        tulisan = nama.encode("utf-16-le")
        isi += struct.pack("<H", len(tulisan)) + tulisan
    struct.pack_into("<I", isi, 8, len(isi))
    return bytes(isi.ljust(HALAMAN, b"\0"))


def _data(kolom: Sequence[tuple[str, int]], baris: Sequence[Sequence[Sel]], definisi: int) -> list[bytes]:
    halaman, isi, penuh = [], [], 14
    for sel in baris:
        satu = _baris(kolom, sel)
        if penuh + len(satu) + 2 > HALAMAN:
            halaman.append(_bungkus(0x01, definisi, isi))
            isi, penuh = [], 14
        isi.append(satu)
        penuh += len(satu) + 2
    return [*halaman, _bungkus(0x01, definisi, isi)]


def _baris(kolom: Sequence[tuple[str, int]], sel: Sequence[Sel]) -> bytes:
    isi = bytearray(struct.pack("<H", len(kolom)))
    bentuk = {GANDA: "<d", PANJANG: "<i", PENDEK: "<h"}
    for (_, t), nilai in zip(kolom, sel, strict=True):
        if t in UKURAN:
            isi += struct.pack(bentuk[t], nilai or 0)
    mulai = []
    for (_, t), nilai in zip(kolom, sel, strict=True):
        if t not in UKURAN:
            mulai.append(len(isi))
            isi += str(nilai or "").encode("utf-16-le")
    mulai.append(len(isi))
    for letak in reversed(mulai):
        isi += struct.pack("<H", letak)
    isi += struct.pack("<H", len(mulai) - 1)
    berisi = sum(1 << n for n, nilai in enumerate(sel) if nilai is not None)
    return bytes(isi) + berisi.to_bytes((len(kolom) + 7) // 8, "little")


def _bungkus(jenis: int, definisi: int, baris: Sequence[bytes]) -> bytes:
    """A page of rows: they grow from its end, their places stand at its beginning."""
    isi = bytearray(HALAMAN)
    akhir, letak = HALAMAN, []
    for satu in baris:
        akhir -= len(satu)
        isi[akhir : akhir + len(satu)] = satu
        letak.append(akhir)
    bebas = akhir - 14 - 2 * len(baris)
    struct.pack_into("<BBHIIH", isi, 0, jenis, 0x01, bebas, definisi, 0, len(baris))
    struct.pack_into(f"<{len(letak)}H", isi, 14, *letak)
    return bytes(isi)


def _peta(halaman: range) -> bytes:
    """Which pages hold a table's rows, one bit each from page 0 on."""
    bit = bytearray(128)
    for n in halaman:
        bit[n // 8] |= 1 << (n % 8)
    return b"\x00" + struct.pack("<I", 0) + bytes(bit)
