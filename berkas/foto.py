"""A photo from the field: what it is is read from its content, and its metadata stays behind."""

import datetime
import io
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from PIL import Image, ImageOps

from berkas.exif import waktu_tempat
from berkas.models.foto import FotoBaris

SISI_MAKS = 2000  # pixels
SISI_KECIL = 360
MUTU = 85
FORMAT = ("JPEG", "PNG", "WEBP")
BUKAN_FOTO = "Berkas ini bukan foto yang dapat dibaca. Pakai JPEG, PNG, atau WebP."


class FotoDitolak(Exception):
    """The file cannot be kept; the text is the sentence to show."""


@dataclass(frozen=True)
class FotoTerbaca:
    jpeg: bytes
    waktu: datetime.datetime | None  # as in EXIF, without a zone
    lintang: float | None
    bujur: float | None

    @property
    def sha256(self) -> str:
        return sha256(self.jpeg).hexdigest()


def foto_baca(berkas: UploadedFile) -> FotoTerbaca:
    """Verify and re-encode: upright, at most 2000 pixels, without metadata. Raises FotoDitolak.

    The number of pixels is read from the header, before anything is decoded.
    """
    ukuran = berkas.size or 0
    if ukuran > settings.FOTO_UKURAN_MAKS:
        mega = 1024 * 1024
        raise FotoDitolak(
            f"Foto ini {ukuran / mega:.0f} MB; paling besar {settings.FOTO_UKURAN_MAKS / mega:.0f} MB. "
            "Kecilkan dulu atau ambil ulang."
        )
    try:
        with Image.open(berkas, formats=FORMAT) as gambar:
            _periksa_kepala(gambar)
            exif = gambar.getexif()
            gambar.draft("RGB", (SISI_MAKS, SISI_MAKS))
            return FotoTerbaca(_jpeg(gambar), *waktu_tempat(exif))
    except FotoDitolak:
        raise
    except Image.DecompressionBombError as galat:
        raise FotoDitolak("Ukuran gambar ini jauh terlalu besar.") from galat
    except Exception as galat:  # Pillow's decoders fail in many ways on a broken file; all mean the same
        raise FotoDitolak(BUKAN_FOTO) from galat


def _periksa_kepala(gambar: Image.Image) -> None:
    piksel = gambar.width * gambar.height
    if piksel > settings.FOTO_PIKSEL_MAKS:
        raise FotoDitolak(
            f"Foto ini {piksel / 1e6:.0f} megapiksel; paling besar {settings.FOTO_PIKSEL_MAKS / 1e6:.0f}. "
            "Turunkan ukuran foto pada kamera."
        )
    if gambar.format != "MPO" and getattr(gambar, "is_animated", False):
        raise FotoDitolak("Gambar bergerak tidak dapat dipakai sebagai foto.")


def _jpeg(gambar: Image.Image) -> bytes:
    tegak = ImageOps.exif_transpose(gambar)
    if tegak.mode in {"RGBA", "LA", "PA"} or "transparency" in tegak.info:
        berlatar = tegak.convert("RGBA")
        tegak = Image.new("RGB", berlatar.size, "white")
        tegak.paste(berlatar, mask=berlatar.getchannel("A"))
    tegak = tegak.convert("RGB")
    tegak.thumbnail((SISI_MAKS, SISI_MAKS))
    polos = Image.new("RGB", tegak.size)  # a new image has no EXIF, comment or profile to carry over
    polos.paste(tegak)
    wadah = io.BytesIO()
    polos.save(wadah, "JPEG", quality=MUTU, optimize=True)
    return wadah.getvalue()


def baca_waktu(kiriman: str, exif: datetime.datetime | None, zona: datetime.tzinfo) -> datetime.datetime | None:
    """The time of taking; one that is unreadable or lies ahead of our clock is no time."""
    try:
        waktu = parse_datetime(kiriman) if kiriman else None
        waktu = waktu or exif
        if waktu is None:
            return None
        if timezone.is_naive(waktu):
            waktu = waktu.replace(tzinfo=zona)
        waktu = waktu.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None
    return waktu if waktu.year >= 2000 and waktu <= timezone.now() + datetime.timedelta(days=1) else None


def baca_tempat(lintang: str, bujur: str, terbaca: FotoTerbaca) -> dict[str, Decimal]:
    pasangan = [(lintang, bujur), (terbaca.lintang, terbaca.bujur)]
    for nilai_lintang, nilai_bujur in pasangan:
        try:
            titik = Decimal(str(nilai_lintang)), Decimal(str(nilai_bujur))
        except InvalidOperation:
            continue
        if all(n.is_finite() for n in titik) and abs(titik[0]) <= 90 and abs(titik[1]) <= 180:
            enam = Decimal("0.000001")
            return {"lintang": titik[0].quantize(enam), "bujur": titik[1].quantize(enam)}
    return {}


def foto_kecil(foto: FotoBaris) -> bytes:
    """A small JPEG for the page, made when asked: it is cheap and the browser keeps it."""
    with foto.berkas.open("rb") as berkas, Image.open(berkas, formats=["JPEG"]) as gambar:
        gambar.draft("RGB", (SISI_KECIL * 2, SISI_KECIL * 2))
        gambar.thumbnail((SISI_KECIL, SISI_KECIL))
        wadah = io.BytesIO()
        gambar.convert("RGB").save(wadah, "JPEG", quality=75)
    return wadah.getvalue()
