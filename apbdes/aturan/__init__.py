"""Sets of rules as dated data, and the pass that asks every rule of a set about one budget.

A set is `<kode>.yaml` here: figures with their article and dates, and rules that name those figures. A
rule's arithmetic is `periksa(anggaran, nilai)` in the module named as its code: B30-01 is b30_01.py.
Sets are many, arithmetic is one: another kabupaten or year is another file.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from apbdes.anggaran import Anggaran
from apbdes.aturan._hasil import Hasil, Nilai, Persen, Putusan

__all__ = ["BAWAAN", "Hasil", "PerangkatTidakAda", "Putusan", "baca_perangkat", "periksa", "semua_perangkat"]

FOLDER = Path(__file__).parent
BAWAAN = "perbup-kayong-utara-66-2023"


class PerangkatTidakAda(LookupError):
    """No set of this code; the sentence names those that exist."""


class NilaiBertanggal(NamedTuple):
    sejak: datetime.date
    diperiksa: datetime.date
    nilai: Any
    alasan: str


class Angka(NamedTuple):
    """A figure of a regulation through the years, newest last, with the article it comes from."""

    nama: str
    arti: str
    dasar: str
    riwayat: tuple[NilaiBertanggal, ...]

    def pada(self, tahun: int) -> Any:
        """The figure in force at the end of that budget year; before the first date, the first one."""
        berlaku = [r for r in self.riwayat if r.sejak <= datetime.date(tahun, 12, 31)]
        return (berlaku or self.riwayat[:1])[-1].nilai


class Aturan(NamedTuple):
    kode: str
    judul: str
    tingkat: str
    dasar: str
    bunyi: str
    catatan: str
    nilai: Mapping[str, Angka]
    hitung: Callable[[Anggaran, Nilai], Hasil]


class Perangkat(NamedTuple):
    kode: str
    nama: str
    judul: str
    berlaku_sejak: datetime.date
    diperiksa: datetime.date
    di_atas: tuple[str, ...]
    pertentangan: tuple[dict[str, Any], ...]
    angka: Mapping[str, Angka]
    aturan: tuple[Aturan, ...]


class HasilAturan(NamedTuple):
    aturan: Aturan
    hasil: Hasil


def kode_perangkat() -> list[str]:
    """The default set first."""
    return sorted((p.stem for p in FOLDER.glob("*.yaml")), key=lambda kode: (kode != BAWAAN, kode))


def semua_perangkat() -> list[Perangkat]:
    return [baca_perangkat(kode) for kode in kode_perangkat()]


@cache
def baca_perangkat(kode: str) -> Perangkat:
    """Raises PerangkatTidakAda for an unknown code, KeyError or ValueError for a file that is not whole."""
    if kode not in kode_perangkat():
        raise PerangkatTidakAda(
            f"Perangkat aturan “{kode}” tidak ada. Pilih salah satu: {', '.join(kode_perangkat())}."
        )
    isi = yaml.safe_load((FOLDER / f"{kode}.yaml").read_text(encoding="utf-8"))
    if isi["kode"] != kode:
        raise ValueError(f"{kode}.yaml memuat kode {isi['kode']}")
    angka = {nama: _angka(nama, a, isi) for nama, a in isi["angka"].items()}
    return Perangkat(
        kode=kode,
        nama=isi["nama"],
        judul=isi["judul"],
        berlaku_sejak=isi["berlaku_sejak"],
        diperiksa=isi["diperiksa"],
        di_atas=tuple(isi.get("di_atas", ())),
        pertentangan=tuple(isi.get("pertentangan", ())),
        angka=angka,
        aturan=tuple(_aturan(a, angka, isi) for a in isi["aturan"]),
    )


def _dasar(isi: dict[str, Any], entri: dict[str, Any]) -> str:
    return f"{entri.get('peraturan', isi['nama'])} {entri['dasar']}".strip()


def _angka(nama: str, entri: dict[str, Any], isi: dict[str, Any]) -> Angka:
    riwayat = entri.get("riwayat") or [{"sejak": isi["berlaku_sejak"], "nilai": entri["nilai"]}]
    return Angka(
        nama=nama,
        arti=entri["arti"],
        dasar=_dasar(isi, entri),
        riwayat=tuple(
            NilaiBertanggal(r["sejak"], r.get("diperiksa", isi["diperiksa"]), _terbaca(r["nilai"]), r.get("alasan", ""))
            for r in sorted(riwayat, key=lambda r: r["sejak"])
        ),
    )


def _terbaca(nilai: Any) -> Any:
    if isinstance(nilai, str) and nilai.endswith("%"):
        return Persen.dari(nilai)
    if isinstance(nilai, list):
        return tuple(nilai)
    if isinstance(nilai, float):
        raise ValueError(f"{nilai}: angka pecahan ditulis sebagai persen, misalnya 1,5%")
    return nilai


def _aturan(entri: dict[str, Any], angka: dict[str, Angka], isi: dict[str, Any]) -> Aturan:
    modul = import_module(f"{__name__}.{entri['kode'].lower().replace('-', '_')}")
    return Aturan(
        kode=entri["kode"],
        judul=entri["judul"],
        tingkat=entri["tingkat"],
        dasar=_dasar(isi, entri),
        bunyi=entri["bunyi"].strip(),
        catatan=entri.get("catatan", "").strip(),
        nilai={peran: angka[nama] for peran, nama in entri.get("angka", {}).items()},
        hitung=modul.periksa,
    )


@cache
def _nilai_pada(kode: str, tahun: int) -> list[tuple[Aturan, dict[str, Any]]]:
    return [(a, {peran: n.pada(tahun) for peran, n in a.nilai.items()}) for a in baca_perangkat(kode).aturan]


def periksa(anggaran: Anggaran, kode: str = BAWAAN) -> list[HasilAturan]:
    """Every rule of the set, in its order, with its verdict on this budget. No database, no clock."""
    return [HasilAturan(a, _bercatatan(a, a.hitung(anggaran, nilai))) for a, nilai in _nilai_pada(kode, anggaran.tahun)]


def _bercatatan(aturan: Aturan, hasil: Hasil) -> Hasil:
    """A contradiction in the source stands beside every verdict that it could have changed."""
    if not aturan.catatan or hasil.catatan or hasil.putusan == Putusan.TIDAK_BERLAKU:
        return hasil
    return replace(hasil, catatan=aturan.catatan)
