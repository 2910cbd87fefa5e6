"""What several tests ask of an examination."""

from tte.asing import HasilPeriksa


def semua_berlaku(hasil: HasilPeriksa) -> bool:
    """There are signatures, the file could be examined, and every one of them is in force."""
    return bool(hasil.tanda_tangan) and not hasil.galat and all(t.berlaku for t in hasil.tanda_tangan)
