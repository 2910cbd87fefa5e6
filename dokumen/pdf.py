"""From a template to the bytes of a tagged PDF/A with embedded fonts. Knows no documents."""

import mimetypes
import re
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont, woff2
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from dokumen.cetakan import Cetakan, Kotak, PdfGagal

VARIAN = "pdf/a-3a"
GAYA = Path(__file__).with_name("naskah.css")
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


class Pengambil(URLFetcher):
    """Serves `berkas:<storage name>` and `statik:<font file>`; refuses every other address.

    Texts of users reach the template escaped, but even a stray address must not make the server
    fetch anything from the network or its own disk.
    """

    def __init__(self) -> None:
        super().__init__(fail_on_errors=True)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        skema, _, nama = url.partition(":")
        nama = unquote(nama)
        if skema == "statik" and re.fullmatch(r"[a-z0-9-]+\.woff2", nama):
            return URLFetcherResponse(url, _fon(nama), {"Content-Type": "font/ttf"})
        if skema == "berkas":
            jenis = mimetypes.guess_type(nama)[0] or "application/octet-stream"
            if not jenis.startswith("image/"):
                raise PdfGagal(f"Berkas {nama} bukan gambar, jadi tidak dapat dimuat dalam naskah.")
            try:
                with default_storage.open(nama) as berkas:
                    return URLFetcherResponse(url, berkas.read(), {"Content-Type": jenis})
            except OSError as galat:
                raise PdfGagal(f"Gambar {Path(nama).name} tidak dapat dibaca dari penyimpanan berkas.") from galat
        raise ValueError(f"Alamat ditolak: {url}")


def _berkas_fon(nama: str) -> Path:
    return Path(settings.FON_DIR) / nama


@cache
def _fon(nama: str) -> bytes:
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


def _css_fon(html: str) -> str:
    """The faces that this text needs: the rarer half of the font only when a letter of it occurs."""
    dipakai = {k: s for k, s in FON_SUBSET.items() if s == "latin" or not {ord(h) for h in html} <= _tercetak("latin")}
    return "\n".join(
        f'@font-face {{ font-family: "{keluarga}"; font-weight: {berat}; font-style: {gaya};'
        f' src: url("statik:arimo-{subset}-{berat}-{gaya}.woff2"); }}'
        for keluarga, subset in dipakai.items()
        for berat, gaya in FON_GAYA
    )


TITIK_PER_PX = 0.75


def cetak(template: str, konteks: dict) -> Cetakan:
    """Render a template to PDF/A-3a: tagged, fonts subset and embedded, outlines from headings.

    Title, author and language come from the template's head. Raises PdfGagal when an image that
    the document shows cannot be read: a record without its photos must not be frozen.
    """
    html = bersihkan(render_to_string(template, konteks))
    pengambil = Pengambil()
    fon = FontConfiguration()
    pilihan = {"pdf_variant": VARIAN, "optimize_images": True, "jpeg_quality": 82, "dpi": 200}
    try:
        gaya = CSS(string=_css_fon(html) + GAYA.read_text(), font_config=fon, url_fetcher=pengambil)
        dokumen = HTML(string=html, url_fetcher=pengambil).render(stylesheets=[gaya], font_config=fon, **pilihan)
        kotak = {
            nama: Kotak(
                n,
                x1 * TITIK_PER_PX,
                (halaman.height - y2) * TITIK_PER_PX,
                x2 * TITIK_PER_PX,
                (halaman.height - y1) * TITIK_PER_PX,
            )
            for n, halaman in enumerate(dokumen.pages)
            for nama, (x1, y1, x2, y2) in halaman.anchors.items()
        }
        return Cetakan(dokumen.write_pdf(**pilihan), kotak)
    except FatalURLFetchingError as galat:  # derives from BaseException
        if isinstance(galat.__cause__, PdfGagal):
            raise galat.__cause__ from None
        raise RuntimeError(str(galat)) from galat.__cause__
