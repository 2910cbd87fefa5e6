"""The wording of the team's decree (Lampiran IV, Format I), with what the source itself gets wrong.

Defaults only: an office writes its own and the letter keeps what it was issued with.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from evaluasi.enums import PenerbitSK
from evaluasi.models import TimEvaluasi

BELUM_DIISI = "…"  # what an office has to fill in before the letter goes out


@dataclass(frozen=True)
class Butir:
    """One item of the letter: its default wording for this team, and what to know about the source."""

    teks: str
    catatan: str


@cache
def _baca() -> dict[str, Any]:
    berkas = max(Path(__file__).parent.glob("sk-*.yaml"))
    return yaml.safe_load(berkas.read_text(encoding="utf-8"))


def catatan_umum() -> list[str]:
    return _baca()["catatan"]


def tempat() -> str:
    return _baca()["tempat"]


def penerbit_panjang(tim: TimEvaluasi) -> str:
    """'Camat Awayan', 'Kepala Desa Putat Basiun', 'Badan Permusyawaratan Desa Putat Basiun'."""
    if tim.penerbit == PenerbitSK.CAMAT or tim.desa is None:
        return f"Camat {tim.kecamatan.nama}"
    if tim.penerbit == PenerbitSK.KEPALA_DESA:
        return f"Kepala {tim.desa}"
    return f"Badan Permusyawaratan {tim.desa}"


def sk_bawaan(tim: TimEvaluasi) -> dict[str, list[Butir]]:
    """The items of `menimbang`, `mengingat` and `menetapkan` as this team's decree would have them."""
    kabupaten = tim.kecamatan.kabupaten
    isian = {
        "nama": tim.nama,
        "tahun": str(tim.tahun),
        "desa": str(tim.desa or ""),
        "kabupaten": kabupaten.nama,
        "kepala_daerah": f"{'Wali Kota' if kabupaten.nama.startswith('Kota ') else 'Bupati'} "
        f"{kabupaten.nama.removeprefix('Kabupaten ').removeprefix('Kota ')}",
        "penerbit": penerbit_panjang(tim),
        "anggaran": f"Anggaran Pendapatan dan Belanja Daerah {kabupaten.nama}"
        if tim.dari_camat
        else f"Anggaran Pendapatan dan Belanja {tim.desa}",
    }
    hasil: dict[str, list[Butir]] = {}
    for bagian in ("menimbang", "mengingat", "menetapkan"):
        hasil[bagian] = []
        for butir in _baca()[bagian]:
            if butir.get("desa") and tim.desa is None:
                continue
            setempat = butir.get("kabupaten", kabupaten.kode) == kabupaten.kode
            teks = butir["teks"] if setempat else butir["lain"]
            hasil[bagian].append(Butir(teks.format(**isian), butir.get("catatan", "")))
    return hasil
