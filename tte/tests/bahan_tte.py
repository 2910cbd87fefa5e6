"""An authority, its signers, a timestamp server: real ones, small, made once per process."""

import datetime
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from tte.bidang import Bidang
from tte.blok import Tampilan
from tte.kunci import kunci_buat, p12_bungkus
from tte.otoritas import Otoritas, Pencabutan, akar_buat, crl_buat, sertifikat_terbitkan
from tte.tanda_tangan import Disiapkan, selesaikan, siapkan

FRASA = "kuda laut ungu tujuh"
MM = 72 / 25.4
SEKARANG = datetime.datetime.now(datetime.UTC)
SEHARI = datetime.timedelta(days=1)
ALAMAT = "https://perut.contoh.go.id/verifikasi/7QmZ8kPzT2Rr4vW9xYb1Nc/"


@dataclass(frozen=True)
class Penanda:
    nama: str
    p12: bytes
    sertifikat: x509.Certificate


def otoritas(instansi: str = "Kecamatan Uji") -> Otoritas:
    return _otoritas(instansi)


@cache
def _otoritas(instansi: str) -> Otoritas:
    kunci = kunci_buat(panjang=2048)
    akar = akar_buat(kunci=kunci, instansi=instansi, saat=SEKARANG - 800 * SEHARI)
    return Otoritas(kunci, akar, "http://127.0.0.1/verifikasi/ca.crl")


def penanda(nama: str, *, mulai: int = 0, sampai: int = 365, instansi: str = "Kecamatan Uji") -> Penanda:
    """A signer whose certificate holds from `mulai` to `sampai`, in days from now."""
    return _penanda(nama, mulai, sampai, instansi)


@cache
def _penanda(nama: str, mulai: int, sampai: int, instansi: str) -> Penanda:
    kunci = kunci_buat(panjang=2048)
    sertifikat = sertifikat_terbitkan(
        otoritas(instansi),
        kunci_publik=kunci.public_key(),
        nama=nama,
        jabatan=f"Jabatan {nama}",
        instansi="Kecamatan Uji",
        saat=SEKARANG + mulai * SEHARI,
        sampai=SEKARANG + sampai * SEHARI,
    )
    rantai = [otoritas(instansi).sertifikat]
    p12 = p12_bungkus(kunci=kunci, sertifikat=sertifikat, rantai=rantai, frasa=FRASA)
    return Penanda(nama, p12, sertifikat)


def crl(*dicabut: Penanda, saat: datetime.datetime | None = None) -> bytes:
    daftar = [Pencabutan(nomor_seri=p.sertifikat.serial_number, saat=saat or SEKARANG) for p in dicabut]
    return crl_buat(otoritas(), dicabut=daftar, saat=datetime.datetime.now(datetime.UTC))


def kotak(nomor: int) -> tuple[float, float, float, float]:
    """Places one above the other, 70 x 24 mm."""
    bawah = 60 + nomor * 80
    return (60, bawah, 60 + 70 * MM, bawah + 24 * MM)


def bidang(jumlah: int, halaman: int = 0) -> list[Bidang]:
    return [Bidang(nama=f"ttd{n}", halaman=halaman, kotak=kotak(n)) for n in range(jumlah)]


def tampilan(nama: str) -> Tampilan:
    return Tampilan(nama=nama, jabatan=f"Jabatan {nama}", waktu="Kamis, 7 Mei 2026 pukul 10.15 WITA", alamat_qr=ALAMAT)


def separuh(pdf: bytes, nomor: int, oleh: Penanda, **lain) -> Disiapkan:
    bawaan = {"frasa": FRASA, "tampilan": tampilan(oleh.nama)}
    return siapkan(pdf, bidang=f"ttd{nomor}", p12=oleh.p12, **(bawaan | lain))


def tandai(pdf: bytes, nomor: int, oleh: Penanda, **lain) -> bytes:
    """Both halves."""
    bawaan = {"akar": [otoritas().der], "crl": [crl()]}
    return selesaikan(separuh(pdf, nomor, oleh), **(bawaan | lain))


def pdfsig(pdf: bytes) -> list[str]:
    """What poppler says of each signature, e.g. "Signature is Valid."."""
    with TemporaryDirectory() as wadah:
        berkas = Path(wadah) / "a.pdf"
        berkas.write_bytes(pdf)
        keluar = subprocess.run(["pdfsig", "-nocert", str(berkas)], capture_output=True, text=True, check=False).stdout
    awal = "- Signature Validation: "
    return [b.strip().removeprefix(awal) for b in keluar.splitlines() if awal in b]


def rentang(pdf: bytes, nomor: int = -1) -> list[int]:
    """The /ByteRange of a signature, in the order of the file."""
    semua = [b.split(b"]")[0] for b in pdf.split(b"/ByteRange [")[1:]]
    return [int(n) for n in semua[nomor].split()]


# --- a timestamp authority -----------------------------------------------------------------------


@cache
def tsa_kunci() -> tuple[rsa.RSAPrivateKey, x509.Certificate, x509.Certificate]:
    """Key, certificate and root, for timestamps only. Its revocation list is where nobody answers."""
    kunci_akar = kunci_buat(panjang=2048)
    akar = akar_buat(kunci=kunci_akar, instansi="Stempel Waktu Uji", saat=SEKARANG - SEHARI)
    kunci = kunci_buat(panjang=2048)
    titik = x509.DistributionPoint([x509.UniformResourceIdentifier("http://127.0.0.1:9/tsa.crl")], None, None, None)
    sertifikat = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Stempel Waktu Uji")]))
        .issuer_name(akar.subject)
        .public_key(kunci.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SEKARANG - SEHARI)
        .not_valid_after(SEKARANG + 365 * SEHARI)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .add_extension(x509.CRLDistributionPoints([titik]), critical=False)
        .sign(kunci_akar, hashes.SHA256())
    )
    return kunci, sertifikat, akar


def tsa_akar() -> bytes:
    return tsa_kunci()[2].public_bytes(Encoding.DER)


class _Jawab(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        soal = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.permintaan += 1
        isi = self.server.jawab(soal)
        self.send_response(200 if isi else 503)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(isi)

    def log_message(self, *isi) -> None:
        pass


class Tsa(ThreadingHTTPServer):
    """RFC 3161 over HTTP. `rusak` makes it answer something else: "mati", "sampah" or "data lain"."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Jawab)
        self.permintaan = 0
        self.rusak = ""
        kunci, sertifikat, _ = tsa_kunci()
        self._penstempel = DummyTimeStamper(
            tsa_cert=asn1_x509.Certificate.load(sertifikat.public_bytes(Encoding.DER)),
            tsa_key=keys.PrivateKeyInfo.load(kunci.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        )

    @property
    def alamat(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def jawab(self, soal: tsp.TimeStampReq) -> bytes:
        if self.rusak == "mati":
            return b""
        if self.rusak == "sampah":
            return b"\x30\x03bukan jawaban"
        if self.rusak == "data lain":
            soal["message_imprint"]["hashed_message"] = bytes(32)
        return self._penstempel.request_tsa_response(soal).dump()


@contextmanager
def tsa_berjalan() -> Iterator[Tsa]:
    with Tsa() as peladen:
        Thread(target=peladen.serve_forever, daemon=True).start()
        try:
            yield peladen
        finally:
            peladen.shutdown()


def baca_akar() -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(otoritas().der)


def crl_untuk(instansi: str) -> bytes:
    return crl_buat(otoritas(instansi), dicabut=[], saat=datetime.datetime.now(datetime.UTC))
