"""What every way of signing shares: the locked document, its bytes, and what follows a signature."""

from django.core.exceptions import ValidationError

from akun.models import Pengguna
from naskah.enums.naskah import StatusPenanda
from naskah.keutuhan import BerkasBerubah, baca_utuh, tanda_tangan_catat
from naskah.models import Naskah, PenandaTangan
from naskah.services.naskah import naskah_lengkapi

BERUBAH = "Naskah ini berubah selagi diproses, misalnya karena orang lain menandatanganinya. Silakan coba lagi."

BERKAS_BERUBAH = (
    "Berkas PDF naskah ini tidak sama dengan yang tercatat, jadi tidak dapat diproses. Admin sudah diberi tahu."
)


def naskah_kunci(pk: int) -> Naskah:
    """The document's row, locked first by everything that signs, so that two signers queue."""
    return (
        Naskah.objects.select_for_update(of=("self",), no_key=True)
        .select_related("kecamatan", "desa__kecamatan")
        .get(pk=pk)
    )


def pdf_baca(naskah: Naskah) -> bytes:
    """The document's bytes as they stand. Raises ValidationError when the storage cannot give them."""
    try:
        return baca_utuh(naskah.pdf, naskah.pdf_sha256, naskah=naskah)
    except BerkasBerubah as galat:
        raise ValidationError(BERKAS_BERUBAH) from galat
    except OSError as galat:
        raise ValidationError("Berkas PDF naskah ini tidak terbaca dari penyimpanan. Coba lagi nanti.") from galat


def ttd_lanjutkan(*, naskah: Naskah, penanda: PenandaTangan, oleh: Pengguna) -> None:
    """After one signature: nothing new for anybody while others of the same turn are still to sign.

    Otherwise the next signers are asked, or the document goes out. The caller holds the lock.
    """
    tanda_tangan_catat(naskah)
    sisa = naskah.penanda.exclude(status=StatusPenanda.SELESAI)
    if sisa.filter(urutan__lte=penanda.urutan).exists():
        return
    naskah_lengkapi(naskah=naskah, oleh=oleh)
