"""Writes to a person's own account."""

from collections.abc import Iterable

from akun.models import Pengguna
from dasar.konflik import simpan_berversi


def profil_simpan(*, pengguna: Pengguna, kolom: Iterable[str], versi: int | None) -> None:
    """Save one's own data. Raises Basi when another window saved since `versi`."""
    simpan_berversi(pengguna, kolom=kolom, versi=versi)
