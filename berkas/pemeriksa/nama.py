"""The name a user's machine gave a file: shown and handed back, never used as a place in storage."""

import re
import unicodedata

from berkas.pemeriksa.hasil import BerkasDitolak

PANJANG_MAKS = 150  # characters
# Bidirectional marks and invisible letters: "laporan\u202efdp.exe" reads as "laporanexe.pdf".
_PENYAMAR = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TERLARANG = re.compile(r'[<>:"|?*]')


def bersihkan(nama: str) -> str:
    """The last part of a path, in one spelling. Raises BerkasDitolak for a name that disguises itself."""
    if _PENYAMAR.search(nama):
        raise BerkasDitolak(
            "Nama berkas ini memuat huruf pembalik arah atau huruf tak terlihat, yang dapat menyamarkan jenisnya. "
            "Ganti namanya, lalu unggah lagi."
        )
    if any(unicodedata.category(h) in {"Cc", "Cs"} for h in nama):
        raise BerkasDitolak("Nama berkas ini memuat tanda kendali. Ganti namanya, lalu unggah lagi.")
    polos = unicodedata.normalize("NFC", nama).replace("\\", "/").rpartition("/")[2]
    polos = _TERLARANG.sub("_", polos).strip(" .")
    if not polos:
        raise BerkasDitolak("Berkas ini tidak bernama. Beri nama, lalu unggah lagi.")
    if len(polos) > PANJANG_MAKS:
        pokok, titik, akhiran = polos.rpartition(".")
        polos = pokok[: PANJANG_MAKS - len(akhiran) - 1] + titik + akhiran if titik and len(akhiran) <= 10 else polos
    return polos[:PANJANG_MAKS]
