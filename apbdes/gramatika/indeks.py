"""A budget as columns of bits: which rows hold which value, so that a selection is a handful of AND and OR.

Row n of the sheets, one after another, is bit n. A selection is a pair of masks: the rows known to be in it,
and the rows of which an empty cell leaves it open. Rows of jumlah 0 are in none.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import compress
from operator import attrgetter
from typing import Any, NamedTuple

from apbdes.anggaran import Anggaran
from apbdes.gramatika import bentuk as b

_KATA = re.compile(r"[^\W_]+")
_NOMOR = attrgetter("nomor")
_BIT = bytes.maketrans(b"01", b"\x00\x01")
# Columns whose empty cell leaves open whether the row is meant.
KOSONG_TERBUKA = ("komponen", "penerima", "satuan")


class Topeng(NamedTuple):
    """`pasti` are in, `mungkin` are open; the two share no row."""

    pasti: int
    mungkin: int = 0

    def dan(self, lain: "Topeng") -> "Topeng":
        pasti = self.pasti & lain.pasti
        return Topeng(pasti, (self.pasti | self.mungkin) & (lain.pasti | lain.mungkin) & ~pasti)

    def atau(self, lain: "Topeng") -> "Topeng":
        pasti = self.pasti | lain.pasti
        return Topeng(pasti, (self.mungkin | lain.mungkin) & ~pasti)


KOSONG = Topeng(0)


class Indeks:
    """The rows of one budget that spend or bring something, by their columns; each column when first asked for."""

    def __init__(self, anggaran: Anggaran) -> None:
        self.anggaran = anggaran
        self.baris: list[Any] = []
        self.lembar: dict[str, int] = {}
        self.ingat: dict[object, Topeng] = {}  # selection → masks, filled by `saring`
        for nama in b.LEMBAR:
            awal = len(self.baris)
            self.baris += [r for r in getattr(anggaran, nama) if r.jumlah]
            self.lembar[nama] = (1 << len(self.baris)) - (1 << awal)
        self.semua = (1 << len(self.baris)) - 1
        self._kolom: dict[str, dict[Any, int]] = {}
        self._jumlah: dict[int, int] = {}

    @cached_property
    def semula(self) -> "Indeks | None":
        return Indeks(self.anggaran.semula) if self.anggaran.semula is not None else None

    @cached_property
    def lalu(self) -> "Indeks | None":
        return Indeks(self.anggaran.lalu) if self.anggaran.lalu is not None else None

    def kolom(self, nama: str) -> dict[Any, int]:
        """Value → rows, for the sheets that have such a column."""
        ada = self._kolom.get(nama)
        if ada is None:
            ada = self._kolom[nama] = _kelompok(_PENGAMBIL[nama](self))
        return ada

    def berisi(self, topeng: int) -> Iterator[Any]:
        return compress(self.baris, bin(topeng)[:1:-1].encode().translate(_BIT))

    def nomor(self, topeng: int) -> Iterator[int]:
        return compress(range(len(self.baris)), bin(topeng)[:1:-1].encode().translate(_BIT))

    def jumlah(self, topeng: int) -> int:
        ada = self._jumlah.get(topeng)
        if ada is None:
            ada = self._jumlah[topeng] = sum(compress(self._jumlah_baris, bin(topeng)[:1:-1].encode().translate(_BIT)))
        return ada

    @cached_property
    def _jumlah_baris(self) -> list[int]:
        return [r.jumlah for r in self.baris]

    @cached_property
    def belanja(self) -> list[tuple[int, Any]]:
        return self.potong("belanja")

    def potong(self, lembar: str) -> list[tuple[int, Any]]:
        topeng = self.lembar[lembar]
        awal, akhir = (topeng & -topeng).bit_length() - 1, topeng.bit_length()
        return list(enumerate(self.baris[max(0, awal) : akhir], max(0, awal))) if topeng else []

    def tempat(self, topeng: int) -> tuple[str, ...]:
        """The places of rows, sheet by sheet in the order of the sheet."""
        urut: list[str] = []
        for lembar in b.LEMBAR:
            if ini := topeng & self.lembar[lembar]:
                urut += [r.tempat for r in sorted(self.berisi(ini), key=_NOMOR)]
        return tuple(urut)


class _Terakhir:
    """The budget asked about last: all sets and rules of a pass ask about one, whose columns are made once."""

    isi: "tuple[Anggaran | None, Indeks | None]" = (None, None)


def indeks_dari(anggaran: Anggaran) -> Indeks:
    untuk, indeks = _Terakhir.isi
    if untuk is not anggaran or indeks is None:
        indeks = Indeks(anggaran)
        _Terakhir.isi = anggaran, indeks
    return indeks


def _kelompok(pasangan: Iterable[tuple[int, Any]]) -> dict[Any, int]:
    nomor: dict[Any, list[int]] = {}
    for n, nilai in pasangan:
        if nilai in nomor:
            nomor[nilai].append(n)
        else:
            nomor[nilai] = [n]
    return {nilai: sum(map((1).__lshift__, daftar)) for nilai, daftar in nomor.items()}


def _dari_semua(nama: str) -> Callable[[Indeks], Iterable[tuple[int, Any]]]:
    ambil = attrgetter(nama)
    return lambda i: enumerate(map(ambil, i.baris))


def _dari_belanja(nama: str) -> Callable[[Indeks], Iterable[tuple[int, Any]]]:
    ambil = attrgetter(nama)
    return lambda i: [(n, ambil(r)) for n, r in i.belanja]


def _ada_silpa(i: Indeks) -> Iterable[tuple[int, Any]]:
    return [*i.belanja, *i.potong("pembiayaan")]


_PENGAMBIL: dict[str, Callable[[Indeks], Iterable[tuple[int, Any]]]] = {
    "rekening": _dari_semua("rekening"),
    "sumber_dana": _dari_semua("sumber"),
    "kegiatan": _dari_belanja("kegiatan"),
    "komponen": _dari_belanja("komponen"),
    "penerima": _dari_belanja("penerima"),
    "satuan": lambda i: [(n, r.satuan.upper()) for n, r in i.belanja],
    "kegiatan_acuan": _dari_belanja("kegiatan_acuan"),
    "pagu_acuan": _dari_belanja("pagu_acuan"),
    "bantuan_khusus": _dari_belanja("bantuan_khusus"),
    "risiko_tinggi": _dari_belanja("risiko_tinggi"),
    "dari_silpa": lambda i: [(n, getattr(r, "dari_silpa", False)) for n, r in _ada_silpa(i)],
    "uraian": lambda i: [(n, (r.uraian, getattr(r, "uraian_kegiatan", ""))) for n, r in enumerate(i.baris)],
}


def kata(teks: str) -> str:
    """Only words, each between blanks: " insentif ketua rt "."""
    return f" {' '.join(_KATA.findall(teks.casefold()))} "
