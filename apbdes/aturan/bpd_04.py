"""BPD-04: the tunjangan of a member of the BPD is 70 per cent of the chair's. BAB IV.2.C angka 1.1 huruf e angka 4."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._honor import acuan_ketua_bpd, periksa_bpd
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_bpd(
        anggaran, nilai, "anggota_bpd", acuan=acuan_ketua_bpd(anggaran, nilai), dari="tunjangan ketua BPD"
    )
