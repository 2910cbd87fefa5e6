"""A set as the engine asks it: figures through the years, rules with their arithmetic. Immutable."""

import datetime
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from apbdes.anggaran import Anggaran
from apbdes.aturan.hasil import DASAR, Hasil, daftar
from apbdes.aturan.nilai import sebut_nilai
from apbdes.gramatika.bentuk import BentukFakta

if TYPE_CHECKING:
    from apbdes.aturan.mesin import Penghitung

DISEBUT = re.compile(r"\{([a-z][a-z0-9_]*)\}")  # a figure in a title


class NilaiBertanggal(NamedTuple):
    """One value with the day it took effect and the day it was last compared with its source.

    `dasar` is the article where it is not the figure's own: of an amendment, for example.
    """

    sejak: datetime.date
    diperiksa: datetime.date
    nilai: Any
    alasan: str
    dasar: str = ""


class Angka(NamedTuple):
    """A figure of a regulation through the years, newest last, with the article it comes from."""

    nama: str
    arti: str
    dasar: str
    riwayat: tuple[NilaiBertanggal, ...]

    def berlaku(self, tahun: int) -> NilaiBertanggal:
        """The dated figure in force at the end of that budget year; before the first date, the first one."""
        sudah = [r for r in self.riwayat if r.sejak <= datetime.date(tahun, 12, 31)]
        return (sudah or self.riwayat[:1])[-1]

    def pada(self, tahun: int) -> Any:
        return self.berlaku(tahun).nilai


class Aturan(NamedTuple):
    """`nilai` are the figures that it reckons with or names; `hitung` is its verdict before its level softens it."""

    kode: str
    judul: str
    tingkat: str
    dasar: str
    bunyi: str
    catatan: str
    nilai: Mapping[str, Angka]
    hitung: Callable[[Anggaran], Hasil]
    catatan_bila_beda: str = ""  # the rule that is the other reading
    pola_judul: str = ""  # names figures: "paling banyak {batas_kelompok_30}"

    def pada(self, tahun: int) -> "Aturan":
        """The rule with the figures in force in its title."""
        if "{" not in self.pola_judul:
            return self
        sebut = lambda m: sebut_nilai(self.nilai[m[1]].pada(tahun)) if m[1] in self.nilai else m[0]  # noqa: E731
        return self._replace(judul=DISEBUT.sub(sebut, self.pola_judul))


class Perangkat(NamedTuple):
    """A set. `wilayah` is the code of a kabupaten, "" for the nation; no `tahun` is every year; `di_atas` names the
    national sets that were written into it; `peraturan` the regulations by their full title, as decrees cite them."""

    kode: str
    nama: str
    judul: str
    berlaku_sejak: datetime.date
    diperiksa: datetime.date
    di_atas: tuple[str, ...]
    pertentangan: tuple[dict[str, Any], ...]
    angka: Mapping[str, Angka]
    aturan: tuple[Aturan, ...]
    penghitung: "Penghitung"
    wilayah: str = ""
    tahun: tuple[int, ...] = ()
    peraturan: tuple[str, ...] = ()
    petunjuk: bool = False  # read as a guide: an office chose it, no law does
    fakta: Mapping[str, BentukFakta] = MappingProxyType({})  # that it asks of a village beside the shipped ones
    kegiatan: Mapping[str, tuple[str, str]] = MappingProxyType({})  # code → name and executor, as its region has them

    @property
    def cakupan(self) -> str:
        """Whom it judges and when, in words."""
        if self.kode == DASAR:
            return "setiap APB Desa; selalu dipakai"
        di_mana = f"kabupaten atau kota berkode {self.wilayah}" if self.wilayah else "seluruh Indonesia"
        return f"{di_mana}, tahun {daftar(map(str, self.tahun))}" if self.tahun else di_mana


class HasilAturan(NamedTuple):
    aturan: Aturan
    hasil: Hasil
