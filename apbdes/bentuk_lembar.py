"""What the columns of somebody else's sheet hold: guessed from its heading, or from its cells where it has none."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apbdes.anggaran import KOMPONEN, PENERIMA, SUMBER_DANA
from apbdes.buku_kerja import sel
from apbdes.buku_kerja.skema import BELANJA
from dasar.lembar import rapi_judul

BARIS_DICARI = 30
KOLOM_MAKS = 40
KOLOM = {
    "kode": "Kode (kegiatan atau rekening)",
    "kegiatan": "Kode kegiatan",
    "uraian_kegiatan": "Nama kegiatan",
    "pelaksana": "Pelaksana",
    "rekening": "Kode rekening",
    "uraian": "Uraian",
    "komponen": "Komponen",
    "penerima": "Penerima",
    "volume": "Volume",
    "satuan": "Satuan",
    "harga_satuan": "Harga satuan",
    "jumlah": "Jumlah",
    "sumber": "Sumber dana",
    "dari_silpa": "Dari SiLPA",
    "bantuan_khusus": "Bantuan khusus",
    "risiko_tinggi": "Risiko tinggi",
    "kegiatan_acuan": "Kegiatan yang dilayani konsultan",
    "pagu_acuan": "Pagu kegiatan itu",
}
ALIAS = {
    "kode": ("kode", "kd", "no_kode", "kode_rekening_kegiatan"),
    "kegiatan": ("kode_kegiatan", "kode_keg", "kd_kegiatan", "kd_keg", "kegiatan"),
    "uraian_kegiatan": ("uraian_kegiatan", "nama_kegiatan"),
    "pelaksana": ("pelaksana", "jabatan_pelaksana"),
    "rekening": ("kode_rekening", "kode_rek", "kd_rekening", "kd_rek", "kd_rincian", "rekening"),
    "uraian": ("uraian", "uraian_belanja", "nama", "rincian", "keterangan_uraian", "nama_barang", "uraian_rincian"),
    "komponen": ("komponen",),
    "penerima": ("penerima",),
    "volume": ("volume", "vol", "jmlsatuan", "jumlah_satuan", "kuantitas", "banyaknya", "qty"),
    "satuan": ("satuan", "sat", "unit"),
    "harga_satuan": ("harga_satuan", "harga", "hrgsatuan", "harga_satuan_rp"),
    "jumlah": ("jumlah", "anggaran", "jumlah_rp", "anggaran_rp", "total", "jumlah_harga", "jumlah_harga_rp"),
    "sumber": ("sumber_dana", "sumberdana", "sumber", "sd"),
    "dari_silpa": ("dari_silpa",),
    "bantuan_khusus": ("bantuan_khusus",),
    "risiko_tinggi": ("risiko_tinggi",),
    "kegiatan_acuan": ("kegiatan_acuan",),
    "pagu_acuan": ("pagu_acuan",),
}
_MENURUT = {alias: nama for nama, semua in ALIAS.items() for alias in semua}
# Words of ours: a column of that name which holds others is somebody's own, and not read.
KATA = {
    "komponen": frozenset(KOMPONEN),
    "penerima": frozenset(PENERIMA),
    **dict.fromkeys(("dari_silpa", "bantuan_khusus", "risiko_tinggi"), frozenset({"ya"})),
}
URUTAN_BUKU_KERJA = tuple(
    {"kode_kegiatan": "kegiatan", "kode_rekening": "rekening", "sumber_dana": "sumber"}.get(k.nama, k.nama)
    for k in BELANJA
)
POLA_KEGIATAN = re.compile(r"0?\d{1,2}\.0?\d{1,2}\.\d{1,2}\.?", re.ASCII)
POLA_REKENING = re.compile(r"[456]\.\d\.\d{1,2}\.\d{1,2}\.?", re.ASCII)
_ANGKA = re.compile(r"(rp\.?\s*)?-?\d[\d.,]*(,-)?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Kertas:
    nama: str
    baris: list[list[Any]]

    @property
    def lebar(self) -> int:
        return min(KOLOM_MAKS, max((len(b) for b in self.baris[:BARIS_DICARI]), default=0))

    def judul(self, n: int) -> list[str]:
        """The words over each column when row `n` is the heading; of two rows of heading (a merged cell over several
        columns) those that name the column.
        """
        if n < 0:
            return []
        atas = self.baris[n - 1] if n and sum(rapi_judul(sel.teks(s)) in _MENURUT for s in self.baris[n]) > 1 else []
        hasil = []
        for k in range(self.lebar):
            sini, sana = (sel.teks(b[k]) if k < len(b) else "" for b in (self.baris[n], atas))
            hasil.append(sana if rapi_judul(sini) not in _MENURUT and rapi_judul(sana) in _MENURUT else sini)
        return hasil


@dataclass(frozen=True)
class Bentuk:
    """`judul` is the index of the (last) heading row, -1 where there is none; `kolom` what each column holds, by its
    index. `sumber`, `kegiatan` and `rekening` count for rows that name none.
    """

    judul: int
    kolom: Mapping[int, str]
    sumber: str = ""
    kegiatan: str = ""
    rekening: str = ""


def tebak(kertas: Kertas) -> Bentuk:
    """The row whose words are the best heading, and what its columns then hold."""
    banyak = range(min(BARIS_DICARI, len(kertas.baris)))
    calon = [(len(k), -n, k) for n in banyak if (k := tebak_kolom(kertas, n))]
    if not calon:
        return Bentuk(0, {})
    _, urut, kolom = max(calon, key=lambda c: c[:2])
    return Bentuk(-urut, kolom)


def tebak_kolom(kertas: Kertas, n: int) -> dict[int, str]:
    """What the columns hold when row `n` is the heading; nothing where that row itself names none."""
    hasil: dict[int, str] = {}
    if not any(rapi_judul(sel.teks(s)) in _MENURUT for s in kertas.baris[n]):
        return hasil
    for k, s in enumerate(kertas.judul(n)):
        nama = _MENURUT.get(rapi_judul(s))
        if nama and nama not in hasil.values() and _milik_kita(kertas, n, k, nama):
            hasil[k] = nama
    if "uraian" not in hasil.values():
        hasil = {k: "uraian" if nama == "uraian_kegiatan" else nama for k, nama in hasil.items()}
    return hasil


def _milik_kita(kertas: Kertas, judul: int, kolom: int, nama: str) -> bool:
    if nama not in KATA:
        return True
    isi = {sel.teks(b[kolom]).lower() for b in kertas.baris[judul + 1 :] if kolom < len(b)}
    return isi <= KATA[nama] | {""}


def tebak_isi(kertas: Kertas) -> Bentuk:
    """Without a heading: what the cells themselves look like."""
    kolom = {k: [t for b in kertas.baris if k < len(b) and (t := sel.teks(b[k]))] for k in range(kertas.lebar)}
    macam = {k: _macam(isi) for k, isi in kolom.items()}
    if (macam.get(0), macam.get(3)) == ("kegiatan", "rekening"):
        return Bentuk(-1, {k: nama for k, nama in enumerate(URUTAN_BUKU_KERJA) if k in kolom})
    hasil = {k: m for k, m in macam.items() if m not in ("", "angka", "teks", "nomor")}
    angka = [k for k, m in macam.items() if m == "angka"]
    if len(angka) >= 2:
        hasil |= {angka[0]: "volume", angka[-2 if len(angka) > 2 else -1]: "harga_satuan"}
    if len(angka) != 2 and angka:
        hasil[angka[-1]] = "jumlah"
    teks = [k for k, m in macam.items() if m == "teks"]
    satuan = [k for k in teks if len(angka) > 1 and angka[0] < k < angka[-1]][:1]
    hasil |= dict.fromkeys(satuan, "satuan")
    uraian = [k for k in teks if k not in satuan]
    if uraian:
        hasil[max(uraian, key=lambda k: sum(map(len, kolom[k])))] = "uraian"
    return Bentuk(-1, _sekali(hasil))


def _macam(isi: list[str]) -> str:
    if not isi:
        return ""

    def hampir(cocok: Any) -> bool:
        return sum(1 for t in isi if cocok(t)) * 5 >= len(isi) * 4

    if hampir(POLA_REKENING.fullmatch):
        return "rekening"
    if hampir(POLA_KEGIATAN.fullmatch):
        return "kegiatan"
    if hampir(lambda t: POLA_KEGIATAN.fullmatch(t) or POLA_REKENING.fullmatch(t)):
        return "kode"
    if hampir(lambda t: t.upper() in SUMBER_DANA):
        return "sumber"
    for nama in ("komponen", "penerima"):
        if hampir(lambda t, kata=KATA[nama]: t.lower() in kata):
            return nama
    if [t.rstrip(".") for t in isi] == [str(n) for n in range(1, len(isi) + 1)] and len(isi) > 1:
        return "nomor"
    return "angka" if hampir(_ANGKA.fullmatch) else "teks"


def _sekali(kolom: dict[int, str]) -> dict[int, str]:
    """Of several columns that look the same, the first."""
    hasil: dict[int, str] = {}
    for k, nama in sorted(kolom.items()):
        if nama not in hasil.values():
            hasil[k] = nama
    return hasil


def sidik_judul(judul: list[Any]) -> str:
    """The same for every sheet with these headings in this order."""
    return hashlib.sha256("|".join(rapi_judul(sel.teks(s)) for s in judul[:KOLOM_MAKS]).encode()).hexdigest()
