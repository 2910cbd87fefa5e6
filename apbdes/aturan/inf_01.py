"""INF-01: TPK pay takes at most 4 per cent of a building activity. BAB III.1.B angka 2 butir 1) huruf a."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._infrastruktur import periksa_komponen
from apbdes.aturan.banding import paling_banyak
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    return periksa_komponen(
        anggaran,
        {"honor_tpk"},
        nilai["maksimum"],
        paling_banyak,
        hal="Honor TPK",
        salah_bila="melebihi",
        perbaikan="kurangi",
        baris_salah=lambda b: b.komponen == "honor_tpk",
    )
