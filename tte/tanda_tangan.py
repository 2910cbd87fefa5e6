"""One signature in two halves (docs/keputusan/0016).

`siapkan` needs the passphrase and runs in the request; what it returns holds no secret and is stored.
`selesaikan` needs no passphrase, may fail and be repeated, and runs in the worker.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding
from django.views.decorators.debug import sensitive_variables
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tte.bidang import pembaruan
from tte.blok import GayaBlok, Tampilan
from tte.galat import BidangTidakAda, HasilTidakSah, SertifikatTidakBerlaku, StempelWaktuGagal
from tte.jalan import jalankan
from tte.kunci import p12_buka, pastikan_berlaku
from tte.pembaca import Pembaca
from tte.periksa import periksa_tanda_tangan
from tte.sertifikat import baca_sertifikat
from tte.stempel_waktu import StempelWaktu, bubuhkan, nilai_tanda_tangan

ALGORITMA = "sha256"
# Bytes kept free for signature, chain and timestamp (tokens of known authorities are 2-8 KB).
RUANG_CMS = 16 * 1024


@dataclass(frozen=True, kw_only=True)
class Disiapkan:
    """A signature made but not yet set in: safe to store, useless without the document it belongs to."""

    pdf_siap: bytes
    cms: bytes
    bidang: str
    awal: int
    akhir: int
    saat: datetime.datetime


class PenandaKunci(Signer):
    """Signs with a key already open. pyHanko's own would write it out and read it back at each signature."""

    def __init__(self, kunci: rsa.RSAPrivateKey, **pilihan: Any) -> None:
        super().__init__(**pilihan)
        self._kunci = kunci

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._kunci.sign(data, PKCS1v15(), hashes.SHA256())


@sensitive_variables()
def siapkan(
    pdf: bytes,
    *,
    bidang: str,
    p12: bytes,
    frasa: str,
    tampilan: Tampilan,
    saat: datetime.datetime | None = None,
    ruang: int = RUANG_CMS,
) -> Disiapkan:
    """Sign these bytes in this field: PAdES baseline B attributes, no timestamp yet.

    The key lives in memory only as long as this call. Raises FrasaSalah, SertifikatTidakBerlaku,
    BidangTidakAda, PdfTidakTerbaca.
    """
    saat = saat or datetime.datetime.now(datetime.UTC)
    kunci, sertifikat, rantai = p12_buka(p12, frasa)
    pastikan_berlaku(sertifikat, saat)
    daftar = SimpleCertificateStore()
    daftar.register_multiple(asn1_x509.Certificate.load(s.public_bytes(Encoding.DER)) for s in rantai)
    penanda = PenandaKunci(
        kunci,
        signing_cert=asn1_x509.Certificate.load(sertifikat.public_bytes(Encoding.DER)),
        cert_registry=daftar,
    )
    with pembaruan(pdf) as penulis:
        _pastikan_kosong(penulis, bidang)
        sesi = PdfSigner(
            PdfSignatureMetadata(
                field_name=bidang,
                md_algorithm=ALGORITMA,
                subfilter=SigSeedSubFilter.PADES,
                name=tampilan.nama,
                reason=tampilan.jabatan or None,
            ),
            signer=penanda,
            stamp_style=GayaBlok(tampilan=tampilan),
        ).init_signing_session(penulis, existing_fields_only=True)
        sesi.system_time = saat
        dokumen = sesi.prepare_tbs_document(validation_info=None, bytes_reserved=2 * ruang)
        keluar = BytesIO()
        letak, _ = dokumen.digest_tbs_document(output=keluar)
    isi_cms = jalankan(
        penanda.async_sign(
            letak.document_digest, ALGORITMA, use_pades=True, signed_attr_settings=PdfCMSSignedAttributes()
        )
    )
    return Disiapkan(
        pdf_siap=keluar.getvalue(),
        cms=isi_cms.dump(),
        bidang=bidang,
        awal=letak.reserved_region_start,
        akhir=letak.reserved_region_end,
        saat=saat,
    )


def _pastikan_kosong(penulis: IncrementalPdfFileWriter, bidang: str) -> None:
    for nama, isi, _ in enumerate_sig_fields(penulis):
        if nama == bidang:
            if isi is not None:
                raise BidangTidakAda("Tempat tanda tangan ini sudah terisi.")
            return
    raise BidangTidakAda("Tempat tanda tangan Anda tidak ada pada naskah ini.")


def selesaikan(
    disiapkan: Disiapkan,
    *,
    akar: Sequence[bytes],
    crl: Sequence[bytes],
    stempel_waktu: StempelWaktu | None = None,
) -> bytes:
    """The finished document: timestamp, signature, and what a later examiner needs (PAdES B-T / B-LT).

    `akar` are the trusted roots, `crl` the current revocation lists of the signer's authority. The
    result has been examined: every signature in it is intact, and the new one is trusted. Raises
    StempelWaktuGagal (try again later; never goes without), SertifikatTidakBerlaku, HasilTidakSah.
    """
    isi_cms = disiapkan.cms
    if stempel_waktu is not None:
        isi_cms = bubuhkan(isi_cms, stempel_waktu.ambil(nilai_tanda_tangan(isi_cms)))
    keluar = BytesIO(disiapkan.pdf_siap)
    tempat = PreparedByteRangeDigest(b"", disiapkan.awal, disiapkan.akhir)
    try:
        tempat.fill_with_cms(keluar, isi_cms)
    except SigningError as galat:
        raise HasilTidakSah("Jawaban penyedia stempel waktu lebih besar daripada tempatnya di dalam naskah.") from galat
    hasil = _sematkan_bukti(keluar, disiapkan.bidang, akar=akar, crl=crl, stempel_waktu=stempel_waktu)
    _pastikan_sah(hasil, disiapkan.bidang, akar=akar, crl=crl, stempel_waktu=stempel_waktu)
    return hasil


def _sematkan_bukti(
    keluar: BytesIO,
    bidang: str,
    *,
    akar: Sequence[bytes],
    crl: Sequence[bytes],
    stempel_waktu: StempelWaktu | None,
) -> bytes:
    """Append a DSS with the certificates and revocation data of this signature, and its VRI entry."""
    pembaca = Pembaca(keluar)
    terpasang = next(t for t in pembaca.embedded_signatures if t.field_name == bidang)
    konteks = ValidationContext(
        trust_roots=[baca_sertifikat(a) for a in akar], crls=list(crl), revocation_mode="require"
    )
    konteks_tsa: ValidationContext | None = None
    try:
        jalur: list[ValidationPath] = jalankan(collect_validation_info(terpasang, konteks, skip_timestamp=True))
    except RevokedError as galat:
        raise SertifikatTidakBerlaku("Sertifikat penanda tangan sudah dicabut, jadi tidak dapat dipakai.") from galat
    except ExpiredError as galat:
        raise SertifikatTidakBerlaku("Masa berlaku sertifikat penanda tangan sudah habis.") from galat
    except InsufficientRevinfoError as galat:
        raise HasilTidakSah(
            "Daftar cabut otoritas belum dapat dibuat, jadi tanda tangan menunggu. Admin perlu memeriksa CA_KUNCI."
        ) from galat
    except (PathError, ValidationError) as galat:
        raise HasilTidakSah("Sertifikat penanda tangan tidak diterbitkan oleh otoritas yang dipercaya.") from galat
    if stempel_waktu is not None:
        konteks_tsa = ValidationContext(
            trust_roots=[baca_sertifikat(a) for a in stempel_waktu.akar],
            allow_fetching=stempel_waktu.ambil_pencabutan,
            revocation_mode="soft-fail",
        )
        jalur += jalankan(_jalur_tsa(terpasang.signer_info, konteks_tsa))
    penulis = IncrementalPdfFileWriter.from_reader(pembaca)
    DocumentSecurityStore.supply_dss_in_writer(
        penulis,
        terpasang.pkcs7_content.hex().encode("ascii"),
        paths=jalur,
        crls=[*konteks.crls, *(konteks_tsa.crls if konteks_tsa else ())],
        ocsps=list(konteks_tsa.ocsps) if konteks_tsa else [],
    )
    penulis.write_in_place()
    return keluar.getvalue()


async def _jalur_tsa(penanda, konteks: ValidationContext) -> list[ValidationPath]:
    try:
        jalur = []
        for isi in extract_tst_data_iter(penanda, signed=False):
            sertifikat = [s.chosen for s in isi["certificates"]]
            sid = isi["signer_infos"][0]["sid"].chosen
            daun = next(s for s in sertifikat if s.serial_number == sid["serial_number"].native)
            pemeriksa = CertificateValidator(daun, intermediate_certs=sertifikat, validation_context=konteks)
            jalur.append(await pemeriksa.async_validate_usage(set(), {"time_stamping"}))
        return jalur
    except Exception as galat:
        raise StempelWaktuGagal(
            "Stempel waktu tidak berasal dari penyedia yang dipercaya (TSA_SERTIFIKAT). Tanda tangan menunggu."
        ) from galat
    finally:
        await konteks.aclose()


def _pastikan_sah(
    pdf: bytes, bidang: str, *, akar: Sequence[bytes], crl: Sequence[bytes], stempel_waktu: StempelWaktu | None
) -> None:
    hasil = periksa_tanda_tangan(pdf, akar=akar, crl=crl, akar_tsa=stempel_waktu.akar if stempel_waktu else ())
    baru = next((t for t in hasil.tanda_tangan if t.bidang == bidang), None)
    if hasil.galat or baru is None or not baru.berlaku or not all(t.tidak_berubah for t in hasil.tanda_tangan):
        raise HasilTidakSah(
            "Naskah yang sudah ditandatangani tidak lolos pemeriksaan. Naskah aslinya tidak berubah; hubungi admin."
        )
    if stempel_waktu is not None and not baru.stempel_waktu:
        raise StempelWaktuGagal("Stempel waktu tidak dapat dibuktikan. Tanda tangan menunggu dan dicoba lagi.")
