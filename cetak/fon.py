"""The font of documents: its bytes, the letters that it can draw, the faces that a text needs."""

import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont, woff2

FON_SUBSET = {"Arimo": "latin", "Arimo Ext": "latin-ext"}
FON_GAYA = (("400", "normal"), ("700", "normal"), ("400", "italic"), ("700", "italic"))

# What people type that the document's font lacks, in characters that it has.
PENGGANTI = str.maketrans(
    {
        "≥": ">=",
        "≤": "<=",
        "≠": "<>",
        "→": "->",
        "←": "<-",
        "✓": "v",
        "✔": "v",
        "✅": "v",
        "☑": "v",
        "✗": "x",
        "✘": "x",
        "❌": "x",
        "●": "•",
        "▪": "•",
        "■": "•",
        "◦": "•",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "–",
        "\u2015": "—",
    }
)
TAK_TERCETAK = "\ufffd"


def _berkas_fon(nama: str) -> Path:
    return Path(settings.FON_DIR) / nama


@cache
def fon_terbuka(nama: str) -> bytes:
    """The font unpacked: unpacking takes longer than rendering a page, so once per process."""
    keluar = BytesIO()
    woff2.decompress(_berkas_fon(nama).open("rb"), keluar)
    return keluar.getvalue()


@cache
def _tercetak(*subset: str) -> frozenset[int]:
    """Code points that every style of these parts of the font can draw."""
    himpunan = []
    for berat, gaya in FON_GAYA:
        berkas = [_berkas_fon(f"arimo-{s}-{berat}-{gaya}.woff2") for s in subset]
        himpunan.append({kode for b in berkas for kode in TTFont(b).getBestCmap()})
    return frozenset(set.intersection(*himpunan) - set(range(0x20))) | {0x0A}


def bersihkan(teks: str) -> str:
    """Only characters that the font has: PDF/A forbids a glyph that is not there.

    Emoji and foreign scripts become one replacement sign each; joiners and control signs vanish.
    """
    hasil = []
    tercetak = _tercetak(*FON_SUBSET.values())
    for huruf in unicodedata.normalize("NFC", teks).translate(PENGGANTI):
        if ord(huruf) in tercetak:
            hasil.append(huruf)
        elif unicodedata.category(huruf) in {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Sk"}:
            hasil.append(" " if huruf in "\t\r\v\f" else "")
        elif huruf.isspace():
            hasil.append(" ")
        else:
            setara = unicodedata.normalize("NFKD", huruf)
            hasil.append("".join(h for h in setara if ord(h) in tercetak) or TAK_TERCETAK)
    return "".join(hasil)


def css_fon(html: str) -> str:
    """The faces that this text needs: the rarer half of the font only when a letter of it occurs."""
    dipakai = {k: s for k, s in FON_SUBSET.items() if s == "latin" or not {ord(h) for h in html} <= _tercetak("latin")}
    return "\n".join(
        f'@font-face {{ font-family: "{keluarga}"; font-weight: {berat}; font-style: {gaya};'
        f' src: url("statik:arimo-{subset}-{berat}-{gaya}.woff2"); }}'
        for keluarga, subset in dipakai.items()
        for berat, gaya in FON_GAYA
    )
