"""Sets of rules as dated data, and the pass that asks every rule of a set about one budget.

A set is `<kode>.yaml` here, in the grammar in which offices write theirs (`apbdes.gramatika`): figures with their
article and dates, selections of rows, and rules that are checks. What no check can say is a module named as its code
(`mesin.PROGRAM`). Which sets apply to a village and year says `apbdes.berlaku`.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from apbdes.anggaran import Anggaran
from apbdes.aturan._bentrok import bentrok
from apbdes.aturan.bentuk import Angka, Aturan, HasilAturan, NilaiBertanggal, Perangkat
from apbdes.aturan.berkas import baca_berkas
from apbdes.aturan.hasil import DASAR, MENUDUH, Hasil, Putusan
from apbdes.aturan.mesin import bernilai_tambahan, perangkat_dari, tanpa_tabel
from apbdes.aturan.nilai import baca_nilai, sebut_nilai, tulis_nilai
from apbdes.aturan.rusak import TAK_TERDUGA, Rusak, catat, rusak_berkas
from dasar.acuan import AcuanRusak

__all__ = [
    "DASAR",
    "MENUDUH",
    "Angka",
    "Aturan",
    "Hasil",
    "HasilAturan",
    "NilaiBertanggal",
    "Perangkat",
    "PerangkatTidakAda",
    "Putusan",
    "Rusak",
    "baca_nilai",
    "baca_perangkat",
    "bentrok",
    "bernilai_tambahan",
    "perangkat_dari",
    "perangkat_utuh",
    "periksa",
    "sebut_nilai",
    "semua_perangkat",
    "tanpa_tabel",
    "tulis_nilai",
]

FOLDER = Path(__file__).parent


class PerangkatTidakAda(LookupError):
    """No set of this code; the sentence names those that exist."""


def kode_perangkat() -> list[str]:
    """The base set first, then the national ones."""
    return sorted((p.stem for p in FOLDER.glob("*.yaml")), key=lambda k: (k != DASAR, not k.startswith("nasional"), k))


def semua_perangkat() -> list[Perangkat]:
    """Every set of the files. Raises AcuanRusak, also where two of them would be the one of a region and year."""
    semua = [baca_perangkat(kode) for kode in kode_perangkat()]
    if salah := bentrok(semua):
        raise AcuanRusak(salah)
    return semua


def perangkat_utuh() -> tuple[list[Perangkat], list[Rusak]]:
    """For whatever judges or shows: the sets of the files that can be judged by, and those that cannot."""
    utuh, rusak = [], []
    for kode in kode_perangkat():
        try:
            utuh.append(baca_perangkat(kode))
        except (AcuanRusak, *TAK_TERDUGA) as galat:
            rusak.append(rusak_berkas(FOLDER / f"{kode}.yaml", galat))
            catat(rusak[-1], isinstance(galat, AcuanRusak))
    return utuh, rusak


@cache
def baca_perangkat(kode: str) -> Perangkat:
    """Raises PerangkatTidakAda for an unknown code, AcuanRusak for a file that is not whole."""
    semua = kode_perangkat()
    if kode not in semua:
        raise PerangkatTidakAda(f"Perangkat aturan “{kode}” tidak ada. Pilih salah satu: {', '.join(semua)}.")
    isi, diperiksa = baca_berkas(FOLDER / f"{kode}.yaml", semua)
    return perangkat_dari(isi, diperiksa)


def periksa(anggaran: Anggaran, perangkat: str | Perangkat) -> list[HasilAturan]:
    """Every rule of the set, in its order, with its verdict on this budget. No database, no clock.

    A set given by its code has the figures of its file; one given whole may have values added to it.
    """
    if isinstance(perangkat, str):
        perangkat = baca_perangkat(perangkat)
    awal = (
        f"Petunjuk dari {perangkat.nama}, yang tidak mengikat desa ini."
        if perangkat.petunjuk
        else "Petunjuk, pastikan dulu pada peraturannya."
    )
    berjudul = perangkat.penghitung.berjudul
    semua = [(berjudul(a, anggaran.tahun), a.hitung(anggaran)) for a in perangkat.aturan]
    putusan = {a.kode: h.putusan for a, h in semua}
    return [HasilAturan(a, _bercatatan(a, h.putusan, _menurut_tingkat(a, h, awal), putusan)) for a, h in semua]


def _menurut_tingkat(aturan: Aturan, hasil: Hasil, awal: str) -> Hasil:
    """What is known only from hearsay, or is another region's, may reassure or ask, never accuse."""
    if hasil.putusan != Putusan.DILANGGAR or aturan.tingkat in MENUDUH:
        return hasil
    pesan = f"{awal} {hasil.pesan}"
    return replace(hasil, putusan=Putusan.TIDAK_DAPAT_DITENTUKAN, pesan=pesan, selisih=None)


def _bercatatan(aturan: Aturan, putusan: Putusan, hasil: Hasil, semua: Mapping[str, Putusan]) -> Hasil:
    """A contradiction in the source stands beside every verdict that it could have changed.

    Where the other reading is a rule of its own (`catatan_bila_beda`), only where that one decides otherwise.
    `putusan` is the verdict before its level softens it.
    """
    if not aturan.catatan or hasil.catatan or hasil.putusan == Putusan.TIDAK_BERLAKU:
        return hasil
    pasti = {Putusan.TERPENUHI, Putusan.DILANGGAR}
    if aturan.catatan_bila_beda and {putusan, semua.get(aturan.catatan_bila_beda)} != pasti:
        return hasil
    return replace(hasil, catatan=aturan.catatan)
