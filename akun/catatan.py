"""What happened to an account, written down: one place for every sign-in, failure and change of the way in."""

from akun.models import Pengguna
from dasar.induk import Beda
from desa.services.data import data_catat


def catat(pengguna: Pengguna, kolom: str, label: str, dari: str, ke: str, *, oleh: Pengguna | None = None) -> None:
    """A row of this person's history; `oleh` is the person where nobody else did it."""
    data_catat(objek=pengguna, beda=[Beda(kolom, label, dari, ke)], oleh=oleh or pengguna)
