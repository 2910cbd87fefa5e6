"""The office's own authority as this installation is set up: settings and database around `tte.otoritas`."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone

from naskah.enums.sertifikat import ALASAN_CRL, AlasanCabut
from naskah.models.sertifikat import AkarSertifikat, Sertifikat
from tte.kunci_ca import KunciCaTidakAda, kunci_ca_buat, kunci_ca_muat
from tte.otoritas import Otoritas, Pencabutan, akar_buat, crl_buat
from tte.sertifikat import baca_daftar
from tte.stempel_waktu import StempelWaktu

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class BahanPemeriksaan:
    """What finishing and examining signatures needs: trusted roots, revocation lists, timestamps."""

    akar: Sequence[bytes]
    crl: Sequence[bytes]
    stempel_waktu: StempelWaktu | None

    @property
    def akar_tsa(self) -> Sequence[bytes]:
        return self.stempel_waktu.akar if self.stempel_waktu else ()


def letak_kunci() -> str:
    return settings.CA_KUNCI or f"file:{Path(settings.CA_DIR) / 'kunci.pem'}"


@lru_cache(maxsize=8)
def _kunci(letak: str, sandi: str) -> rsa.RSAPrivateKey:
    """Opening an encrypted key takes longer than signing with it: once per process."""
    return kunci_ca_muat(letak, sandi=sandi)


def sidik(kunci: rsa.RSAPublicKey) -> str:
    return sha256(kunci.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def alamat_crl() -> str:
    return settings.ALAMAT_SITUS.rstrip("/") + reverse("naskah:crl")


BELUM_ADA = (
    "Otoritas sertifikat kantor belum dibuat, jadi belum seorang pun dapat bersertifikat. Admin membuatnya satu kali "
    "di Administrasi, Sertifikat tanda tangan."
)


def otoritas_siapkan(*, instansi: str) -> tuple[AkarSertifikat, bool]:
    """Make key and root certificate where they are missing; returns the root and whether it is new.

    Safe to repeat and to run twice at once. A changed key (CA_KUNCI) gets a root of its own; those
    before it stay trusted for what they signed.
    """
    kunci = kunci_ca_buat(letak_kunci(), sandi=settings.CA_SANDI)
    _kunci.cache_clear()
    akar = akar_buat(kunci=kunci, instansi=instansi, saat=timezone.now())
    return AkarSertifikat.objects.get_or_create(
        sidik_kunci=sidik(kunci.public_key()),
        defaults={
            "subjek": akar.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value,
            "sertifikat": akar.public_bytes(Encoding.DER),
            "berlaku_sampai": akar.not_valid_after_utc,
        },
    )


def otoritas_aktif() -> tuple[Otoritas, AkarSertifikat]:
    """The authority that issues now. Raises KunciCaTidakAda when it was not set up."""
    return _otoritas(letak_kunci(), settings.CA_SANDI)


def _otoritas(letak: str, sandi: str) -> tuple[Otoritas, AkarSertifikat]:
    kunci = _kunci(letak, sandi)
    akar = AkarSertifikat.objects.filter(sidik_kunci=sidik(kunci.public_key())).first()
    if akar is None:
        raise KunciCaTidakAda(BELUM_ADA)
    sertifikat = x509.load_der_x509_certificate(bytes(akar.sertifikat))
    return Otoritas(kunci=kunci, sertifikat=sertifikat, alamat_crl=alamat_crl()), akar


def otoritas_belum() -> str:
    """What to do before anybody can be given a certificate, in a sentence; '' where the authority stands."""
    try:
        otoritas_aktif()
    except KunciCaTidakAda:
        return BELUM_ADA
    return ""


def crl_terkini() -> bytes:
    """The revocation list of the current root, as of now (DER). Raises KunciCaTidakAda."""
    return _crl(*otoritas_aktif())


def crl_lama() -> list[bytes]:
    """The same of the roots before it, whose keys are still at hand (CA_KUNCI_LAMA): without its own list nothing that
    a former root signed can be examined. A key that does not open is logged, and the others go on."""
    daftar = []
    for letak in filter(None, (satu.strip() for satu in settings.CA_KUNCI_LAMA.split(","))):
        try:
            daftar.append(_crl(*_otoritas(letak, settings.CA_SANDI_LAMA)))
        except KunciCaTidakAda:
            log.exception("kunci otoritas lama tidak terbuka; periksa CA_KUNCI_LAMA dan CA_SANDI_LAMA")
    return daftar


def _crl(otoritas: Otoritas, akar: AkarSertifikat) -> bytes:
    dicabut = (
        Sertifikat.objects.filter(akar=akar, dicabut__isnull=False, nomor_seri__isnull=False)
        .order_by("dicabut")
        .values_list("nomor_seri", "dicabut", "alasan")
    )
    return crl_buat(
        otoritas,
        dicabut=[
            Pencabutan(nomor_seri=int(seri, 16), saat=saat, alasan=ALASAN_CRL[AlasanCabut(alasan)])
            for seri, saat, alasan in dicabut
        ],
        saat=timezone.now(),
    )


def stempel_waktu() -> StempelWaktu | None:
    """The timestamp authority of the settings, or None. Its root must be given: an unknown one proves nothing."""
    if not settings.TSA_ALAMAT:
        return None
    try:
        akar = baca_daftar(Path(settings.TSA_SERTIFIKAT).read_bytes())
    except (OSError, ValueError) as galat:
        raise ImproperlyConfigured("TSA_SERTIFIKAT harus menunjuk berkas sertifikat akar (PEM) dari TSA.") from galat
    return StempelWaktu(alamat=settings.TSA_ALAMAT, akar=akar, pengguna=settings.TSA_PENGGUNA, sandi=settings.TSA_SANDI)


def bahan_pemeriksaan() -> BahanPemeriksaan:
    """For examining and finishing signatures. Without an authority there are no roots, and nothing is trusted."""
    akar = [bytes(a) for a in AkarSertifikat.objects.values_list("sertifikat", flat=True)]
    try:
        crl = [crl_terkini(), *crl_lama()]
    except KunciCaTidakAda:
        crl = []
    return BahanPemeriksaan(akar=akar, crl=crl, stempel_waktu=stempel_waktu())
