"""Photos as a village sends them with its answer."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def foto(nama: str = "buku-kas.jpg", warna: tuple[int, int, int] = (120, 90, 60)) -> SimpleUploadedFile:
    """A small JPEG; another colour, other bytes."""
    wadah = io.BytesIO()
    Image.new("RGB", (80, 60), warna).save(wadah, "JPEG")
    return SimpleUploadedFile(nama, wadah.getvalue(), "image/jpeg")
