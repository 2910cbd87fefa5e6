"""A village budget in memory: immutable rows of money in sen, and the sums that the rules ask for.

Nothing here knows where the rows came from: a workbook and the database give the same object. Sums are
computed once, when first asked for. A row of 0 rupiah spends nothing, so that the sums and the groups
leave it out; it is still in `belanja`, for the rules that judge what is written in it.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import Literal, NamedTuple

Jenis = Literal["murni", "perubahan"]
_JUMLAH = attrgetter("jumlah")

SUMBER_DANA = {
    "PAD": "Pendapatan Asli Desa",
    "DDS": "Dana Desa",
    "ADD": "Alokasi Dana Desa",
    "PBH": "bagi hasil pajak dan retribusi daerah",
    "PBP": "bantuan keuangan provinsi",
    "PBK": "bantuan keuangan kabupaten",
    "DLL": "pendapatan lain-lain",
    "SWD": "swadaya masyarakat",
}
KOMPONEN = (
    "upah",
    "bahan",
    "sewa_alat",
    "honor_tpk",
    "administrasi",
    "konsultan_perencana",
    "konsultan_pengawas",
    "insentif_pbb",
    "administrasi_pbb",
    "sosialisasi_pajak",
)
PENERIMA = {
    "kades": "kepala desa",
    "sekdes": "sekretaris desa",
    "kaur": "kepala urusan",
    "kasi": "kepala seksi",
    "kadus": "kepala dusun",
    "ketua_bpd": "ketua BPD",
    "wakil_bpd": "wakil ketua BPD",
    "sekretaris_bpd": "sekretaris BPD",
    "anggota_bpd": "anggota BPD",
    "ketua_tpk": "ketua TPK",
    "sekretaris_tpk": "sekretaris TPK",
    "anggota_tpk": "anggota TPK",
    "petugas_pbb": "petugas PBB",
}
# Belanja modal whose objects Permendagri 20/2018 numbers alike: honor, upah, bahan, sewa.
JENIS_INFRASTRUKTUR = ("5.3.4", "5.3.5", "5.3.6", "5.3.7", "5.3.8")
KOMPONEN_MENURUT_OBJEK = {"01": "honor_tpk", "02": "upah", "03": "bahan", "04": "sewa_alat", "05": "administrasi"}


def komponen_turunan(rekening: str) -> str:
    """The komponen that an empty cell stands for, or "" where the account does not tell."""
    if rekening[:5] in JENIS_INFRASTRUKTUR:
        return KOMPONEN_MENURUT_OBJEK.get(rekening[6:], "")
    return ""


class BarisPendapatan(NamedTuple):
    nomor: int
    rekening: str
    uraian: str
    sumber: str
    jumlah: int
    volume: int | Fraction | None = None
    satuan: str = ""
    harga_satuan: int | None = None
    paket: str = ""
    nama_paket: str = ""

    @property
    def tempat(self) -> str:
        return f"Pendapatan!{self.nomor}"


class BarisPembiayaan(NamedTuple):
    """`dari_silpa`: money of last year's SiLPA that goes out again, in a row of 6.2."""

    nomor: int
    rekening: str
    uraian: str
    sumber: str
    jumlah: int
    dari_silpa: bool = False
    volume: int | Fraction | None = None
    satuan: str = ""
    harga_satuan: int | None = None
    paket: str = ""
    nama_paket: str = ""

    @property
    def tempat(self) -> str:
        return f"Pembiayaan!{self.nomor}"


class BarisBelanja(NamedTuple):
    """One row of spending. `komponen` is what was written or what the account stands for.

    `paket` numbers the packages of one account (Kd_SubRinci of Siskeudes); equal rows of two packages are two.
    """

    nomor: int
    kegiatan: str
    uraian_kegiatan: str
    pelaksana: str
    rekening: str
    uraian: str
    komponen: str
    penerima: str
    volume: int | Fraction | None
    satuan: str
    harga_satuan: int | None
    jumlah: int
    sumber: str
    dari_silpa: bool
    bantuan_khusus: bool
    risiko_tinggi: bool
    kegiatan_acuan: str
    pagu_acuan: int | None
    paket: str = ""
    nama_paket: str = ""

    @property
    def tempat(self) -> str:
        return f"Belanja!{self.nomor}"


@dataclass(frozen=True)
class Anggaran:
    kode_desa: str
    tahun: int
    jenis: Jenis
    pendapatan: tuple[BarisPendapatan, ...]
    belanja: tuple[BarisBelanja, ...]
    pembiayaan: tuple[BarisPembiayaan, ...]
    tanggal_disampaikan: datetime.date | None = None
    pagu_dds: int | None = None
    pagu_add: int | None = None
    pagu_pbh: int | None = None
    akhir_masa_jabatan_kades: datetime.date | None = None
    perdes_dana_cadangan: str = ""
    tanggal_perdes_dana_cadangan: datetime.date | None = None
    jumlah_petugas_pbb: int | None = None
    semula: "Anggaran | None" = field(default=None, repr=False)
    lalu: "Anggaran | None" = field(default=None, repr=False)  # last year's
    kode_tambahan: frozenset[str] = frozenset()  # codes in it that no file knows and its kabupaten has added
    # Activity → who carries it out, as its kabupaten wrote it down for the year.
    pelaksana: Mapping[str, str] = field(default_factory=dict, hash=False)
    # What the budget itself does not hold, by name (apbdes.fakta): a number, sen, a date, a word, or True.
    fakta: Mapping[str, int | Fraction | str | bool | datetime.date] = field(default_factory=dict, hash=False)

    @cached_property
    def belanja_berisi(self) -> tuple[BarisBelanja, ...]:
        return tuple(filter(_JUMLAH, self.belanja))

    @cached_property
    def per_kegiatan(self) -> dict[str, list[BarisBelanja]]:
        """The rows that spend something, by activity, in the order of the sheet."""
        hasil: dict[str, list[BarisBelanja]] = {}
        for b in self.belanja_berisi:
            hasil.setdefault(b.kegiatan, []).append(b)
        return hasil

    @cached_property
    def total_belanja(self) -> int:
        return jumlah(self.belanja_berisi)

    @cached_property
    def bertanda_silpa(self) -> list["BarisBelanja | BarisPembiayaan"]:
        """What is marked as paid from last year's SiLPA: rows of spending, and of 6.2."""
        return [
            *(b for b in self.belanja_berisi if b.dari_silpa),
            *(p for p in self.pembiayaan_berawal("6.2") if p.dari_silpa),
        ]

    @cached_property
    def pendapatan_sumber(self) -> dict[str, int]:
        hasil: dict[str, int] = {}
        for p in self.pendapatan:
            hasil[p.sumber] = hasil.get(p.sumber, 0) + p.jumlah
        return hasil

    def baris_kegiatan(self, *kegiatan: str) -> list[BarisBelanja]:
        return [b for k in kegiatan for b in self.per_kegiatan.get(k, ())]

    def pembiayaan_berawal(self, awalan: str) -> list[BarisPembiayaan]:
        """Rows of a group or kind of financing: "6.2" or "6.2.1"."""
        return [p for p in self.pembiayaan if p.jumlah and p.rekening.startswith(awalan + ".")]


def jumlah(baris: Iterable[BarisBelanja | BarisPendapatan | BarisPembiayaan]) -> int:
    return sum(map(_JUMLAH, baris))
