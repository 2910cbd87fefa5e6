"""Writing to the storage so that a failure is a sentence and leaves nothing half written."""

import logging
from contextlib import suppress
from typing import IO

from celery import shared_task
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage

from dasar.penuh import penuh

log = logging.getLogger(__name__)


class PenyimpananGagal(ValidationError):
    """The storage is full or cannot be reached; the message is the sentence to show."""

    def __init__(self, galat: BaseException) -> None:
        self.penuh = penuh(galat)
        super().__init__(
            "Ruang penyimpanan server penuh, jadi berkas ini tidak disimpan. Beri tahu admin, lalu coba lagi."
            if self.penuh
            else "Penyimpanan berkas sedang tidak dapat dihubungi. Berkas ini belum disimpan; coba lagi sebentar lagi."
        )


def simpan(nama: str, isi: IO[bytes]) -> str:
    """Store from the start of `isi` under a name nobody else uses. Raises PenyimpananGagal."""
    isi.seek(0)
    try:
        return default_storage.save(nama, File(isi, name=nama))
    except Exception as galat:  # every storage fails in its own words
        log.exception("menyimpan %s gagal", nama)
        hapus(nama)
        raise PenyimpananGagal(galat) from galat


def hapus(nama: str) -> None:
    """Remove an object that nothing points to. What cannot be removed is logged, not raised."""
    try:
        default_storage.delete(nama)
    except Exception:
        log.exception("menghapus %s gagal", nama)


@shared_task(name="berkas.berkas_buang", judul="Penghapusan berkas yang tidak dipakai lagi")
def berkas_buang(nama: str) -> None:
    """Remove, after the change that made it needless, what the storage may not give up at once."""
    default_storage.delete(nama)


def ada(nama: str) -> bool:
    with suppress(Exception):
        return default_storage.exists(nama)
    return False
