"""B70-02: at least 70 per cent of spending from this year's own income is outside the group of B30-02. BAB IV.2.B."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._kelompok import periksa_70
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_70(anggaran, nilai, "BAB IV", "B70-01")
