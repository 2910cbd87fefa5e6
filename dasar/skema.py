"""What a YAML file of reference data must look like, and where it does not: sentences with their lines.

A schema is made of the classes below. It is asked of the parsed nodes rather than of the finished values,
because only the nodes know their lines. Every key is required unless it stands in `opsional`; a key that
the schema does not know is a fault too, because it is usually a misspelt one.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import yaml
from yaml.constructor import SafeConstructor

Letak = tuple[str | int, ...]  # keys and indices from a mapping to what a sentence is about
Keluhan = Iterable[tuple[Letak, str]]
TEKS, KOSONG = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


class Salah(list[tuple[int, str]]):
    """What is wrong: (line, sentence)."""

    def catat(self, simpul: yaml.Node, kalimat: str) -> None:
        self.append((simpul.start_mark.line + 1, kalimat))


class Jenis(Protocol):
    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> Any:
        """The value of a node, called `nama` in sentences. Where something goes to `salah` it means nothing."""


def _nilai(simpul: yaml.Node) -> Any:
    """A scalar as safe_load would have it; its text where that fails (2024-02-31)."""
    try:
        return SafeConstructor().construct_object(simpul)
    except ValueError:
        return simpul.value


def _tertulis(simpul: yaml.Node) -> str:
    return f"“{simpul.value}”" if isinstance(simpul, yaml.ScalarNode) else "berisi daftar atau susunan, jadi"


@dataclass(frozen=True, eq=False)
class Teks:
    """Text. `maks` characters; all of it matches `pola`, like `contoh`; or it is one of `pilihan`."""

    maks: int | None = None
    pola: str = ""
    contoh: str = ""
    pilihan: tuple[str, ...] = ()
    boleh_null: bool = False

    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> str | None:
        if simpul.tag == KOSONG and self.boleh_null:
            return None
        if not isinstance(simpul, yaml.ScalarNode) or simpul.tag == KOSONG or not simpul.value.strip():
            salah.catat(simpul, f"{nama} seharusnya berisi teks.")
        elif simpul.tag != TEKS:
            salah.catat(simpul, f"{nama} {_tertulis(simpul)} terbaca bukan sebagai teks; tulis di antara tanda kutip.")
        elif self.maks and len(simpul.value) > self.maks:
            salah.catat(simpul, f"{nama} berisi {len(simpul.value)} huruf, paling banyak {self.maks}.")
        elif self.pilihan and simpul.value not in self.pilihan:
            salah.catat(simpul, f"{nama} {_tertulis(simpul)} bukan salah satu dari: {', '.join(self.pilihan)}.")
        elif self.pola and not re.fullmatch(self.pola, simpul.value):
            salah.catat(simpul, f"{nama} {_tertulis(simpul)} tidak berbentuk seperti {self.contoh}.")
        return str(simpul.value)


@dataclass(frozen=True, eq=False)
class Bilangan:
    minimal: int = 0
    maksimal: int | None = None

    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> int | None:
        nilai = _nilai(simpul)
        if type(nilai) is not int:
            salah.catat(simpul, f"{nama} {_tertulis(simpul)} bukan bilangan bulat.")
            return None
        if nilai < self.minimal or (self.maksimal is not None and nilai > self.maksimal):
            sampai = "atau lebih" if self.maksimal is None else f"sampai {self.maksimal}"
            salah.catat(simpul, f"{nama} {nilai} seharusnya {self.minimal} {sampai}.")
        return nilai


@dataclass(frozen=True, eq=False)
class Tanggal:
    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> date | None:
        nilai = _nilai(simpul)
        if type(nilai) is date:
            return nilai
        salah.catat(simpul, f"{nama} {_tertulis(simpul)} bukan tanggal seperti 2025-01-31.")
        return None


@dataclass(frozen=True, eq=False)
class Benar:
    """true or false."""

    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> bool | None:
        nilai = _nilai(simpul)
        if type(nilai) is bool:
            return nilai
        salah.catat(simpul, f"{nama} {_tertulis(simpul)} bukan true atau false.")
        return None


@dataclass(frozen=True, eq=False)
class Daftar:
    """A list. `banyak`: exactly so many; `unik`: keys whose values together occur once."""

    isi: Jenis
    banyak: int | None = None
    boleh_kosong: bool = False
    unik: tuple[str, ...] = ()

    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> list[Any]:
        if not isinstance(simpul, yaml.SequenceNode):
            salah.catat(simpul, f"{nama} seharusnya daftar, tiap barisnya diawali “- ”.")
            return []
        if self.banyak is not None and len(simpul.value) != self.banyak:
            salah.catat(simpul, f"{nama} berisi {len(simpul.value)}, seharusnya {self.banyak}.")
        elif not simpul.value and not self.boleh_kosong:
            salah.catat(simpul, f"{nama} tidak boleh kosong.")
        hasil = [self.isi.baca(anak, salah, nama) for anak in simpul.value]
        ada: set[Hashable] = set()
        for anak, isi in zip(simpul.value, hasil, strict=True) if self.unik else ():
            kunci = tuple(isi.get(k) for k in self.unik)
            if kunci in ada and None not in kunci[:1]:
                salah.catat(anak, f"{self.unik[0]} {kunci[0]} sudah dipakai pada {nama} di atasnya.")
            ada.add(kunci)
        return hasil


@dataclass(frozen=True, eq=False)
class Peta:
    """Named keys, in any order. `periksa` says what is wrong between them, once each by itself is right."""

    isi: Mapping[str, Jenis]
    opsional: Mapping[str, Jenis] = field(default_factory=dict)
    periksa: Callable[[dict[str, Any]], Keluhan] | None = None

    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> dict[str, Any]:
        sebelum = len(salah)
        hasil: dict[str, Any] = {}
        dikenal = {**self.isi, **self.opsional}
        for kunci, nilai in _pasangan(simpul, salah, nama):
            if kunci.value in hasil:
                salah.catat(kunci, f"kunci “{kunci.value}” ditulis dua kali.")
            elif kunci.value in dikenal:
                hasil[kunci.value] = dikenal[kunci.value].baca(nilai, salah, kunci.value)
            else:
                salah.catat(kunci, f"kunci “{kunci.value}” tidak dikenal. Yang dikenal: {', '.join(dikenal)}.")
        for wajib in self.isi:
            if wajib not in hasil and isinstance(simpul, yaml.MappingNode):
                salah.catat(simpul, f"kunci “{wajib}” belum ada pada {nama}.")
        if self.periksa and len(salah) == sebelum:
            for letak, kalimat in self.periksa(hasil):
                salah.catat(di(simpul, letak), kalimat)
        return hasil


@dataclass(frozen=True, eq=False)
class Kamus:
    """Keys that the file chooses, all of one form, each with a value of one kind."""

    kunci: Teks
    isi: Jenis

    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> dict[str, Any]:
        hasil: dict[str, Any] = {}
        for kunci, nilai in _pasangan(simpul, salah, nama):
            self.kunci.baca(kunci, salah, "kunci")
            if kunci.value in hasil:
                salah.catat(kunci, f"kunci “{kunci.value}” ditulis dua kali.")
            hasil[kunci.value] = self.isi.baca(nilai, salah, kunci.value)
        return hasil


@dataclass(frozen=True, eq=False)
class Atau:
    """One of several kinds; `sebutan` says in words what may stand here."""

    jenis: tuple[Jenis, ...]
    sebutan: str

    def baca(self, simpul: yaml.Node, salah: Salah, nama: str) -> Any:
        for jenis in self.jenis:
            percobaan = Salah()
            nilai = jenis.baca(simpul, percobaan, nama)
            if not percobaan:
                return nilai
        salah.catat(simpul, f"{nama} seharusnya {self.sebutan}.")
        return None


def _pasangan(simpul: yaml.Node, salah: Salah, nama: str) -> Iterable[tuple[yaml.ScalarNode, yaml.Node]]:
    if not isinstance(simpul, yaml.MappingNode):
        salah.catat(simpul, f"{nama} seharusnya berisi kunci dan nilainya.")
        return
    for kunci, nilai in simpul.value:
        if isinstance(kunci, yaml.ScalarNode):
            yield kunci, nilai
        else:
            salah.catat(kunci, f"kunci pada {nama} seharusnya teks.")


def di(simpul: yaml.Node, letak: Letak) -> yaml.Node:
    """The node at the end of a path; for a key of a mapping the key itself, which is where a reader looks."""
    tanda = simpul
    for langkah in letak:
        if isinstance(simpul, yaml.MappingNode):
            tanda, simpul = next((kunci, nilai) for kunci, nilai in simpul.value if kunci.value == langkah)
        else:
            tanda = simpul = simpul.value[langkah]
    return tanda
