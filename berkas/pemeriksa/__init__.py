"""Is this file what a village may send? Decided by its content, in one call, before anything is kept.

`periksa` answers what the file is, or raises BerkasDitolak with the sentence to show. One module per
family of files; none of them changes a byte.
"""

from typing import IO

from django.conf import settings

from berkas.pemeriksa import arsip, gambar, jenis, nama, pdf
from berkas.pemeriksa.hasil import BerkasDitolak, Hasil

__all__ = ["BerkasDitolak", "Hasil", "periksa", "periksa_ukuran"]


def periksa_ukuran(ukuran: int) -> None:
    """Zero and too much, told before a single byte has been sent. `ukuran` in bytes."""
    maks = settings.BERKAS_UKURAN_MAKS
    if ukuran <= 0:
        raise BerkasDitolak("Berkas ini kosong (0 byte). Periksa aslinya, lalu pilih lagi.")
    if ukuran > maks:
        mega = 1024 * 1024
        raise BerkasDitolak(
            f"Berkas ini {ukuran / mega:.0f} MB; paling besar {maks / mega:.0f} MB. "
            "Kecilkan (misalnya pindai dengan 200 dpi) atau bagi menjadi beberapa berkas."
        )


def periksa(isi: IO[bytes], nama_asli: str) -> Hasil:
    """What the file is. `isi` is seekable and is left at an arbitrary place. Raises BerkasDitolak."""
    rapi = nama.bersihkan(nama_asli)
    isi.seek(0, 2)
    periksa_ukuran(isi.tell())
    isi.seek(0)
    keluarga = jenis.kenali(isi, rapi)
    if keluarga == "pdf":
        return pdf.periksa(isi, rapi)
    if keluarga == "zip":
        return arsip.periksa(isi, rapi)
    return gambar.periksa(isi, rapi, keluarga)
