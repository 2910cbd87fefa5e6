"""Which rows last year's SiLPA may pay, and the pagu, where a file has no column for either. Proposed; no query."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from apbdes.anggaran import Anggaran

PAGU = {"pagu_dds": "DDS", "pagu_add": "ADD", "pagu_pbh": "PBH"}
_KATA = re.compile(r"\b(silpa|sisa lebih|luncuran|lanjutan tahun lalu|tahun (lalu|sebelumnya))\b", re.IGNORECASE)
TERBANYAK = 60  # rows that are asked about; a person does not read more


@dataclass(frozen=True)
class UsulanSilpa:
    """`diusulkan` are the places of rows to mark, `calon` of all rows that are asked about; both by source."""

    silpa: int  # sen of 6.1.1
    calon: list[Any] = field(default_factory=list)
    diusulkan: frozenset[str] = frozenset()


def usulkan_pagu(anggaran: Anggaran) -> dict[str, int]:
    """Of the pagu that are not known yet: the income of that source, in sen. BAL and PAGU-02 want them equal."""
    hasil = {}
    for pagu, sumber in PAGU.items():
        masuk = sum(b.jumlah for b in anggaran.pendapatan if b.sumber == sumber)
        if getattr(anggaran, pagu) is None and masuk:
            hasil[pagu] = masuk
    return hasil


def usulkan_silpa(anggaran: Anggaran) -> UsulanSilpa:
    """By source: its own SiLPA, or what goes out beyond what comes in where SiLPA names no source. Rows whose words
    say so, else one row or one activity of exactly that amount. Where rows are marked already nothing is proposed.
    """
    silpa = sum(b.jumlah for b in anggaran.pembiayaan if b.rekening.startswith("6.1.1"))
    keluar = [*anggaran.belanja, *(b for b in anggaran.pembiayaan if b.rekening.startswith("6.2"))]
    if not silpa or any(b.dari_silpa for b in keluar):
        return UsulanSilpa(silpa)
    calon: list[Any] = []
    diusulkan: set[str] = set()
    for sumber in sorted({b.sumber for b in keluar}):
        milik = [b for b in keluar if b.sumber == sumber and b.jumlah > 0]
        perlu = _perlu(anggaran, sumber, sum(b.jumlah for b in milik))
        kata = [b for b in milik if _KATA.search(b.uraian)]
        if not perlu and not kata:
            continue
        calon += milik
        if usul := kata or _tepat(milik, perlu):
            diusulkan |= {b.tempat for b in usul}
    tampil = sorted(calon, key=lambda b: b.tempat not in diusulkan)[:TERBANYAK]
    return UsulanSilpa(silpa, tampil, frozenset(diusulkan))


def _perlu(anggaran: Anggaran, sumber: str, keluar: int) -> int:
    """Sen of SiLPA that this source must be spending."""
    milik = sum(b.jumlah for b in anggaran.pembiayaan if b.rekening.startswith("6.1.1") and b.sumber == sumber)
    masuk = sum(b.jumlah for b in anggaran.pendapatan if b.sumber == sumber)
    masuk += sum(b.jumlah for b in anggaran.pembiayaan if b.rekening.startswith("6.1") and b.sumber == sumber)
    return milik or max(0, keluar - masuk)


def _tepat(milik: Iterable[Any], perlu: int) -> list[Any]:
    milik = list(milik)
    satu = [b for b in milik if b.jumlah == perlu]
    if len(satu) == 1:
        return satu
    kegiatan = [list(isi) for _, isi in groupby(milik, key=lambda b: getattr(b, "kegiatan", ""))]
    utuh = [isi for isi in kegiatan if sum(b.jumlah for b in isi) == perlu]
    return utuh[0] if len(utuh) == 1 else []
