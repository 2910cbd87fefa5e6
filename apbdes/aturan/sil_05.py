"""SIL-05: the monthly siltap of the kepala dusun. BAB IV.2.C angka 1.1 huruf b angka 4."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._honor import periksa_siltap
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_siltap(anggaran, nilai, "kadus")
