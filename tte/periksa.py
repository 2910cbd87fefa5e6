"""What the signatures of a PDF are worth. Made for files of strangers: it answers, whatever it is given.

Run as a program (`python -m tte.periksa`) it reads a question from standard input and writes
the answer to standard output: `asing.periksa_asing` uses that to bound time and memory.
"""

import base64
import datetime
import json
import logging
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from asn1crypto import x509
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tte.asing import TERLALU_BESAR, UKURAN_MAKS, HasilPeriksa, HasilTandaTangan
from tte.jalan import jalankan
from tte.pembaca import Pembaca
from tte.sertifikat import baca_sertifikat

logger = logging.getLogger(__name__)
JUMLAH_MAKS = 30  # signatures that are looked at
PANJANG_TEKS = 200
PENGGUNAAN = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})

TAK_TERBACA = "Berkas ini bukan PDF yang dapat dibaca, jadi tanda tangannya tidak dapat diperiksa."
# Hybrid-reference files show one thing to old readers and another to new ones.
BERMUKA_DUA = "Susunan PDF ini dapat terbaca berbeda di tiap program, jadi tanda tangannya tidak dapat dipastikan."
TAK_TERPERIKSA = "Tanda tangan ini tidak dapat diperiksa karena susunannya rusak."

MEMORI_MAKS = 1024 * 1024 * 1024  # bytes


def periksa_tanda_tangan(
    pdf: bytes,
    *,
    akar: Sequence[bytes],
    crl: Sequence[bytes] = (),
    akar_tsa: Sequence[bytes] = (),
    saat: datetime.datetime | None = None,
) -> HasilPeriksa:
    """Examine every signature against these roots and revocation lists. Fetches nothing, raises nothing.

    `saat` is the moment of the examination, now when it is left out.
    """
    if len(pdf) > UKURAN_MAKS:
        return HasilPeriksa(galat=TERLALU_BESAR)
    saat = saat or datetime.datetime.now(datetime.UTC)
    try:
        pemeriksa = _Pemeriksa(akar=akar, crl=crl, akar_tsa=akar_tsa, saat=saat)
        # Not strict: strictness refuses files of other makers over trifles; coverage and changes
        # are judged all the same.
        pembaca = Pembaca(pdf)
        if pembaca.xrefs.hybrid_xrefs_present:
            return HasilPeriksa(galat=BERMUKA_DUA)
        terpasang = pembaca.embedded_signatures[:JUMLAH_MAKS]
        return HasilPeriksa(tanda_tangan=tuple(jalankan(pemeriksa.semua(terpasang))))
    except (Exception, RecursionError) as galat:
        logger.info("PDF tidak dapat diperiksa: %s", galat)
        return HasilPeriksa(galat=TAK_TERBACA)


@dataclass(frozen=True, kw_only=True)
class _Pemeriksa:
    akar: Sequence[bytes]
    crl: Sequence[bytes]
    akar_tsa: Sequence[bytes]
    saat: datetime.datetime

    def _konteks(self, akar: Sequence[bytes], saat: datetime.datetime) -> ValidationContext:
        return ValidationContext(
            trust_roots=[baca_sertifikat(a) for a in akar],
            crls=list(self.crl),
            moment=saat,
            revocation_mode="soft-fail",
            # Today's list says when something was revoked, also for a moment in the past.
            retroactive_revinfo=True,
        )

    async def semua(self, terpasang: Sequence[EmbeddedPdfSignature]) -> list[HasilTandaTangan]:
        return [await self._satu(t) for t in terpasang]

    async def _satu(self, terpasang: EmbeddedPdfSignature) -> HasilTandaTangan:
        bidang = _teks(terpasang.field_name)
        try:
            if terpasang.sig_object_type == "/DocTimeStamp":
                return await self._stempel_dokumen(terpasang, bidang)
            return await self._tanda_tangan(terpasang, bidang)
        except (Exception, RecursionError) as galat:
            logger.info("Tanda tangan %s tidak dapat diperiksa: %s", bidang, galat)
            return HasilTandaTangan(bidang=bidang, nama="", penerbit="", nomor_seri="", galat=TAK_TERPERIKSA)

    async def _nilai(self, terpasang: EmbeddedPdfSignature, saat: datetime.datetime) -> PdfSignatureStatus:
        return await async_validate_pdf_signature(
            terpasang,
            signer_validation_context=self._konteks(self.akar, saat),
            ts_validation_context=self._konteks(self.akar_tsa, saat),
            key_usage_settings=PENGGUNAAN,
        )

    async def _tanda_tangan(self, terpasang: EmbeddedPdfSignature, bidang: str) -> HasilTandaTangan:
        nilai = await self._nilai(terpasang, self.saat)
        sertifikat = nilai.signing_cert
        stempel = nilai.timestamp_validity
        bertanggal = stempel is not None and stempel.intact and stempel.valid and stempel.trusted
        waktu = stempel.timestamp if stempel is not None and bertanggal else nilai.signer_reported_dt
        saat_itu = nilai.trusted
        if not nilai.trusted and waktu is not None and waktu < self.saat:
            saat_itu = (await self._nilai(terpasang, waktu)).trusted
        rincian = nilai.revocation_details
        return HasilTandaTangan(
            bidang=bidang,
            **_pemilik(sertifikat),
            waktu=waktu,
            stempel_waktu=bertanggal,
            utuh=nilai.intact,
            sah=nilai.valid,
            tidak_berubah=_tidak_berubah(nilai),
            seluruh_berkas=nilai.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            terpercaya=nilai.trusted or (bertanggal and saat_itu),
            terpercaya_saat_itu=saat_itu,
            dicabut=nilai.revoked,
            dicabut_pada=rincian.revocation_date if rincian else None,
            kedaluwarsa=sertifikat.not_valid_after < self.saat,
        )

    async def _stempel_dokumen(self, terpasang: EmbeddedPdfSignature, bidang: str) -> HasilTandaTangan:
        nilai = await async_validate_pdf_timestamp(terpasang, self._konteks(self.akar_tsa, self.saat))
        return HasilTandaTangan(
            bidang=bidang,
            **_pemilik(nilai.signing_cert),
            waktu=nilai.timestamp,
            stempel_waktu=True,
            stempel_dokumen=True,
            utuh=nilai.intact,
            sah=nilai.valid,
            tidak_berubah=_tidak_berubah(nilai),
            seluruh_berkas=nilai.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            terpercaya=nilai.trusted,
            terpercaya_saat_itu=nilai.trusted,
        )


def _tidak_berubah(nilai: Any) -> bool:
    """Intact, and covering its whole revision, and followed by nothing but signatures and their evidence."""
    tingkat = nilai.modification_level
    return (
        nilai.intact
        and nilai.valid
        and nilai.coverage is not None
        and nilai.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        and tingkat is not None
        and tingkat <= ModificationLevel.FORM_FILLING
        and nilai.docmdp_ok is not False
    )


def _teks(nilai: object) -> str:
    bersih = "".join(h if h.isprintable() else " " for h in str(nilai or ""))
    return " ".join(bersih.split())[:PANJANG_TEKS]


def _pemilik(sertifikat: x509.Certificate) -> dict[str, Any]:
    def nama(milik: x509.Name) -> str:
        isi = milik.native
        umum = isi.get("common_name") or milik.human_friendly
        return _teks(umum if isinstance(umum, str) else umum[0])

    return {
        "nama": nama(sertifikat.subject),
        "penerbit": nama(sertifikat.issuer),
        "nomor_seri": f"{sertifikat.serial_number:x}",
    }


def penanda_terakhir(pdf: bytes) -> str:
    """The name in the certificate of the last signature, '' where there is none that can be read.

    Nothing is said about its worth.
    """
    try:
        terpasang = Pembaca(pdf).embedded_regular_signatures
        return str(_pemilik(terpasang[-1].signer_cert)["nama"]) if terpasang else ""
    except (Exception, RecursionError) as galat:
        logger.info("Penanda tangan terakhir tidak terbaca: %s", galat)
        return ""


def _jalan_sendiri() -> None:
    detik = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (detik, detik))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI_MAKS, MEMORI_MAKS))
    soal = json.loads(sys.stdin.buffer.readline())
    daftar = {nama: [base64.b64decode(isi) for isi in nilai] for nama, nilai in soal.items()}
    hasil = periksa_tanda_tangan(
        sys.stdin.buffer.read(), akar=daftar["akar"], crl=daftar["crl"], akar_tsa=daftar["akar_tsa"]
    )
    sys.stdout.write(json.dumps(asdict(hasil), default=datetime.datetime.isoformat))


if __name__ == "__main__":
    _jalan_sendiri()
