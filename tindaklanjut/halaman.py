"""What a page is sent with comes about once: the page brings the id of what it makes."""

from django.core.exceptions import ValidationError

TERPAKAI = "terpakai"


def sudah_dipakai(benda: str) -> ValidationError:
    """The id is that of something else: gone back in the browser and written anew. Nothing is overlooked."""
    kalimat = f"Halaman ini sudah dipakai untuk {benda} lain. Kirim sekali lagi bila ini memang {benda} baru."
    return ValidationError(kalimat, code=TERPAKAI)
