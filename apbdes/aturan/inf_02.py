"""INF-02: administration takes at most 1 per cent of a building activity. BAB III.1.B angka 2 butir 1) huruf b.

The words of the source say "empat per seratus"; the rule's note says so.
"""

from apbdes.anggaran import Anggaran
from apbdes.aturan._infrastruktur import periksa_komponen
from apbdes.aturan.banding import paling_banyak
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_komponen(
        anggaran,
        {"administrasi"},
        nilai["maksimum"],
        paling_banyak,
        hal="Administrasi kegiatan",
        salah_bila="melebihi",
        perbaikan="kurangi",
        baris_salah=lambda b: b.komponen == "administrasi",
    )
