"""A rule of a file written in the grammar (`cek`): read with its lines, and judged by the interpreter.

The figures of the rule are names in the check, by the part they play: a share or a sum is a figure, codes are a
selection of those activities. Each dated value makes the check ready once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from importlib import import_module
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from apbdes.anggaran import Anggaran
from apbdes.aturan.hasil import Hasil, Nilai, Persen
from apbdes.gramatika import bentuk as b
from apbdes.gramatika.baca import baca_pilihan
from apbdes.gramatika.baca_aturan import baca_aturan
from apbdes.gramatika.indeks import Indeks
from apbdes.gramatika.periksa import periksa
from apbdes.gramatika.simpul import Catatan
from dasar import uang
from dasar.skema import Salah

AWAL = "0001-01-01"
PALING_BANYAK = 64  # values of one rule that are kept ready


def terbaca(nilai: Any) -> Any:
    """A figure as rules reckon with it: money, written in rupiah, in sen."""
    if isinstance(nilai, int):
        return uang.dari_rupiah(nilai)
    if isinstance(nilai, str) and "," in nilai and not nilai.endswith("%"):
        return uang.baca(nilai)
    if isinstance(nilai, str) and nilai.endswith("%"):
        return Persen.dari(nilai)
    if isinstance(nilai, list):
        return tuple(nilai)
    return nilai


class Tertulis(dict[str, Any]):
    """A mapping of the file as YAML has it, with what the grammar, to which every scalar is text, read in it."""

    terbaca: Any = None


@dataclass(frozen=True, eq=False)
class Cek:
    """For the schema: a check, or `semua` with several, with what stands around it."""

    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> Tertulis:
        hasil = _tertulis(simpul, salah, nama)
        if isinstance(simpul, yaml.MappingNode):
            kode = [yaml.ScalarNode("tag:yaml.org,2002:str", t, simpul.start_mark) for t in ("kode", "CEK")]
            simpul = yaml.MappingNode(simpul.tag, [tuple(kode), *simpul.value], simpul.start_mark, simpul.end_mark)
            catatan = Catatan()
            hasil.terbaca = baca_aturan(simpul, catatan)
            salah += catatan
        return hasil


@dataclass(frozen=True, eq=False)
class Pilihan:
    """For the schema: a filter; with `arti` the words that sentences name it by."""

    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> Tertulis:
        hasil = _tertulis(simpul, salah, nama)
        if isinstance(simpul, yaml.MappingNode):
            catatan = Catatan()
            hasil.terbaca = baca_pilihan(nama, simpul, catatan)
            salah += catatan
        return hasil


def _tertulis(simpul: yaml.Node, salah: Salah, nama: str) -> Tertulis:
    if not isinstance(simpul, yaml.MappingNode):
        salah.catat(simpul, f"{nama} seharusnya berisi kunci dan nilainya.")
        return Tertulis()
    try:
        return Tertulis(SafeConstructor().construct_document(simpul))
    except (ValueError, yaml.YAMLError):
        salah.catat(simpul, f"{nama} memuat kunci atau nilai yang tidak dapat dibaca.")
        return Tertulis()


def salah_cek(aturan: b.Aturan, angka: Mapping[str, Any], pilihan: Mapping[str, Tertulis]) -> list[str]:
    """What keeps a check from being asked: a name that is not there, a code that is none."""
    return list(dict.fromkeys(k.kalimat for k in periksa(_perangkat(aturan, angka, pilihan, {}))))


def _perangkat(
    aturan: b.Aturan, nilai: Mapping[str, Any], pilihan: Mapping[str, Tertulis], arti: Mapping[str, str]
) -> b.Perangkat:
    angka, semua = [], [p.terbaca for p in pilihan.values()]
    for peran, satu in nilai.items():
        if isinstance(satu, Persen):
            faktor = b.Faktor("persen", satu.teks.removesuffix("%"), Fraction(satu.pembilang, satu.penyebut))
        elif isinstance(satu, int):
            faktor = b.Faktor("bilangan", uang.angka(satu), Fraction(satu, uang.SEN))
        else:
            kode = (satu,) if isinstance(satu, str) else tuple(satu)
            semua.append(b.Pilihan(peran, (b.Saringan(kegiatan=kode),), arti.get(peran, "")))
            continue
        angka.append(b.Angka(peran, (b.NilaiBertanggal(AWAL, faktor),), arti.get(peran, "")))
    return b.Perangkat(kode="cek", angka=tuple(angka), pilihan=tuple(semua), aturan=(aturan,))


@dataclass(eq=False)
class Hitungan:
    """`hitung` of a rule: its check with the values in force."""

    aturan: b.Aturan
    pilihan: Mapping[str, Tertulis]
    arti: Mapping[str, str]
    siap: dict[Any, Any] = field(default_factory=dict)

    def __call__(self, anggaran: Anggaran, nilai: Nilai) -> Hasil:
        kunci = (anggaran.tahun, tuple(nilai.items()))
        siap = self.siap.get(kunci)
        if siap is None:
            if len(self.siap) >= PALING_BANYAK:
                self.siap = {}
            # `hitung` needs this package's `hasil`, so that it is asked for only now.
            buat = import_module("apbdes.gramatika.hitung").PerangkatSiap
            siap = self.siap[kunci] = buat(_perangkat(self.aturan, nilai, self.pilihan, self.arti), anggaran.tahun)
        hasil: Hasil = siap.hitung(_TERAKHIR.indeks(anggaran))[self.aturan.kode]
        return hasil


@dataclass
class _Terakhir:
    """All rules of a pass ask about one budget: its columns are made once."""

    isi: tuple[Anggaran | None, Indeks | None] = (None, None)

    def indeks(self, anggaran: Anggaran) -> Indeks:
        untuk, indeks = self.isi
        if untuk is not anggaran or indeks is None:
            indeks = Indeks(anggaran)
            self.isi = anggaran, indeks
        return indeks


_TERAKHIR = _Terakhir()


def hitungan(entri: Mapping[str, Any], pilihan: Mapping[str, Tertulis], arti: Mapping[str, str]) -> Hitungan:
    aturan = replace(entri["cek"].terbaca, kode=entri["kode"], perbaikan=entri.get("perbaikan", "").strip())
    return Hitungan(aturan, pilihan, arti)
