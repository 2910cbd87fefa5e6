"""The printer: a template becomes the bytes of a tagged PDF/A with embedded fonts. Knows no documents.

Loaded only when something is printed, by pdf.py: WeasyPrint takes half a second.
"""

import gc
import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from cetak.aksesibel import lengkapi
from cetak.cetakan import Cetakan, Kotak, PdfGagal
from cetak.fon import bersihkan, css_fon, fon_terbuka

VARIAN = "pdf/a-3a"
GAYA = Path(__file__).with_name("naskah.css")
TITIK_PER_PX = 0.75


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
            return URLFetcherResponse(url, fon_terbuka(nama), {"Content-Type": "font/ttf"})
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


@cache
def gaya() -> CSS:
    """The style sheet of every document. Reading it takes longer than laying out a letter: once per process."""
    return CSS(string=GAYA.read_text(), url_fetcher=Pengambil())


@contextmanager
def _tanpa_pengumpul() -> Iterator[None]:
    """A long document is millions of objects that all stay until it is written: looking through them again and again
    for garbage is a third of the time: 5.3 to 3.6 s for 600 rows of a budget, at up to a seventh more memory."""
    menyala = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if menyala:  # of several threads the first saw it on
            gc.enable()


@_tanpa_pengumpul()
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
        huruf = CSS(string=css_fon(html), font_config=fon, url_fetcher=pengambil)
        dokumen = HTML(string=html, url_fetcher=pengambil).render(
            stylesheets=[huruf, gaya()], font_config=fon, **pilihan
        )
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
        return Cetakan(dokumen.write_pdf(finisher=lengkapi, **pilihan), kotak)
    except FatalURLFetchingError as galat:  # derives from BaseException
        if isinstance(galat.__cause__, PdfGagal):
            raise galat.__cause__ from None
        raise RuntimeError(str(galat)) from galat.__cause__
