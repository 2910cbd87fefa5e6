"""NAS-SIL-02: the least monthly siltap of the village secretary. PP 11/2019 Pasal 81."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._honor import periksa_siltap_minimum
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_siltap_minimum(anggaran, nilai, "sekdes")
