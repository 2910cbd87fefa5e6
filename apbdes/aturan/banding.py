"""Comparing a sum with a share of another, by multiplying crosswise: no division, no rounding.

A limit that is reached exactly is kept. `selisih` is the smallest number of sen that mends it.
"""

from typing import NamedTuple

from apbdes.aturan.hasil import Persen, angka_tepat, bulat_ke_atas
from dasar.uang import angka


class Banding(NamedTuple):
    cocok: bool
    selisih: int
    hitungan: str


def paling_banyak(bagian: int, batas: Persen, seluruh: int) -> Banding:
    kiri, kanan = bagian * batas.penyebut, batas.pembilang * seluruh
    lebih = max(0, bulat_ke_atas(kiri - kanan, batas.penyebut))
    return Banding(kiri <= kanan, lebih, _hitungan(bagian, batas, seluruh, "≤" if kiri <= kanan else ">"))


def paling_sedikit(bagian: int, batas: Persen, seluruh: int) -> Banding:
    kiri, kanan = bagian * batas.penyebut, batas.pembilang * seluruh
    kurang = max(0, bulat_ke_atas(kanan - kiri, batas.penyebut))
    return Banding(kiri >= kanan, kurang, _hitungan(bagian, batas, seluruh, "≥" if kiri >= kanan else "<"))


def _hitungan(bagian: int, batas: Persen, seluruh: int, tanda: str) -> str:
    kiri, kanan = bagian * batas.penyebut, batas.pembilang * seluruh
    return (
        f"{angka(bagian)} × {angka_tepat(batas.penyebut)} = {angka(kiri)} {tanda} "
        f"{angka_tepat(batas.pembilang)} × {angka(seluruh)} = {angka(kanan)}"
    )
