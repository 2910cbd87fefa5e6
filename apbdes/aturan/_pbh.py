"""Spending from bagi hasil pajak dan retribusi whose komponen nobody has named: it may be anything."""

from apbdes.anggaran import Anggaran, BarisBelanja


def pbh_tanpa_komponen(anggaran: Anggaran) -> list[BarisBelanja]:
    return [b for b in anggaran.belanja_berisi if b.sumber == "PBH" and not b.komponen]
