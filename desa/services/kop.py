"""The letterhead of a kecamatan and its coat of arms."""

import hashlib
import io
from collections.abc import Iterable
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from PIL import Image, UnidentifiedImageError

from desa.enums import JenisDesa
from desa.models import Kecamatan
from desa.sebutan import BentukDesa
from desa.services.data import data_simpan

LAMBANG_UKURAN_MAKS = 2 * 1024 * 1024  # bytes
LAMBANG_PIKSEL_MAKS = 25_000_000
SEBUTAN_LAZIM = "lazim"  # of the choices for all villages: as the region has it
TERLALU_LUAS = "Gambar lambang terlalu besar. Perkecil sampai di bawah 25 megapiksel."
LAMBANG_SISI = 1000  # pixels; 2 cm on paper at more than 1000 dpi


def lambang_baca(berkas: IO[bytes]) -> ContentFile:
    """A coat of arms as a fresh PNG: nothing of the uploaded file but its pixels is kept.

    Raises ValidationError with a sentence when it is too large or not a PNG or JPEG image.
    """
    isi = berkas.read(LAMBANG_UKURAN_MAKS + 1)
    if len(isi) > LAMBANG_UKURAN_MAKS:
        raise ValidationError("Berkas lambang terlalu besar. Ukuran paling besar 2 MB.")
    try:
        Image.open(io.BytesIO(isi), formats=["PNG", "JPEG"]).verify()  # sees a cut-off PNG; load() may pad it
        gambar = Image.open(io.BytesIO(isi), formats=["PNG", "JPEG"])
        if gambar.width * gambar.height > LAMBANG_PIKSEL_MAKS:
            raise ValidationError(TERLALU_LUAS)
        gambar.load()
    except Image.DecompressionBombError as galat:  # so large that Pillow does not even open it
        raise ValidationError(TERLALU_LUAS) from galat
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as galat:
        raise ValidationError("Berkas ini bukan gambar PNG atau JPEG yang dapat dibaca.") from galat
    lambang = gambar.convert("RGBA")
    lambang.thumbnail((LAMBANG_SISI, LAMBANG_SISI))
    hasil = io.BytesIO()
    lambang.save(hasil, "PNG", optimize=True)
    return ContentFile(hasil.getvalue(), name=f"{hashlib.sha256(hasil.getvalue()).hexdigest()[:16]}.png")


@transaction.atomic
def kecamatan_simpan(
    *,
    kecamatan: Kecamatan,
    kolom: Iterable[str],
    versi: int | None,
    lambang: ContentFile | None,
    hapus_lambang: bool = False,
    sebutan_desa: str = "",
    oleh: models.Model,
) -> None:
    """Save the letterhead. An earlier coat of arms stays in storage: documents made with it point there.

    `sebutan_desa`: what all villages of the kecamatan are called from now on; '' leaves each as it is.
    """
    kolom = list(kolom)
    if lambang is not None or hapus_lambang:
        kecamatan.lambang = "" if lambang is None else lambang
        kolom.append("lambang")
    data_simpan(objek=kecamatan, kolom=kolom, versi=versi, oleh=oleh)
    if sebutan_desa:
        bentuk = "" if sebutan_desa == SEBUTAN_LAZIM else BentukDesa(sebutan_desa).value
        for desa in kecamatan.desa.exclude(jenis=JenisDesa.KELURAHAN).exclude(bentuk=bentuk).order_by("pk"):
            desa.bentuk = bentuk
            data_simpan(objek=desa, kolom=["bentuk"], oleh=oleh)
