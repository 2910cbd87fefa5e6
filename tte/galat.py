"""What can go wrong with a signature; every message is a sentence for the person who waits for it."""


class TteGagal(Exception):
    """The signature cannot be made or finished."""


class FrasaSalah(TteGagal):
    """The passphrase does not open the signer's key."""

    def __init__(self) -> None:
        super().__init__("Frasa sandi tidak cocok dengan sertifikat Anda. Periksa huruf besar dan kecilnya.")


class SertifikatTidakBerlaku(TteGagal):
    """The signer's certificate is not yet valid, expired or revoked."""


class PdfTidakTerbaca(TteGagal):
    """The bytes are no PDF that can be signed."""


class BidangTidakAda(TteGagal):
    """The place for this signature was not laid out, or is taken already."""


class SudahBertandaTangan(TteGagal):
    """What was asked for is only possible before the first cryptographic signature."""


class StempelWaktuGagal(TteGagal):
    """The timestamp authority did not answer, or not properly. The signature waits; try again later."""


class HasilTidakSah(TteGagal):
    """The finished document did not pass its own examination; it must not be used."""
