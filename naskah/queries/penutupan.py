"""Whether a book of numbers is closed after a restore."""

from desa.models import Kecamatan
from naskah.models import PembukaanNomor, PenutupanNomor, SeriNomor

TERTUTUP = (
    "Sistem dipulihkan dari cadangan, jadi nomor terakhir buku ini harus dipastikan dahulu di halaman Buku nomor, "
    "supaya tidak ada nomor yang dipakai dua kali."
)


def penutupan_terakhir() -> PenutupanNomor | None:
    return PenutupanNomor.objects.first()


def buku_tertutup(kecamatan: Kecamatan, buku: str) -> bool:
    """A kecamatan gives no number from a book that is closed."""
    penutupan = penutupan_terakhir()
    dibuka = PembukaanNomor.objects.filter(penutupan=penutupan, kecamatan=kecamatan, buku=buku)
    return penutupan is not None and not dibuka.exists()


def jenis_tertutup(kecamatan: Kecamatan, jenis: str) -> list[str]:
    """The same of the book in which this kind counts, as what stands between a document and its number."""
    seri = SeriNomor.objects.filter(kecamatan=kecamatan, jenis=jenis).first()
    return [TERTUTUP] if buku_tertutup(kecamatan, seri.buku if seri else jenis) else []
