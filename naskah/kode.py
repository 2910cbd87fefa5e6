"""The public code of a document: what its QR leads to and what a person can type.

128 random bits in Crockford's base32 (no I, L, O, U): 26 signs, the first only 0–7. It is stored in
this form; spaces, hyphens, small letters and the usual slips of reading are put right on the way in.
"""

import re
import secrets

from django.conf import settings

ABJAD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PANJANG = 26
BIT = 128
KELOMPOK = 5  # signs between two hyphens; the last group has six, so that none is of one sign only

_SALAH_BACA = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PEMISAH = re.compile(r"[\s\-\u00ad\u200b\u2010-\u2015\u2212_.]+")
_DALAM_ALAMAT = re.compile(r"/verifikasi/([^/?#\s]+)", re.IGNORECASE)


def kode_buat() -> str:
    """A fresh code from the system's source of randomness."""
    bilangan = secrets.randbits(BIT)
    return "".join(ABJAD[(bilangan >> geser) & 31] for geser in range(5 * (PANJANG - 1), -1, -5))


def kode_rapikan(teks: str) -> str | None:
    """The code as it is stored, from what was typed or scanned (a whole address too); None if it cannot be one."""
    if dalam := _DALAM_ALAMAT.search(teks[:500]):
        teks = dalam[1]
    rapi = _PEMISAH.sub("", teks[:200]).upper().translate(_SALAH_BACA)
    if len(rapi) != PANJANG or rapi[0] > "7" or not set(rapi) <= set(ABJAD):
        return None
    return rapi


def kode_tampil(kode: str) -> str:
    """In groups of five for reading aloud and typing: 01234-56789-ABCDE-FGHJK-MNPQRS."""
    kelompok = [kode[i : i + KELOMPOK] for i in range(0, PANJANG - KELOMPOK - 1, KELOMPOK)]
    return "-".join([*kelompok, kode[len(kelompok) * KELOMPOK :]])


def alamat_verifikasi(kode: str) -> str:
    """The full address that the QR holds: settings.ALAMAT_SITUS and the public page."""
    return f"{settings.ALAMAT_SITUS.rstrip('/')}/verifikasi/{kode}/"
