"""Several photos of one paper as one PDF: a page for each, upright, bounded, in the order in which they came."""

import io
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import pikepdf
from PIL import Image

from berkas.olah.gambar import halaman
from berkas.pemeriksa import BerkasDitolak, jenis, periksa
from berkas.pemeriksa.hasil import GAMBAR

SISI_TERPANJANG = 842  # points: the long side of A4
BUKAN_GAMBAR = "Ini bukan foto. Yang digabung hanya foto (JPEG, PNG, HEIC); dokumen lain dikirim di halaman Unggah."


def berupa_gambar(nama: str, isi: IO[bytes]) -> bool:
    """Whether this can be a page of `gambar_gabung`, by its first bytes. Raises BerkasDitolak for what is no file that
    may be sent."""
    return jenis.kenali(isi, nama) in ("jpeg", "png", "heic")


def gambar_gabung(gambar: Sequence[tuple[str, IO[bytes]]], *, judul: str) -> IO[bytes]:
    """`gambar` are (name, content) page by page, each inspected as it would be by itself.

    Raises BerkasDitolak with the page and its name in the sentence. Nothing of their metadata goes along.
    """
    with pikepdf.new() as pdf:
        for nomor, (nama, isi) in enumerate(gambar, 1):
            try:
                _tambah(pdf, _jpeg(nama, isi))
            except BerkasDitolak as galat:
                raise BerkasDitolak(f"Halaman {nomor} (“{nama}”): {galat}") from galat
        pdf.docinfo["/Title"] = judul
        wadah = io.BytesIO()
        pdf.save(wadah)
    wadah.seek(0)
    return wadah


def _jpeg(nama: str, isi: IO[bytes]) -> bytes:
    if periksa(isi, nama).mime not in GAMBAR:
        raise BerkasDitolak(BUKAN_GAMBAR)
    with tempfile.TemporaryDirectory() as folder:
        asli = Path(folder) / "asli"
        isi.seek(0)
        with asli.open("wb") as salinan:
            shutil.copyfileobj(isi, salinan)
        return halaman(asli, Path(folder)).halaman[0].read_bytes()


def _tambah(pdf: pikepdf.Pdf, jpeg: bytes) -> None:
    """The bytes of the JPEG as they are; a page of its shape."""
    with Image.open(io.BytesIO(jpeg)) as gambar:
        lebar, tinggi = gambar.size
    skala = SISI_TERPANJANG / max(lebar, tinggi)
    x, y = round(lebar * skala, 2), round(tinggi * skala, 2)
    foto = pikepdf.Stream(pdf, jpeg)
    foto.Type, foto.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    foto.Width, foto.Height, foto.BitsPerComponent = lebar, tinggi, 8
    foto.ColorSpace, foto.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    kertas = pdf.add_blank_page(page_size=(x, y))
    kertas.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Foto=foto))
    kertas.obj.Contents = pdf.make_stream(f"q {x} 0 0 {y} 0 0 cm /Foto Do Q".encode())
