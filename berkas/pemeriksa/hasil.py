"""What the inspection answers."""

from dataclasses import dataclass
from datetime import datetime

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
HEIC = "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

GAMBAR = frozenset({JPEG, PNG, HEIC})
AKHIRAN = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    HEIC: (".heic", ".heif"),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    ODT: (".odt",),
    ODS: (".ods",),
}
SEMUA_AKHIRAN = tuple(a for akhiran in AKHIRAN.values() for a in akhiran)
DITERIMA = "PDF, JPEG, PNG, HEIC, DOCX, XLSX, ODT, atau ODS"


class BerkasDitolak(Exception):
    """The file cannot be kept; the text is the sentence to show."""


@dataclass(frozen=True)
class Hasil:
    nama: str
    mime: str
    waktu: datetime | None = None  # EXIF, naive: a camera knows no zone
    lintang: float | None = None
    bujur: float | None = None


def nama_unduh(nama: str, mime: str) -> str:
    """The name to hand a file out under: its last ending always tells its true type."""
    akhiran = AKHIRAN.get(mime, ())
    return nama if not akhiran or nama.lower().endswith(akhiran) else f"{nama}{akhiran[0]}"
