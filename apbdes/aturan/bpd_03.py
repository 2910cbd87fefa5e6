"""BPD-03: the tunjangan of the secretary of the BPD, as a share of the chair's.

BAB IV.2.C angka 1.1 huruf e angka 3 says 80 in digits and 85 in words: either is accepted, and the rule's note says so.
"""

from apbdes.anggaran import Anggaran
from apbdes.aturan._honor import acuan_ketua_bpd, periksa_bpd
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_bpd(
        anggaran,
        nilai,
        "sekretaris_bpd",
        acuan=acuan_ketua_bpd(anggaran, nilai),
        dari="tunjangan ketua BPD",
        juga=(nilai["bagian_huruf"],),
    )
