"""Limits that are known only from press reports: they may reassure, they never accuse."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, jumlah
from apbdes.aturan._tempat import identitas, tempat
from apbdes.aturan.banding import Banding
from apbdes.aturan.hasil import Hasil, Persen, Putusan, terpenuhi, tidak_berlaku, tidak_dapat
from dasar.uang import rupiah

B = TypeVar("B", BarisBelanja, BarisPembiayaan)


def dari_dana_desa(baris: Iterable[B]) -> list[B]:
    return [b for b in baris if b.sumber == "DDS"]


def tanpa_dana_desa(anggaran: Anggaran) -> Hasil | None:
    """The verdict where there is no Dana Desa, or no pagu to compare with."""
    if anggaran.pendapatan_sumber.get("DDS", 0) <= 0:
        return tidak_berlaku("Tidak ada pendapatan Dana Desa.")
    if anggaran.pagu_dds is None:
        return tidak_dapat([identitas("pagu_dds")])
    return None


def petunjuk(
    baris: Sequence[BarisBelanja | BarisPembiayaan],
    pagu: int,
    batas: Persen,
    banding: Banding,
    *,
    cocok: str,
    belum: str,
) -> Hasil:
    isi: dict[str, Any] = {
        "pembilang": jumlah(baris),
        "penyebut": pagu,
        "batas": batas.teks,
        "hitungan": banding.hitungan,
    }
    if banding.cocok:
        return terpenuhi(f"{cocok} {rupiah(jumlah(baris))}.", **isi)
    urut = (
        *tempat(b for b in baris if isinstance(b, BarisBelanja)),
        *tempat(b for b in baris if isinstance(b, BarisPembiayaan)),
    )
    return Hasil(Putusan.TIDAK_DAPAT_DITENTUKAN, belum, baris=urut, **isi)
