"""The words of signing certificates."""

from cryptography.x509 import ReasonFlags
from django.db.models import TextChoices


class StatusSertifikat(TextChoices):
    DIUNDANG = "diundang", "Menunggu frasa sandi"
    AKTIF = "aktif", "Aktif"
    DICABUT = "dicabut", "Dicabut"
    KEDALUWARSA = "kedaluwarsa", "Kedaluwarsa"


class AlasanCabut(TextChoices):
    """Why a certificate is revoked (RFC 5280, 5.3.1)."""

    LUPA = "lupa", "Frasa sandi lupa; diganti sertifikat baru"
    BOCOR = "bocor", "Frasa sandi atau kunci diketahui orang lain"
    PINDAH = "pindah", "Penanda tangan pindah, berhenti, atau jabatannya berubah"
    LAIN = "lain", "Alasan lain"


ALASAN_CRL = {
    AlasanCabut.LUPA: ReasonFlags.superseded,
    AlasanCabut.BOCOR: ReasonFlags.key_compromise,
    AlasanCabut.PINDAH: ReasonFlags.affiliation_changed,
    AlasanCabut.LAIN: ReasonFlags.unspecified,
}
