"""BPD-01: the tunjangan of the chair of the BPD is 40 per cent of the siltap of the village head.

BAB IV.2.C angka 1.1 huruf e angka 1.
"""

from apbdes.anggaran import Anggaran
from apbdes.aturan._honor import acuan_siltap, periksa_bpd
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_bpd(
        anggaran,
        nilai,
        "ketua_bpd",
        acuan=acuan_siltap(anggaran, "kades"),
        dari="penghasilan tetap kepala desa sebulan",
    )
