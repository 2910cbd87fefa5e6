"""Filters of the printed APB Desa."""

from typing import Any

from django import template

from apbdes.lampiran import BarisLampiran
from dasar.uang import angka

register = template.Library()


@register.filter
def sel_kode(baris: BarisLampiran, penjabaran: bool = False) -> list[tuple[str, int]]:
    """The cells of a line's code - bidang, sub bidang, kegiatan; akun, kelompok, jenis; in the penjabaran objek.

    Text and how many columns it spans: what stays empty on one axis is one cell, since a printer's time
    goes by the number of cells.
    """
    sel: list[tuple[str, int]] = []
    for sisi, kolom in ((baris.bidang, 3), (baris.ekonomi, 4 if penjabaran else 3)):
        sel += [(k, 1) for k in sisi]
        if len(sisi) < kolom:
            sel.append(("", kolom - len(sisi)))
    return sel


@register.filter
def kedudukan(isi: dict[str, Any], urut: int) -> str:
    """What this evaluator of a berita acara is in the team; "" in those that were frozen before it was kept."""
    semua = isi.get("kedudukan") or []
    return semua[urut] if urut < len(semua) else ""


@register.filter
def angka_apbdes(nilai: int, bersen: bool = False) -> str:
    """Sen as '1.500.000', with two decimals in a table in which any amount has sen.

    What is below zero stands in brackets, as the annex has it.
    """
    teks = angka(abs(nilai), selalu_sen=bersen)
    return f"({teks})" if nilai < 0 else teks
