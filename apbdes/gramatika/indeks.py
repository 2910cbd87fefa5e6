"""A budget as columns of bits: which rows hold which value, so that a selection is a handful of AND and OR.

Row n of the sheets, one after another, is bit n. A selection is a pair of masks: the rows known to be in it,
and the rows of which an empty cell leaves it open. Rows of jumlah 0 are in none.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
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
SATUAN_MANA_PUN = "satuan pada lembar mana pun"  # of prices; as a filter it is a column of belanja alone


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
        self._awal: dict[str, int] = {}  # sheet → number of its first row
        for nama in b.LEMBAR:
            awal = self._awal[nama] = len(self.baris)
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
            lembar, ambil = _PENGAMBIL[nama]
            isi = [r for satu in lembar for r in self.baris_dari(satu)]
            ada = self._kolom[nama] = _kelompok(list(ambil(isi)), self._awal[lembar[0]])
        return ada

    def berisi(self, topeng: int) -> Iterator[Any]:
        return compress(self.baris, bin(topeng)[:1:-1].encode().translate(_BIT))

    def nomor(self, topeng: int) -> Iterator[int]:
        return compress(range(len(self.baris)), bin(topeng)[:1:-1].encode().translate(_BIT))

    def harga(self, topeng: int) -> Iterator[Any]:
        """The harga_satuan of rows, in their order."""
        return compress(self._harga_baris, bin(topeng)[:1:-1].encode().translate(_BIT))

    def bersatuan(self, satuan: Iterable[str]) -> int:
        """The rows, of whichever sheet, whose satuan is one of these, written in capitals."""
        hasil = 0
        for s in satuan:
            hasil |= self.kolom(SATUAN_MANA_PUN).get(s, 0)
        return hasil

    def berawal(self, lembar: str, awalan: str) -> int:
        """The rows of a sheet whose account begins so: "6.2."."""
        hasil = 0
        for kode, topeng in self.kolom("rekening").items():
            if kode.startswith(awalan):
                hasil |= topeng
        return hasil & self.lembar[lembar]

    def berkata(self, frasa: Iterable[str], topeng: int) -> int:
        """Those of these rows in whose words, or in the words of whose activity, one of the phrases stands."""
        hasil = 0
        for n in self.nomor(topeng):
            baris = self.baris[n]
            tulisan = kata(baris.uraian), kata(getattr(baris, "uraian_kegiatan", ""))
            if any(f in t for t in tulisan for f in frasa):
                hasil |= 1 << n
        return hasil

    def jumlah(self, topeng: int) -> int:
        ada = self._jumlah.get(topeng)
        if ada is None:
            ada = self._jumlah[topeng] = sum(compress(self._jumlah_baris, bin(topeng)[:1:-1].encode().translate(_BIT)))
        return ada

    @cached_property
    def _jumlah_baris(self) -> list[int]:
        return [r.jumlah for r in self.baris]

    @cached_property
    def _harga_baris(self) -> list[int | None]:
        return [r.harga_satuan for r in self.baris]

    def baris_dari(self, lembar: str) -> list[Any]:
        topeng = self.lembar[lembar]
        return self.baris[self._awal[lembar] : topeng.bit_length()] if topeng else []

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


# A column of up to this many values is a string of bytes, of which each value is read off in one go.
_BANYAK_NILAI = 64
_SATU = [bytes(49 if n == nilai else 48 for n in range(256)) for nilai in range(_BANYAK_NILAI)]


def _kelompok(kolom: list[Any], awal: int) -> dict[Any, int]:
    """Value → rows, the values in the order in which they come first; the first row is number `awal`."""
    nomor = {nilai: n for n, nilai in enumerate(dict.fromkeys(kolom))}
    if len(nomor) > _BANYAK_NILAI:
        hasil = dict.fromkeys(nomor, 0)
        for n, nilai in enumerate(kolom, awal):
            hasil[nilai] |= 1 << n
        return hasil
    tanda = bytes(map(nomor.__getitem__, kolom))[::-1]
    return {nilai: int(tanda.translate(_SATU[n]), 2) << awal for nilai, n in nomor.items()}


def _kolom(nama: str) -> Callable[[list[Any]], Iterable[Any]]:
    ambil = attrgetter(nama)
    return lambda isi: map(ambil, isi)


def _satuan(isi: list[Any]) -> Iterable[str]:
    return map(str.upper, map(attrgetter("satuan"), isi))


# Column → the sheets that have it, one right after the other, and how it is read off their rows.
_PENGAMBIL: dict[str, tuple[tuple[str, ...], Callable[[list[Any]], Iterable[Any]]]] = {
    "rekening": (b.LEMBAR, _kolom("rekening")),
    "sumber_dana": (b.LEMBAR, _kolom("sumber")),
    "satuan": (("belanja",), _satuan),
    SATUAN_MANA_PUN: (b.LEMBAR, _satuan),
    "dari_silpa": (("belanja", "pembiayaan"), _kolom("dari_silpa")),
    **{
        nama: (("belanja",), _kolom(nama))
        for nama in (
            *("kegiatan", "komponen", "penerima", "kegiatan_acuan", "pagu_acuan"),
            *("bantuan_khusus", "risiko_tinggi"),
        )
    },
}


@lru_cache(maxsize=8192)
def kata(teks: str) -> str:
    """Only words, each between blanks: " insentif ketua rt "."""
    return f" {' '.join(_KATA.findall(teks.casefold()))} "
