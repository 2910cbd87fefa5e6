"""Filters of the printed APB Desa."""

from django import template

from apbdes.lampiran import BarisLampiran
from dasar.uang import angka

register = template.Library()


@register.filter
def sel_kode(baris: BarisLampiran) -> list[tuple[str, int]]:
    """The cells of a line's code over six columns - bidang, sub bidang, kegiatan; akun, kelompok, jenis.

    Text and how many columns it spans: what stays empty on one axis is one cell, since a printer's time
    goes by the number of cells.
    """
    sel: list[tuple[str, int]] = []
    for sisi in (baris.bidang, baris.ekonomi):
        sel += [(k, 1) for k in sisi]
        if len(sisi) < 3:
            sel.append(("", 3 - len(sisi)))
    return sel


@register.filter
def angka_apbdes(nilai: int, bersen: bool = False) -> str:
    """Sen as '1.500.000', with two decimals in a table in which any amount has sen.

    What is below zero stands in brackets, as the annex has it.
    """
    teks = angka(abs(nilai), selalu_sen=bersen)
    return f"({teks})" if nilai < 0 else teks
