"""What happened to an account, written down: one place for every failure and change of the way in.

In the person's own history, and in the trail that nobody can change. Signing in and out the trail hears of itself.
"""

from copy import copy

from akun.models import Pengguna
from dasar.induk import Beda
from desa.services.data import data_catat
from jejak.enums import Jenis
from jejak.masuk import wilayah_akun
from jejak.services import catat as jejak_catat


def catat(pengguna: Pengguna, kolom: str, label: str, dari: str, ke: str, *, oleh: Pengguna | None = None) -> None:
    """In the transaction of what it is about; `oleh` is the person where nobody else did it."""
    data_catat(objek=pengguna, beda=[Beda(kolom, label, dari, ke)], oleh=oleh or pengguna)
    _jejak(Jenis.KEAMANAN, pengguna, f"{label}: {dari} → {ke}")


def catat_gagal(pengguna: Pengguna, uraian: str) -> None:
    """Somebody was not let in: with a password he knew, or in an open session."""
    _jejak(Jenis.MASUK_GAGAL, pengguna, uraian)


def _jejak(jenis: Jenis, pengguna: Pengguna, uraian: str) -> None:
    tempat = wilayah_akun(copy(pengguna))  # what the copy remembers of today's assignments is not to outlive this
    jejak_catat(jenis, "akun", kunci=pengguna.pk, nama=pengguna.username, uraian=uraian, **tempat)
