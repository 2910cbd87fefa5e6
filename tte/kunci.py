"""A signer's key: a PKCS#12 that only the signer's own passphrase opens."""

import datetime

from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, PrivateFormat, pkcs12
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from tte.galat import FrasaSalah, SertifikatTidakBerlaku

PANJANG_KUNCI = 3072  # bits, RSA
NAMA = b"penanda tangan"


def kunci_buat(*, panjang: int = PANJANG_KUNCI) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=panjang)


@sensitive_variables()
def p12_bungkus(
    *,
    kunci: rsa.RSAPrivateKey,
    sertifikat: x509.Certificate,
    rantai: list[x509.Certificate],
    frasa: str,
) -> bytes:
    """PKCS#12 with the key under PBES2 (AES-256, PBKDF2-HMAC-SHA256) and the certificates in the clear.

    It has no MAC: libraries compute that with 2,048 rounds, which would offer a thief a guess at a
    three-hundredth of the price. A wrong passphrase shows itself in the padding and in the key.
    """
    sandi = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(settings.FRASA_PUTARAN)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(frasa.encode())
    )
    rahasia = pkcs12.serialize_key_and_certificates(NAMA, kunci, None, None, sandi)
    terbuka = pkcs12.serialize_key_and_certificates(NAMA, None, sertifikat, rantai, NoEncryption())
    isi = asn1_pkcs12.AuthenticatedSafe(
        [bagian for p in (terbuka, rahasia) for bagian in asn1_pkcs12.Pfx.load(p).authenticated_safe]
    )
    amplop = {"content_type": "data", "content": isi.dump()}
    return asn1_pkcs12.Pfx({"version": "v3", "auth_safe": amplop}).dump()


@sensitive_variables()
def p12_buka(p12: bytes, frasa: str) -> tuple[rsa.RSAPrivateKey, x509.Certificate, list[x509.Certificate]]:
    """Key, certificate and chain. Raises FrasaSalah."""
    try:
        kunci, sertifikat, rantai = pkcs12.load_key_and_certificates(p12, frasa.encode())
    except ValueError as galat:
        raise FrasaSalah from galat
    if not isinstance(kunci, rsa.RSAPrivateKey) or sertifikat is None:
        raise FrasaSalah
    if kunci.public_key() != sertifikat.public_key():
        raise FrasaSalah
    return kunci, sertifikat, rantai


@sensitive_variables()
def p12_ganti_frasa(p12: bytes, *, lama: str, baru: str) -> bytes:
    """The same key and certificate under another passphrase. Raises FrasaSalah for the old one."""
    kunci, sertifikat, rantai = p12_buka(p12, lama)
    return p12_bungkus(kunci=kunci, sertifikat=sertifikat, rantai=rantai, frasa=baru)


def pastikan_berlaku(sertifikat: x509.Certificate, saat: datetime.datetime) -> None:
    """Raises SertifikatTidakBerlaku outside the certificate's own dates."""
    if saat > sertifikat.not_valid_after_utc:
        raise SertifikatTidakBerlaku(
            "Masa berlaku sertifikat Anda sudah habis. Mintalah sertifikat baru kepada admin, lalu tanda tangani lagi."
        )
    if saat < sertifikat.not_valid_before_utc:
        raise SertifikatTidakBerlaku("Sertifikat Anda belum mulai berlaku.")
