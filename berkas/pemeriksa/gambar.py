"""Photos and scans: readable to the end, of a sane size, one image and nothing behind it."""

import zipfile
from typing import IO

from django.conf import settings
from PIL import Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

from berkas import exif
from berkas.pemeriksa.hasil import HEIC, JPEG, PNG, BerkasDitolak, Hasil

register_heif_opener()
FORMAT = {"jpeg": ("JPEG", JPEG), "png": ("PNG", PNG), "heic": ("HEIF", HEIC)}
RUSAK = "Gambar ini rusak atau terpotong, jadi tidak terbaca sampai akhir. Salin atau ambil ulang."
# What makes an image also a script or an archive for a program that reads it as one.
_SISIPAN = (b"<?php", b"<script", b"__HALT_COMPILER", b"<!doctype html")


def periksa(isi: IO[bytes], nama: str, keluarga: str) -> Hasil:
    isi.seek(0)
    semua = isi.read()  # at most 50 MB
    _periksa_sisipan(isi, semua)
    if keluarga == "jpeg" and not _jpeg_berakhir(semua):
        raise BerkasDitolak(RUSAK)
    format_, mime = FORMAT[keluarga]
    isi.seek(0)
    try:
        with Image.open(isi, formats=[format_]) as gambar:
            periksa_piksel(gambar)
            if keluarga == "png" and getattr(gambar, "is_animated", False):
                raise BerkasDitolak("Gambar bergerak tidak dapat dipakai sebagai dokumen.")
            waktu, lintang, bujur = exif.waktu_tempat(gambar.getexif())
            gambar.draft("RGB", (1000, 1000))  # a JPEG is decoded small: enough to reach its end
            gambar.load()
    except BerkasDitolak:
        raise
    except Image.DecompressionBombError as galat:
        raise BerkasDitolak(_terlalu_besar()) from galat
    except UnidentifiedImageError as galat:
        raise BerkasDitolak(RUSAK) from galat
    except Exception as galat:  # Pillow's decoders fail in many ways on a broken file; all mean the same
        raise BerkasDitolak(RUSAK) from galat
    return Hasil(nama, mime, waktu, lintang, bujur)


def periksa_piksel(gambar: Image.Image) -> None:
    """Width × height from the header, before anything is decoded."""
    if gambar.width * gambar.height > settings.BERKAS_PIKSEL_MAKS:
        raise BerkasDitolak(
            f"Gambar ini {gambar.width} × {gambar.height} piksel. {_terlalu_besar()} Kecilkan atau pindai ulang."
        )


def _terlalu_besar() -> str:
    return f"Ukurannya melebihi {settings.BERKAS_PIKSEL_MAKS // 1_000_000} megapiksel, terlalu besar untuk dibuka."


def _periksa_sisipan(isi: IO[bytes], semua: bytes) -> None:
    kecil = semua.lower()
    if zipfile.is_zipfile(isi) or b"%PDF-" in semua[:1024]:
        raise BerkasDitolak(
            "Berkas ini dapat dibaca sebagai dua jenis sekaligus: gambar ini juga memuat arsip atau dokumen lain. "
            "Buka gambarnya, simpan ulang, lalu unggah lagi."
        )
    if any(s.lower() in kecil for s in _SISIPAN):
        raise BerkasDitolak("Gambar ini memuat skrip tersembunyi. Buka gambarnya, simpan ulang, lalu unggah lagi.")


def _jpeg_berakhir(semua: bytes) -> bool:
    """The end marker comes after the start of the picture itself (a thumbnail in the EXIF has its own).

    libjpeg makes up what is missing, so decoding alone does not find a JPEG that was cut off.
    """
    tempat = 2
    while tempat + 4 <= len(semua) and semua[tempat] == 0xFF:
        penanda = semua[tempat + 1]
        if penanda == 0xDA:
            return semua.find(b"\xff\xd9", tempat) > 0
        tempat += 1 if penanda == 0xFF else 2 + int.from_bytes(semua[tempat + 2 : tempat + 4], "big")
    return False
