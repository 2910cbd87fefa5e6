"""The kinds of findings of a budget: the rule that a finding is about, by its code.

A rule keeps its code from year to year, so what one budget was told and the next one shows again is a repeated finding.
"""

from apbdes.aturan.bentuk import Aturan, Perangkat
from apbdes.models import VersiApbdes
from apbdes.perangkat import perangkat_versi
from tindaklanjut.jenis import JenisAcuan


def _aturan(versi: VersiApbdes) -> dict[str, tuple[Perangkat, Aturan]]:
    """'set:rule' → the rule, of the sets that judge this budget."""
    tahun = versi.apbdes.tahun
    return {f"{p.kode}:{a.kode}": (p, a.pada(tahun)) for p in perangkat_versi(versi).perangkat for a in p.aturan}


def aturan_pilihan(versi: VersiApbdes) -> list[tuple[str, str]]:
    """What an evaluator may say that a finding is about."""
    return [(kunci, f"{a.kode}: {a.judul}") for kunci, (_, a) in _aturan(versi).items()]


def jenis_aturan(versi: VersiApbdes, kunci: set[str]) -> dict[str, JenisAcuan]:
    """'set:rule' → its kind. The rules of a region are the kinds of that kabupaten: another one may use the code for
    something else."""
    kabupaten = versi.apbdes.desa.kecamatan.kabupaten_id
    ada = _aturan(versi)
    return {k: _jenis(*ada[k], kabupaten) for k in kunci if k in ada}


def _jenis(perangkat: Perangkat, aturan: Aturan, kabupaten: int) -> JenisAcuan:
    milik = kabupaten if perangkat.wilayah else None
    return JenisAcuan(
        kode=f"apbdes:{f'kab{milik}:' if milik else ''}{aturan.kode}",
        nama=f"{aturan.kode}: {aturan.judul}",
        kelompok="Ketentuan APB Desa",
        uraian=f"Ketentuan “{aturan.judul}” belum dipenuhi.",
        dasar=aturan.dasar[:300],
        kabupaten_id=milik,
    )
