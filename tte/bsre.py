"""Signing through the national gateway: BSrE's "esign client service", API version 1, `POST /api/sign/pdf`.

BSrE hands its manual to subscribed offices only. What follows rests on the table of contents of its
"Petunjuk Teknis Penggunaan API Esign Client Service" (2020, 2.0 of 2024) and on client programs that
offices have published; none of it was tried against BSrE's own server.

Seen alike in several independent clients: multipart form with `file`, `nik`, `passphrase`,
`tampilan` (visible | invisible), for visible `image` (true | false), `imageTTD` (PNG), `linkQR`, `page`,
`xAxis`, `yAxis`, `width`, `height`, also `reason` and `location`; HTTP Basic; the answer is the signed
PDF itself, its id in the header `id_dokumen`; a refusal is JSON `{"error": …, "status_code": …}`, HTTP 400;
"User tidak terdaftar" bears 2011 and "Passphrase anda salah" 2031, as the `status_code` or at the end of `error`.

Not certain, to be tried with the office's own gateway before use: that `width` and `height` are sizes (some
clients send the upper right corner); the words for an expired or revoked certificate; that the first signature too
is an incremental update. Whatever does not begin with the bytes that were sent is refused here, so that a
gateway that rewrites the file shows at the first try and nothing false is kept.

NIK and passphrase live only as long as the call: they are stored nowhere, logged nowhere, and hidden from
error reports.
"""

import json
import logging
import re
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from dasar.batas_sambungan import BatasSambungan
from tte.galat import TteGagal

if TYPE_CHECKING:
    from cetak.cetakan import Kotak

catatan = logging.getLogger(__name__)

Bidang = tuple[str, "str | tuple[str, bytes, str]"]  # of the multipart form: a name, and a text or a file

JALUR = "/api/sign/pdf"
KALI_BATAS = 2  # sending the document, and the answer to its last byte, may together take so many times that
SAMBUNG_MAKS = 10  # seconds to reach the gateway; the answer may take settings.BSRE_BATAS_WAKTU
TAMBAHAN_MAKS = 20 * 1024 * 1024  # bytes a signature with its proofs may add
GALAT_MAKS = 64 * 1024  # bytes of a refusal that are read

# What the gateway says -> what the person reads. First match; by code, then by words.
GALAT_KODE = {
    "2011": "NIK Anda belum terdaftar di BSrE. Hubungi pengelola sertifikat elektronik di kabupaten.",
    "2031": "Frasa sandi (passphrase) BSrE salah. Periksa huruf besar dan kecilnya, lalu coba lagi.",
}
GALAT_KATA = (
    (r"passphrase|frasa", GALAT_KODE["2031"]),
    (
        r"revoke|dicabut|cabut|suspend",
        "Sertifikat elektronik Anda sudah dicabut. Hubungi pengelola sertifikat elektronik di kabupaten.",
    ),
    (
        r"expired|kadal[ue]?warsa|kedaluwarsa|masa berlaku",
        "Sertifikat elektronik Anda sudah kedaluwarsa. Perpanjang dahulu di BSrE.",
    ),
    (
        r"belum (memiliki|punya|ada).*sertifikat|sertifikat.*(tidak|belum) (ada|ditemukan|aktif|terbit)",
        "Anda belum memiliki sertifikat elektronik BSrE yang aktif.",
    ),
    (r"tidak terdaftar|belum terdaftar|not (registered|found)", GALAT_KODE["2011"]),
)
DITOLAK = "Gerbang BSrE menolak penandatanganan ini"
KREDENSIAL = "Gerbang BSrE menolak akun aplikasi ini. Beri tahu admin untuk memeriksa BSRE_PENGGUNA dan BSRE_SANDI."
MATI = "Gerbang BSrE tidak dapat dihubungi. Naskah belum ditandatangani; coba lagi nanti."
LAMBAT = "Gerbang BSrE tidak menjawab pada waktunya. Naskah belum ditandatangani di sini; coba lagi nanti."
GANGGUAN = "Gerbang BSrE sedang bermasalah. Naskah belum ditandatangani; coba lagi nanti."
BUKAN_PDF = "Jawaban gerbang BSrE bukan PDF, jadi tidak disimpan. Naskah belum ditandatangani."
BERUBAH = (
    "PDF dari gerbang BSrE tidak diawali isi naskah yang dikirim, jadi tidak disimpan. Naskah belum ditandatangani."
)
TAK_SAH = (
    "PDF dari gerbang BSrE tidak memuat tanda tangan baru yang sah, jadi tidak disimpan. Naskah belum ditandatangani."
)


class BsreGagal(TteGagal):
    """The gateway did not sign. `sementara`: the same request may succeed later without any change."""

    def __init__(self, kalimat: str, *, sementara: bool = False) -> None:
        super().__init__(kalimat)
        self.sementara = sementara


@dataclass(frozen=True)
class HasilBsre:
    """The signed document, and the gateway's own number for it (may be empty)."""

    pdf: bytes
    id_dokumen: str


def bsre_aktif() -> bool:
    """Whether this installation has a gateway. Without one BSrE is not offered."""
    return bool(settings.BSRE_ALAMAT)


@sensitive_variables()
def bsre_tanda_tangani(
    pdf: bytes,
    *,
    nik: str,
    passphrase: str,
    kotak: "Kotak | None" = None,
    gambar: bytes = b"",
    alasan: str = "",
    lokasi: str = "",
) -> HasilBsre:
    """Let BSrE sign these bytes; with `kotak` and `gambar` (PNG) visibly, otherwise invisibly.

    Returns only a document that begins with the very bytes that were sent and carries one more valid
    signature. Raises BsreGagal. A call that timed out may have been signed at the gateway; nothing of
    it is kept here, and asking again is safe.
    """
    if not bsre_aktif():
        raise BsreGagal("Gerbang BSrE belum diatur di aplikasi ini. Beri tahu admin untuk mengisi BSRE_ALAMAT.")
    nik = re.sub(r"\s", "", nik)
    if not re.fullmatch(r"\d{16}", nik):
        raise BsreGagal("NIK terdiri dari 16 angka.")
    if not passphrase:
        raise BsreGagal("Isi frasa sandi (passphrase) BSrE Anda.")
    bidang: list[Bidang] = [
        ("file", ("naskah.pdf", pdf, "application/pdf")),
        ("nik", nik),
        ("passphrase", passphrase),
        *_bidang_tampilan(kotak, gambar),
        *[(nama, isi) for nama, isi in (("reason", alasan), ("location", lokasi)) if isi],
    ]
    status, kepala, isi = _kirim(bidang, batas=len(pdf) + TAMBAHAN_MAKS)
    if status != 200:
        raise _galat(status, isi, rahasia=(nik, passphrase))
    if not isi.startswith(b"%PDF-"):
        if isi.lstrip()[:1] == b"{":
            raise _galat(status, isi, rahasia=(nik, passphrase))
        raise BsreGagal(BUKAN_PDF)
    _periksa_hasil(pdf, isi)
    return HasilBsre(isi, kepala.get("id_dokumen", "")[:100])


def _bidang_tampilan(kotak: "Kotak | None", gambar: bytes) -> list[Bidang]:
    if kotak is None:
        return [("tampilan", "invisible")]
    return [
        ("tampilan", "visible"),
        ("image", "true"),
        ("imageTTD", ("tanda-tangan.png", gambar, "image/png")),
        ("page", str(kotak.halaman + 1)),
        ("xAxis", f"{kotak.x1:.0f}"),
        ("yAxis", f"{kotak.y1:.0f}"),
        ("width", f"{kotak.x2 - kotak.x1:.0f}"),
        ("height", f"{kotak.y2 - kotak.y1:.0f}"),
    ]


@sensitive_variables()
def _kirim(bidang: list[Bidang], *, batas: int) -> tuple[int, urllib3.HTTPHeaderDict, bytes]:
    """One POST: no second try, no redirect (the passphrase goes to the configured address only)."""
    kepala = urllib3.make_headers(basic_auth=f"{settings.BSRE_PENGGUNA}:{settings.BSRE_SANDI}")
    waktu = urllib3.Timeout(connect=SAMBUNG_MAKS, read=settings.BSRE_BATAS_WAKTU)
    alamat = settings.BSRE_ALAMAT.rstrip("/") + JALUR
    batas_waktu: list[BatasSambungan] = []
    try:
        with ExitStack() as penjaga, urllib3.connection_from_url(alamat, timeout=waktu, retries=False) as kolam:
            _batasi(kolam, penjaga, batas_waktu)
            jawab = kolam.request(
                "POST",
                urlsplit(alamat).path,
                fields=bidang,
                headers=kepala,
                redirect=False,
                preload_content=False,
            )
            try:
                isi = jawab.read(batas + 1 if jawab.status == 200 else GALAT_MAKS)
            finally:
                jawab.release_conn()
    except urllib3.exceptions.ConnectTimeoutError:
        raise BsreGagal(MATI, sementara=True) from None
    except urllib3.exceptions.TimeoutError:
        raise BsreGagal(LAMBAT, sementara=True) from None
    except urllib3.exceptions.HTTPError as galat:
        if any(b.habis for b in batas_waktu):
            raise BsreGagal(LAMBAT, sementara=True) from None
        catatan.warning("Gerbang BSrE tidak terhubung: %s", type(galat).__name__)
        raise BsreGagal(MATI, sementara=True) from None
    if any(b.habis for b in batas_waktu):
        raise BsreGagal(LAMBAT, sementara=True)
    if len(isi) > batas:
        raise BsreGagal("Jawaban gerbang BSrE terlalu besar, jadi tidak disimpan. Naskah belum ditandatangani.")
    return jawab.status, jawab.headers, isi


def _batasi(kolam: urllib3.HTTPConnectionPool, penjaga: ExitStack, batas_waktu: list[BatasSambungan]) -> None:
    """Of this pool every connection has an end, also to a gateway that drips."""

    class Sambungan(kolam.ConnectionCls):  # type: ignore[name-defined]  # a class known at run time
        def connect(self) -> None:
            super().connect()
            batas = BatasSambungan(self.sock, KALI_BATAS * settings.BSRE_BATAS_WAKTU)
            batas_waktu.append(penjaga.enter_context(batas))

    kolam.ConnectionCls = Sambungan


def _galat(status: int, isi: bytes, *, rahasia: tuple[str, ...]) -> BsreGagal:
    """The gateway's refusal in plain words; what it says itself is added only when it is not known."""
    if status in (401, 403):
        return BsreGagal(KREDENSIAL)
    try:
        jawab = json.loads(isi)
    except ValueError:
        jawab = None
    if not isinstance(jawab, dict):
        return BsreGagal(GANGGUAN if status >= 500 else f"{DITOLAK} (HTTP {status}).", sementara=status >= 500)
    pesan = " ".join(str(jawab.get("error") or jawab.get("message") or "").split())
    for kata in rahasia:
        pesan = pesan.replace(kata, "•••")
    kode = str(jawab.get("status_code", ""))
    akhir = re.search(r"\b(\d{4})\W*$", pesan)
    for calon in (kode, akhir[1] if akhir else ""):
        if calon in GALAT_KODE:
            return BsreGagal(GALAT_KODE[calon])
    for pola, kalimat in GALAT_KATA:
        if re.search(pola, pesan, re.IGNORECASE):
            return BsreGagal(kalimat)
    if status >= 500:
        return BsreGagal(GANGGUAN, sementara=True)
    return BsreGagal(f"{DITOLAK}: {pesan[:200]}" if pesan else f"{DITOLAK} (HTTP {status}).")


def _periksa_hasil(asal: bytes, hasil: bytes) -> None:
    """Refuse whatever is not the bytes we sent plus one intact signature; the older ones must still hold.

    Whom the certificate belongs to is not judged here: that needs BSrE's roots.
    """
    from tte.periksa import periksa_tanda_tangan  # loads pyHanko

    if not hasil.startswith(asal) or len(hasil) == len(asal):
        raise BsreGagal(BERUBAH)
    lama = {t.bidang for t in periksa_tanda_tangan(asal, akar=()).tanda_tangan}
    semua = [t for t in periksa_tanda_tangan(hasil, akar=()).tanda_tangan if not t.stempel_dokumen]
    baru = [t for t in semua if t.bidang not in lama]
    if len(baru) != 1 or not all(t.tidak_berubah for t in semua):
        raise BsreGagal(TAK_SAH)
