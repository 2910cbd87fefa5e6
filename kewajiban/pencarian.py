"""What is found of duties: those in force in the kecamatan whose list is shown first."""

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber
from kewajiban.daftar import Buku, Butir


def _cari(pengguna: Pengguna, teks: str) -> list[Butir]:
    """In the order of the list: what is due next first."""
    kecamatan = pengguna.kecamatan_terlihat().select_related("kabupaten").first()
    return [b for b in Buku(kecamatan).butir if b.memuat(teks)] if kecamatan else []


def _hasil(b: Butir) -> Hasil:
    k = b.kewajiban
    return Hasil(
        k.nama,
        b.get_absolute_url(),
        keadaan="tidak dituntut di sini" if b.dimatikan else k.tenggat,
        teks=(("Oleh", k.oleh), ("Kepada", k.kepada), ("Bukti", k.bukti), ("Dasar", k.dasar), ("Kode", k.kode)),
    )


SUMBER = (Sumber("Kewajiban", "calendar-check", "kewajiban:daftar", _cari, _hasil),)
