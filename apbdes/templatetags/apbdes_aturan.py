"""Filters of the pages of rule sets."""

from django import template

register = template.Library()


@register.filter
def kata(nama: str) -> str:
    """A name of the workbook or of a set as words: "kode_kegiatan" as "kode kegiatan"."""
    return nama.replace("_", " ")
