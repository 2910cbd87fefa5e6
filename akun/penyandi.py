"""Comparing a password costs half a second of a processor on purpose; so many at once, and no more."""

from threading import BoundedSemaphore

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.exceptions import ValidationError

SEKALIGUS = 2  # at once in one process, of its four threads (pasang/systemd/perut-web.service)
MENUNGGU = 1  # who may wait for them; a fourth thread is always left for everything else
TUNGGU = 5  # seconds
SIBUK = "Sedang banyak yang masuk sekaligus. Kata sandi Anda belum diperiksa; tunggu beberapa detik, lalu coba lagi."

BEKERJA, IKUT = BoundedSemaphore(SEKALIGUS), BoundedSemaphore(SEKALIGUS + MENUNGGU)


class SandiSibuk(ValidationError):
    """Too many at once. In whatever form the password was asked, it is a sentence at its place."""


class PenyandiTerbatas(PBKDF2PasswordHasher):
    """As Django's own and with its name, so that stored passwords stay good. Raises SandiSibuk."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        if not IKUT.acquire(blocking=False):
            raise SandiSibuk(SIBUK)
        try:
            if not BEKERJA.acquire(timeout=TUNGGU):
                raise SandiSibuk(SIBUK)
            try:
                return super().encode(password, salt, iterations)
            finally:
                BEKERJA.release()
        finally:
            IKUT.release()
