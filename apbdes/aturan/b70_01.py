"""B70-01: at least 70 per cent of all spending is outside the group of B30-01. BAB III.1.B huruf a."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._kelompok import periksa_70
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_70(anggaran, nilai, "BAB III", "B70-02")
