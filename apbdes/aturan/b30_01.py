"""B30-01: siltap, tunjangan and the BPD take at most 30 per cent of all spending. BAB III.1.B huruf b."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._kelompok import periksa_30
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_30(anggaran, nilai, "BAB III", "B30-02")
