"""What the owner of an account is told about it. The notices stand above this room: they listen."""

from django.dispatch import Signal

from akun.models import Pengguna

dikabari = Signal()  # penerima, judul, isi, tautan, topik: in the transaction of what it is about


def kabari(*penerima: Pengguna, judul: str, isi: str, tautan: str, topik: str = "") -> None:
    """A notice that nobody can switch off, also by e-mail. `topik`: not told again while the last one is unread."""
    dikabari.send(Pengguna, penerima=penerima, judul=judul, isi=isi, tautan=tautan, topik=topik)
