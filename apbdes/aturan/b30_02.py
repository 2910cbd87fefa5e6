"""B30-02: the same group with jaminan sosial, against spending from this year's own income. BAB IV.2.B angka 1."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._kelompok import periksa_30
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_30(anggaran, nilai, "BAB IV", "B30-01")
