"""Reference data of this room: the category of files that villages send with their answers.

The kinds of findings are loaded by the rooms that find them (perut.acuan, monitoring.acuan).
"""

from berkas.acuan import kategori_daftarkan
from tindaklanjut.bukti import KATEGORI


def muat() -> list[str]:
    """Safe to repeat."""
    return ["Kategori bukti temuan dimuat."] if kategori_daftarkan([KATEGORI]) else []
