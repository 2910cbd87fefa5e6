"""A throw-away certificate and a real signature made with it, for tests that read signatures."""

import datetime
from functools import cache
from io import BytesIO

from asn1crypto import keys, x509
from cryptography import x509 as x
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tte.jalan import jalankan


@cache
def penanda_uji(nama: str = "Camat Uji") -> signers.SimpleSigner:
    kunci = ec.generate_private_key(ec.SECP256R1())
    subjek = x.Name([x.NameAttribute(NameOID.COMMON_NAME, nama)])
    sekarang = datetime.datetime.now(datetime.UTC)
    sertifikat = (
        x.CertificateBuilder()
        .subject_name(subjek)
        .issuer_name(subjek)
        .public_key(kunci.public_key())
        .serial_number(x.random_serial_number())
        .not_valid_before(sekarang - datetime.timedelta(days=1))
        .not_valid_after(sekarang + datetime.timedelta(days=30))
        .add_extension(x.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(kunci, hashes.SHA256())
    )
    der = kunci.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=x509.Certificate.load(sertifikat.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(der),
        cert_registry=SimpleCertificateStore(),
    )


def tanda_tangani(pdf: bytes, *, nama_bidang: str = "Tanda1", kotak=(60, 60, 260, 120)) -> bytes:
    """The document with one more signature, as an incremental update."""
    penulis = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    penanda = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=nama_bidang, md_algorithm="sha256"),
        signer=penanda_uji(),
        stamp_style=TextStampStyle(stamp_text="Ditandatangani uji"),
        new_field_spec=SigFieldSpec(nama_bidang, on_page=0, box=kotak),
    )
    return jalankan(penanda.async_sign_pdf(penulis)).getvalue()
