"""The door to the printer (pdf.py), which is loaded only when something is printed: WeasyPrint takes half a second."""

from dataclasses import dataclass


class PdfGagal(Exception):
    """The PDF cannot be made; the message is an Indonesian sentence for the person who waits for it."""


@dataclass(frozen=True)
class Kotak:
    """A place on a page, in PDF points from the lower left corner; the first page is 0."""

    halaman: int
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Cetakan:
    """A rendered document, and where on it the elements with an id stand."""

    pdf: bytes
    kotak: dict[str, Kotak]


def pdf_cetak(template: str, konteks: dict) -> Cetakan:
    """Render a template to PDF/A-3a; says where the elements with an id stand. Raises PdfGagal."""
    from dokumen.pdf import cetak

    return cetak(template, konteks)


def pdf_buat(template: str, konteks: dict) -> bytes:
    """The bytes alone, as `pdf_cetak`."""
    return pdf_cetak(template, konteks).pdf
