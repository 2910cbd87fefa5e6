"""The door to the printer (mesin.py), which is loaded when something is printed: WeasyPrint takes half a second."""

from cetak.cetakan import Cetakan


def pdf_cetak(template: str, konteks: dict) -> Cetakan:
    """Render a template to PDF/A-3a; says where the elements with an id stand. Raises PdfGagal."""
    from cetak.mesin import cetak

    return cetak(template, konteks)


def pdf_buat(template: str, konteks: dict) -> bytes:
    """The bytes alone, as `pdf_cetak`."""
    return pdf_cetak(template, konteks).pdf
