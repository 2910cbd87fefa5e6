"""What the printer returns (see pdf.py), and how it fails."""

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
