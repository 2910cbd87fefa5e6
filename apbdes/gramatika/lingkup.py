"""Where a check stands: the budget, the value of `per` to which everything is narrowed, the unit of prices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from apbdes.gramatika import bentuk as b
from apbdes.gramatika.indeks import KOSONG_TERBUKA, Indeks, Topeng
from apbdes.gramatika.saring import Gabung


@dataclass(frozen=True)
class Kurang:
    """What is missing: cells by name, and the rows that they stand in."""

    sel: tuple[str, ...] = ()
    topeng: int = 0

    def __bool__(self) -> bool:
        return bool(self.sel)

    def __add__(self, lain: "Kurang") -> "Kurang":
        return Kurang(self.sel + lain.sel, self.topeng | lain.topeng) if lain else self


TIDAK_KURANG = Kurang()


@dataclass
class Lingkup:
    indeks: Indeks
    fakta: dict[str, b.Fakta]
    per: tuple[tuple[str, Any], ...] = ()
    satuan: tuple[str, ...] = ()
    _sempit: dict[Indeks, Topeng] = field(default_factory=dict)

    def menyempit(self, per: tuple[tuple[str, Any], ...]) -> "Lingkup":
        return Lingkup(self.indeks, self.fakta, per, self.satuan)

    def bersatuan(self, satuan: tuple[str, ...]) -> "Lingkup":
        if satuan == self.satuan:
            return self
        return Lingkup(self.indeks, self.fakta, self.per, tuple(s.upper() for s in satuan), self._sempit)

    def ambil(self, g: Gabung, i: Indeks | None = None) -> Topeng:
        """The rows of a selection, narrowed to the value of `per`."""
        i = i or self.indeks
        semua = g.topeng(i)
        if not self.per:
            return semua
        sempit = self._sempit.get(i)
        if sempit is None:
            sempit = self._sempit[i] = _sempit(i, self.per)
        return semua.dan(sempit)

    def terbuka(self, g: Gabung, topeng: int, i: Indeks | None = None) -> Kurang:
        """The cells that leave these rows of a selection open."""
        if not topeng:
            return TIDAK_KURANG
        i = i or self.indeks
        sel: list[tuple[int, str]] = []
        for n in i.nomor(topeng):
            sel += g.sebab(i, n)
            sel += [(n, k) for k, _ in self.per if k in KOSONG_TERBUKA and getattr(i.baris[n], k, "x") == ""]
        return self.sel(sel, i)

    def sel(self, sel: Iterable[tuple[int, str]], i: Indeks | None = None) -> Kurang:
        i = i or self.indeks
        topeng, nama = 0, []
        for n, kolom in sel:
            topeng |= 1 << n
            nama.append(f"{i.baris[n].tempat} kolom {kolom}")
        return Kurang(tuple(dict.fromkeys(nama)), topeng if i is self.indeks else 0)

    def data(self, nama: str) -> Any:
        """A field of Identitas or a fact; None where it is empty."""
        a = self.indeks.anggaran
        if nama in self.fakta:
            fakta = self.fakta[nama]
            isi: Any = a.fakta.get(fakta.kunci)
            if not fakta.sah(isi):
                return None
        else:
            isi = a.tahun if nama == "tahun_anggaran" else getattr(a, nama)
        return None if isi == "" else isi


def _sempit(i: Indeks, per: tuple[tuple[str, Any], ...]) -> Topeng:
    """Sheets without that column stay whole."""
    hasil = Topeng(i.semua)
    for kolom, nilai in per:
        luar = 0
        for lembar, topeng in i.lembar.items():
            if kolom not in b.KOLOM_LEMBAR[lembar] and not (lembar == "belanja" and kolom in b.ACUAN):
                luar |= topeng
        isi = i.kolom(kolom)
        terbuka = isi.get("", 0) if kolom in KOSONG_TERBUKA else 0
        hasil = hasil.dan(Topeng(isi.get(nilai, 0) | luar, terbuka))
    return hasil


def identitas(nama: str) -> Kurang:
    return Kurang((f"Identitas kunci {nama}",))
