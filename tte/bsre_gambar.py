"""The picture of a signature that BSrE makes: who, which post, when, the QR and BSrE's sentence.

The gateway draws a picture, not text, so it is painted here. Used for BSrE's signatures alone: the
sentence and the logo claim a certified signature.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

import segno
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from cetak.fon import bersihkan, fon_terbuka

KALIMAT = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh "
    "Balai Sertifikasi Elektronik (BSrE), BSSN"
)
PEMBUKA = "Ditandatangani secara elektronik oleh:"
PX = 4  # pixels per point: 288 dpi
TEPI = 4 * PX
SKALA = (1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5)


@cache
def _huruf(berat: str, ukuran: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(fon_terbuka(f"arimo-latin-{berat}-normal.woff2")), ukuran)


def gambar_tanda_tangan(*, nama: str, jabatan: str, waktu: str, alamat_qr: str, lebar: float, tinggi: float) -> bytes:
    """PNG for a box of this size in points; the text is as large as fits, at most 20 % above its normal size."""
    kanvas = Image.new("L", (round(lebar * PX), round(tinggi * PX)), 255)
    gambar = ImageDraw.Draw(kanvas)
    gambar.rectangle((0, 0, kanvas.width - 1, kanvas.height - 1), outline=150, width=2)
    kiri = TEPI + _tempel_qr(kanvas, alamat_qr)
    kanan = kanvas.width - TEPI - _tempel_logo(kanvas)
    isi = [(PEMBUKA, "400", 5.6), (jabatan, "400", 6.6), (nama, "700", 8), (waktu, "400", 6), (KALIMAT, "400", 4.8)]
    baris: list[tuple[str, ImageFont.FreeTypeFont]] = []
    for skala in SKALA:
        baris = [
            (potong, fon)
            for teks, berat, ukuran in isi
            for fon in [_huruf(berat, round(ukuran * PX * skala))]
            for potong in _lipat(bersihkan(teks, aksara=False), fon, kanan - kiri)
        ]
        if sum(fon.size * 1.2 for _, fon in baris) <= kanvas.height - 2 * TEPI:
            break
    y = (kanvas.height - sum(fon.size * 1.2 for _, fon in baris)) / 2
    for teks, fon in baris:
        gambar.text((kiri, y), teks, font=fon, fill=0)
        y += fon.size * 1.2
    keluar = BytesIO()
    kanvas.save(keluar, "PNG", dpi=(PX * 72, PX * 72), optimize=True)
    return keluar.getvalue()


def _tempel_qr(kanvas: Image.Image, alamat: str) -> int:
    """At the left, as high as the box allows in whole pixels per module; returns the width that it takes."""
    kode = segno.make(alamat, error="m", micro=False)
    sisi = min(kanvas.height - 2 * TEPI, kanvas.width * 2 // 5)
    skala = max(1, sisi // kode.symbol_size(border=1)[0])
    png = BytesIO()
    kode.save(png, kind="png", scale=skala, border=1)
    with Image.open(png) as qr:
        kanvas.paste(qr.convert("L"), (TEPI, (kanvas.height - qr.height) // 2))
        return qr.width + TEPI


def _tempel_logo(kanvas: Image.Image) -> int:
    """At the right, only when the office has set BSRE_LOGO: BSrE hands out its logo, nobody else."""
    if not settings.BSRE_LOGO:
        return 0
    with Image.open(Path(settings.BSRE_LOGO)) as asal:
        logo = asal.convert("RGBA")
    logo.thumbnail((kanvas.width // 6, kanvas.height // 2))
    kanvas.paste(logo.convert("L"), (kanvas.width - TEPI - logo.width, TEPI), logo.getchannel("A"))
    return logo.width + TEPI


def _lipat(teks: str, fon: ImageFont.FreeTypeFont, lebar: float) -> list[str]:
    baris: list[str] = []
    for kata in teks.split():
        if baris and fon.getlength(f"{baris[-1]} {kata}") <= lebar:
            baris[-1] += f" {kata}"
        else:
            baris.append(kata)
    return baris
