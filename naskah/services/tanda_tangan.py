"""Electronic signatures by the office's own certificates: the half that needs the signer, in the request.

The other half is in pekerjaan_ttd.py. Passphrases are kept nowhere and logged nowhere.
"""

from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from akun.models import Pengguna
from naskah.bagian import waktu_setempat
from naskah.enums.naskah import CaraTtd, StatusPenanda
from naskah.identitas import beda_sertifikat
from naskah.kode import alamat_verifikasi
from naskah.models import PekerjaanTtd, PenandaTangan
from naskah.services.lanjut import BERUBAH, naskah_kunci, pdf_baca
from naskah.services.pekerjaan_ttd import pekerjaan_antrekan
from naskah.services.sertifikat import percobaan_frasa, sertifikat_aktif
from naskah.syarat import halangan_elektronik
from tte.galat import TteGagal

if TYPE_CHECKING:
    from tte.tanda_tangan import Disiapkan

SEDANG_DIPROSES = "Sedang diproses tanda tangan orang lain pada naskah ini. Tunggu sebentar, lalu coba lagi."
BERUBAH_SEJAK_DIBUKA = "Naskah ini berubah sejak daftar ini dibuka. Baca lagi, lalu tanda tangani."
TANPA_SERTIFIKAT = (
    "Anda belum mempunyai sertifikat tanda tangan yang berlaku. Mintalah kepada admin, atau mintalah naskah ini "
    "dialihkan ke tanda tangan tinta."
)


def izinkan(penanda: PenandaTangan, oleh: Pengguna, *, cara: str) -> None:
    """Raises PermissionDenied for anybody else's place, ValidationError when it is not the time, or not sure that it
    is this person who uses the account (as for making the certificate)."""
    if not oleh.has_perm("naskah.tandatangani_penanda", penanda):
        raise PermissionDenied(
            "Hanya yang namanya tercantum dan masih bertugas di wilayah ini yang dapat menandatangani."
        )
    if halangan := oleh.halangan_mengesahkan:
        raise ValidationError(halangan)
    kalimat = halangan_elektronik(penanda, list(penanda.naskah.penanda.all()))
    if not kalimat and penanda.naskah.cara_ttd != cara:
        kalimat = [f"Naskah ini ditandatangani dengan cara lain: {penanda.naskah.get_cara_ttd_display()}."]
    if kalimat:
        raise ValidationError(kalimat)


@sensitive_variables("frasa")
def penanda_tandatangani(
    *, penanda: PenandaTangan, frasa: str, oleh: Pengguna, dilihat: str | None = None
) -> PekerjaanTtd:
    """Sign the document as it stands; timestamp and embedding follow after the commit.

    `dilihat` is the SHA-256 of what the person was given to read, where they chose from a list: others are refused.

    Raises PermissionDenied, or ValidationError (under `frasa` for a wrong passphrase). Nothing is
    locked while the key is opened; what changed meanwhile is noticed before anything is kept.
    """
    from tte.blok import TIDAK_TERSERTIFIKASI, Tampilan  # pyHanko is loaded when somebody signs
    from tte.tanda_tangan import siapkan

    izinkan(penanda, oleh, cara=CaraTtd.ELEKTRONIK)
    naskah = penanda.naskah
    sertifikat = sertifikat_aktif(oleh)
    if sertifikat is None:
        raise ValidationError(TANPA_SERTIFIKAT)
    if kalimat := beda_sertifikat(penanda, sertifikat):
        raise ValidationError(kalimat)
    dasar = pdf_baca(naskah)
    if dilihat is not None and sha256(dasar).hexdigest() != dilihat:
        raise ValidationError(BERUBAH_SEJAK_DIBUKA)
    saat = timezone.now()
    tampilan = Tampilan(
        nama=penanda.nama,
        jabatan=penanda.jabatan,
        waktu=waktu_setempat(saat, naskah.kecamatan),
        alamat_qr=alamat_verifikasi(naskah.kode),
        kalimat="" if naskah.ttd_dijelaskan else TIDAK_TERSERTIFIKASI,
    )
    try:
        with percobaan_frasa(sertifikat):
            disiapkan = siapkan(
                dasar, bidang=penanda.kunci, p12=bytes(sertifikat.p12), frasa=frasa, tampilan=tampilan, saat=saat
            )
    except TteGagal as galat:
        raise ValidationError({"frasa": str(galat)}) from galat
    return _antrekan(penanda, dasar=sha256(dasar).hexdigest(), disiapkan=disiapkan, oleh=oleh)


def _antrekan(penanda: PenandaTangan, *, dasar: str, disiapkan: "Disiapkan", oleh: Pengguna) -> PekerjaanTtd:
    """Keep the prepared halves and hand them to the worker; one signature at a time per document."""
    pekerjaan = PekerjaanTtd(
        penanda=penanda,
        naskah_id=penanda.naskah_id,
        dasar_sha256=dasar,
        cms=disiapkan.cms,
        keadaan={
            "bidang": disiapkan.bidang,
            "awal": disiapkan.awal,
            "akhir": disiapkan.akhir,
            "saat": disiapkan.saat.isoformat(),
        },
    )
    pekerjaan.siap.save("siap.pdf", ContentFile(disiapkan.pdf_siap), save=False)
    try:
        with transaction.atomic():
            naskah = naskah_kunci(penanda.naskah_id)
            terkini = naskah.penanda.get(pk=penanda.pk)
            terkini.naskah = naskah
            izinkan(terkini, oleh, cara=CaraTtd.ELEKTRONIK)
            if naskah.pdf_sha256 != dasar:
                raise ValidationError(BERUBAH)
            pekerjaan.save(force_insert=True)
            terkini.status = StatusPenanda.DIPROSES
            terkini.save(update_fields=["status"])
            pekerjaan_antrekan(pekerjaan)
    except (PermissionDenied, ValidationError, IntegrityError) as galat:
        pekerjaan.siap.delete(save=False)
        raise ValidationError(SEDANG_DIPROSES) if isinstance(galat, IntegrityError) else galat from galat
    return pekerjaan
