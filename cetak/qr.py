"""An address as a QR code, for a document or a page."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(alamat: str) -> SafeString:
    """Inline SVG, black on white, its title becomes the PDF's alternate text.

    Level M (15 % may be smudged); two modules of quiet zone, the paper around it gives the rest.
    """
    kode = segno.make(alamat, error="m", micro=False)
    gambar = kode.svg_inline(
        border=2, light="white", omitsize=True, svgclass="qr", lineclass=None, title=f"Kode QR: {alamat}"
    )
    return mark_safe(gambar)  # noqa: S308 – segno escapes the title, the rest is its own
