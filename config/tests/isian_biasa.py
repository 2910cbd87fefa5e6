"""What a browser without JavaScript would send of a page of plain rows (dasar/isian_biasa.py)."""

import re
from html import unescape


def isian(halaman: str) -> dict[str, str]:
    """What a browser would send of this page, untouched."""
    hasil = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', halaman))
    hasil |= dict(
        re.findall(r'<input class="form-control[^"]*" type="\w+" name="([^"]+)" id="[^"]+" value="([^"]*)"', halaman)
    )
    hasil |= dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n([^<]*)</textarea>', halaman))
    for nama, pilihan in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', halaman, re.DOTALL):
        hasil[nama] = (re.search(r'value="([^"]*)" selected', pilihan) or re.search(r'value="([^"]*)"', pilihan))[1]
    hasil |= dict.fromkeys(re.findall(r'type="checkbox" name="([^"]+)" [^>]*checked', halaman), "ya")
    return {nama: unescape(nilai) for nama, nilai in hasil.items()}


def nama(isi: dict[str, str], jenis: str, kolom: str) -> str:
    return next(n for n in isi if n.startswith(f"{jenis}-") and n.endswith(f"-{kolom}"))
