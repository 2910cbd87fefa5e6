"""The office's own certificate authority: its root, the certificates of its signers, its revocation list.

Knows no settings: whoever calls says where the key is (`kunci_ca`) and what was revoked.
"""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

TAHUN_AKAR = 15
HARI_PENANDA = 730
HARI_CRL = 7  # a list is made anew at every request; this is how long a copy of it may be believed
MUNDUR = datetime.timedelta(minutes=5)  # clocks of examiners that are a little slow
NEGARA = "ID"
NAMA_MAKS = 64  # letters of each part of a name: X.520, upper bounds


@dataclass(frozen=True)
class Otoritas:
    """The authority ready to sign: its key, wherever that lives, and its own certificate."""

    kunci: rsa.RSAPrivateKey
    sertifikat: x509.Certificate
    alamat_crl: str

    @property
    def der(self) -> bytes:
        return self.sertifikat.public_bytes(Encoding.DER)


@dataclass(frozen=True, kw_only=True)
class Pencabutan:
    """A certificate that no longer counts, since when, and why."""

    nomor_seri: int
    saat: datetime.datetime
    alasan: x509.ReasonFlags = x509.ReasonFlags.unspecified


def _nama(**isi: str) -> x509.Name:
    oid = {
        "negara": NameOID.COUNTRY_NAME,
        "instansi": NameOID.ORGANIZATION_NAME,
        "unit": NameOID.ORGANIZATIONAL_UNIT_NAME,
        "jabatan": NameOID.TITLE,
        "nama": NameOID.COMMON_NAME,
    }
    return x509.Name([x509.NameAttribute(oid[k], singkat(v)) for k, v in isi.items() if v])


def singkat(teks: str, maks: int = NAMA_MAKS) -> str:
    """At most so many letters, cut where a word ends; a single word that is longer is cut anyhow."""
    teks = " ".join(teks.split())
    if len(teks) <= maks:
        return teks
    utuh = teks[: maks + 1].rpartition(" ")[0].rstrip(" ,")
    return utuh or teks[:maks]


def akar_buat(
    *, kunci: rsa.RSAPrivateKey, instansi: str, saat: datetime.datetime, tahun: int = TAHUN_AKAR
) -> x509.Certificate:
    """The self-signed root certificate. Its name says that it is nobody's authority but the office's own."""
    nama = _nama(negara=NEGARA, instansi=instansi, nama=f"Otoritas Internal {instansi}")
    publik = kunci.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(nama)
        .issuer_name(nama)
        .public_key(publik)
        .serial_number(_seri(instansi, saat))
        .not_valid_before(saat - MUNDUR)
        .not_valid_after(saat + datetime.timedelta(days=365 * tahun))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_penggunaan(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(publik), critical=False)
        .sign(kunci, hashes.SHA256())
    )


def _seri(*benih: object) -> int:
    """A serial of the root that depends on what it is for; 127 bits, positive."""
    return int.from_bytes(hashlib.sha256(repr(benih).encode()).digest()[:16]) >> 1


def _penggunaan(**dipakai: bool) -> x509.KeyUsage:
    nama = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{n: dipakai.get(n, False) for n in nama.split()})


def sertifikat_terbitkan(
    otoritas: Otoritas,
    *,
    kunci_publik: rsa.RSAPublicKey,
    nama: str,
    jabatan: str,
    instansi: str,
    saat: datetime.datetime,
    sampai: datetime.datetime | None = None,
) -> x509.Certificate:
    """A signer's certificate, for signatures on documents only; it never outlives the root."""
    akhir = min(sampai or saat + datetime.timedelta(days=HARI_PENANDA), otoritas.sertifikat.not_valid_after_utc)
    penerbit = otoritas.sertifikat
    titik = x509.DistributionPoint([x509.UniformResourceIdentifier(otoritas.alamat_crl)], None, None, None)
    return (
        x509.CertificateBuilder()
        .subject_name(_nama(negara=NEGARA, instansi=instansi, jabatan=jabatan, nama=nama))
        .issuer_name(penerbit.subject)
        .public_key(kunci_publik)
        .serial_number(x509.random_serial_number())
        .not_valid_before(saat - MUNDUR)
        .not_valid_after(akhir)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_penggunaan(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(kunci_publik), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(_kunci_penerbit(penerbit)), critical=False)
        .add_extension(x509.CRLDistributionPoints([titik]), critical=False)
        .sign(otoritas.kunci, hashes.SHA256())
    )


def _kunci_penerbit(penerbit: x509.Certificate) -> rsa.RSAPublicKey:
    kunci = penerbit.public_key()
    assert isinstance(kunci, rsa.RSAPublicKey)  # `akar_buat` makes no other
    return kunci


def crl_buat(otoritas: Otoritas, *, dicabut: Iterable[Pencabutan], saat: datetime.datetime) -> bytes:
    """The revocation list of this moment, in DER. Its number grows with time (seconds)."""
    penerbit = otoritas.sertifikat
    daftar = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(penerbit.subject)
        .last_update(saat - MUNDUR)
        .next_update(saat + datetime.timedelta(days=HARI_CRL))
        .add_extension(x509.CRLNumber(int(saat.timestamp())), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(_kunci_penerbit(penerbit)), critical=False)
    )
    for cabut in dicabut:
        butir = x509.RevokedCertificateBuilder().serial_number(cabut.nomor_seri).revocation_date(cabut.saat)
        if cabut.alasan != x509.ReasonFlags.unspecified:  # RFC 5280, 5.3.1: left out, not written
            butir = butir.add_extension(x509.CRLReason(cabut.alasan), critical=False)
        daftar = daftar.add_revoked_certificate(butir.build())
    return daftar.sign(otoritas.kunci, hashes.SHA256()).public_bytes(Encoding.DER)
