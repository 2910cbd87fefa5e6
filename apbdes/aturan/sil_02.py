"""SIL-02: the monthly siltap of the village secretary. BAB IV.2.C angka 1.1 huruf b angka 1."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._honor import periksa_siltap
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_siltap(anggaran, nilai, "sekdes")
