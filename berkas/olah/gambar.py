"""The copy of a photo that is shown: upright, bounded, without its metadata."""

from pathlib import Path

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from berkas.olah.bahan import Bahan
from berkas.pemeriksa.gambar import periksa_piksel

register_heif_opener()
SISI_MAKS = 2000  # pixels
MUTU = 82
LANGSUNG = {"L", "RGB", "RGBA", "LA", "CMYK", "YCbCr"}  # modes in which Pillow can make an image smaller


def halaman(asli: Path, folder: Path) -> Bahan:
    tujuan = folder / "gambar.jpg"
    with Image.open(asli, formats=["JPEG", "PNG", "HEIF"]) as gambar:
        periksa_piksel(gambar)
        gambar.draft("RGB", (SISI_MAKS, SISI_MAKS))
        kecil = gambar if gambar.mode in LANGSUNG else gambar.convert("RGBA" if _tembus(gambar) else "RGB")
        kecil.thumbnail((SISI_MAKS, SISI_MAKS))  # before anything that copies: 80 megapixels are large
        tegak = ImageOps.exif_transpose(kecil)
        if _tembus(tegak):
            berlatar = tegak.convert("RGBA")
            tegak = Image.new("RGB", berlatar.size, "white")
            tegak.paste(berlatar, mask=berlatar.getchannel("A"))
        tegak = tegak.convert("RGB")
        polos = Image.new("RGB", tegak.size)  # a new image has no EXIF, comment or profile to carry over
        polos.paste(tegak)
        polos.save(tujuan, "JPEG", quality=MUTU, optimize=True)
    return Bahan(halaman=[tujuan], jumlah=1)


def _tembus(gambar: Image.Image) -> bool:
    return gambar.mode in {"RGBA", "LA", "PA"} or "transparency" in gambar.info
