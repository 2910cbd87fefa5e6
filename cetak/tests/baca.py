"""What a PDF says, read back for a test: by pdfium, in a twentieth of the time that pypdf takes. Whoever asks for
fonts, outlines, metadata or signatures asks pypdf or pikepdf, which do not read the text for it; so does whoever asks
for a sentence from right to left, the words of which pdfium gives as they stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pypdfium2
from pypdf import PdfReader
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

SAMBUNG = str.maketrans({"\x02": "-\n", "\ufffe": "-\n"})  # what pdfium writes for a hyphen at the end of a line


@contextmanager
def _terbuka(pdf: bytes | BinaryIO | PdfReader) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(pdf.stream if isinstance(pdf, PdfReader) else pdf) as dokumen:
        yield dokumen


def teks_halaman(pdf: bytes | BinaryIO | PdfReader) -> list[str]:
    """The text of each page, line by line."""
    with _terbuka(pdf) as dokumen:
        return [h.get_textpage().get_text_bounded().translate(SAMBUNG) for h in dokumen]


def teks_pdf(pdf: bytes | BinaryIO | PdfReader) -> str:
    """The text of all pages on one line."""
    return " ".join(" ".join(teks_halaman(pdf)).split())


def letak_teks(pdf: bytes | BinaryIO | PdfReader) -> list[list[tuple[float, float, float, str]]]:
    """Of each page the pieces of text, with where each begins and how large its type is:
    (x, y, size, text), in points from the lower left corner."""
    with _terbuka(pdf) as dokumen:
        return [list(_potongan(h)) for h in dokumen]


def _potongan(halaman: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, str]]:
    teks = halaman.get_textpage()
    for benda in halaman.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=teks):
        isi = benda.extract().strip()
        if isi:
            m = benda.get_matrix()
            yield m.e, m.f, benda.get_font_size() * max(abs(m.b), abs(m.d)), isi
