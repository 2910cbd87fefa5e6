"""BPD-02: the tunjangan of the deputy chair is 90 per cent of the chair's. BAB IV.2.C angka 1.1 huruf e angka 2."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._honor import acuan_ketua_bpd, periksa_bpd
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_bpd(anggaran, nilai, "wakil_bpd", acuan=acuan_ketua_bpd(anggaran, nilai), dari="tunjangan ketua BPD")
