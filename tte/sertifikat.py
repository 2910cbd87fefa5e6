"""Reading certificates, whichever way they are written down."""

from asn1crypto import pem, x509


def baca_sertifikat(isi: bytes) -> x509.Certificate:
    """From DER or PEM."""
    if pem.detect(isi):
        _, _, isi = pem.unarmor(isi)
    return x509.Certificate.load(isi)


def baca_daftar(isi: bytes) -> list[bytes]:
    """Every certificate of a PEM bundle, or the one of a DER file, as DER."""
    if pem.detect(isi):
        return [der for _, _, der in pem.unarmor(isi, multiple=True)]
    return [isi]
