"""Filters of the printed APB Desa."""

from django import template

from apbdes.lampiran import BarisLampiran

register = template.Library()


@register.filter
def sel_kode(baris: BarisLampiran) -> list[str]:
    """The six cells of a line's code: bidang, sub bidang, kegiatan; akun, kelompok, jenis."""
    return [sisi[n] if n < len(sisi) else "" for sisi in (baris.bidang, baris.ekonomi) for n in range(3)]


@register.filter
def angka_apbdes(nilai: int) -> str:
    """'1.500.000'; what is below zero stands in brackets, as the annex has it."""
    teks = f"{abs(nilai):,}".replace(",", ".")
    return f"({teks})" if nilai < 0 else teks
