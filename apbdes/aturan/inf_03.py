"""INF-03: wages, material and rent take at least 95 per cent of a building activity.

BAB III.1.B angka 2 butir 1) huruf c.
"""

from apbdes.anggaran import Anggaran
from apbdes.aturan._infrastruktur import periksa_komponen
from apbdes.aturan.banding import paling_sedikit
from apbdes.aturan.hasil import Hasil, Nilai

FISIK = frozenset({"upah", "bahan", "sewa_alat"})


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_komponen(
        anggaran,
        FISIK,
        nilai["minimum"],
        paling_sedikit,
        hal="Upah, bahan, dan sewa alat",
        salah_bila="kurang dari",
        perbaikan="tambah",
        baris_salah=lambda b: b.komponen not in FISIK,
    )
