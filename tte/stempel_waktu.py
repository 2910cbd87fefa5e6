"""Timestamps of an authority (RFC 3161): proof that a signature existed at that time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from asn1crypto import cms, tsp

from tte.galat import StempelWaktuGagal
from tte.jalan import jalankan

DETIK_TUNGGU = 15


@dataclass(frozen=True, kw_only=True)
class StempelWaktu:
    """Where timestamps come from. `akar` are the trusted roots of the authority (DER or PEM).

    `ambil_pencabutan` fetches the authority's own CRL or OCSP answer, so that the document carries
    what is needed to examine it years later; without network it is left out.
    """

    alamat: str
    akar: Sequence[bytes]
    pengguna: str = ""
    sandi: str = field(default="", repr=False)
    detik_tunggu: float = DETIK_TUNGGU
    ambil_pencabutan: bool = True

    def ambil(self, data: bytes) -> cms.ContentInfo:
        """A token for these bytes. Raises StempelWaktuGagal, always with the reason as its cause."""
        from pyhanko.sign.timestamps import HTTPTimeStamper  # loaded when a timestamp is asked for

        masuk = (self.pengguna, self.sandi) if self.pengguna else None
        ringkasan = sha256(data).digest()
        try:
            peminta = HTTPTimeStamper(self.alamat, timeout=self.detik_tunggu, auth=masuk)
            token = jalankan(peminta.async_timestamp(ringkasan, "sha256"))
            isi: tsp.TSTInfo = token["content"]["encap_content_info"]["content"].parsed
            jejak = isi["message_imprint"]["hashed_message"].native
        except Exception as galat:  # whatever a broken server makes of it, the signature waits
            raise StempelWaktuGagal(
                "Penyedia stempel waktu (TSA) belum dapat dihubungi atau jawabannya tidak terbaca. "
                "Tanda tangan menunggu dan dicoba lagi."
            ) from galat
        if jejak != ringkasan:
            raise StempelWaktuGagal("Penyedia stempel waktu menjawab untuk data lain. Tanda tangan dicoba lagi.")
        return token


def bubuhkan(isi_cms: bytes, token: cms.ContentInfo) -> bytes:
    """The signature with its timestamp as an unsigned attribute (PAdES B-T)."""
    from pyhanko.sign.general import simple_cms_attribute

    amplop = cms.ContentInfo.load(isi_cms)
    penanda = amplop["content"]["signer_infos"][0]
    penanda["unsigned_attrs"] = cms.CMSAttributes([simple_cms_attribute("signature_time_stamp_token", token)])
    return amplop.dump()


def nilai_tanda_tangan(isi_cms: bytes) -> bytes:
    """The bytes that a timestamp covers."""
    return cms.ContentInfo.load(isi_cms)["content"]["signer_infos"][0]["signature"].native
