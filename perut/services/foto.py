"""A photo from the field: what it is is read from its content, and its metadata stays behind."""

import datetime
import io
import uuid
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from PIL import Image, ImageOps

from akun.models import Pengguna
from akun.simpan import HasilSimpan, isi_baris
from dokumen.exif import waktu_tempat
from perut.models import Foto, Kunjungan
from perut.services.isian import JENIS, IsianTerkunci, alasan_terkunci, kunjungan_kunci

SISI_MAKS = 2000  # pixels
SISI_KECIL = 360
MUTU = 85
FORMAT = ("JPEG", "PNG", "WEBP")
BUKAN_FOTO = "Berkas ini bukan foto yang dapat dibaca. Pakai JPEG, PNG, atau WebP."


class FotoDitolak(Exception):
    """The file cannot be kept; the text is the sentence to show."""


@dataclass(frozen=True)
class FotoTerbaca:
    jpeg: bytes
    waktu: datetime.datetime | None  # as in EXIF, without a zone
    lintang: float | None
    bujur: float | None

    @property
    def sha256(self) -> str:
        return sha256(self.jpeg).hexdigest()


def foto_baca(berkas: UploadedFile) -> FotoTerbaca:
    """Verify and re-encode: upright, at most 2000 pixels, without metadata. Raises FotoDitolak.

    The number of pixels is read from the header, before anything is decoded.
    """
    ukuran = berkas.size or 0
    if ukuran > settings.FOTO_UKURAN_MAKS:
        mega = 1024 * 1024
        raise FotoDitolak(
            f"Foto ini {ukuran / mega:.0f} MB; paling besar {settings.FOTO_UKURAN_MAKS / mega:.0f} MB. "
            "Kecilkan dulu atau ambil ulang."
        )
    try:
        with Image.open(berkas, formats=FORMAT) as gambar:
            _periksa_kepala(gambar)
            exif = gambar.getexif()
            gambar.draft("RGB", (SISI_MAKS, SISI_MAKS))
            return FotoTerbaca(_jpeg(gambar), *waktu_tempat(exif))
    except FotoDitolak:
        raise
    except Image.DecompressionBombError as galat:
        raise FotoDitolak("Ukuran gambar ini jauh terlalu besar.") from galat
    except Exception as galat:  # Pillow's decoders fail in many ways on a broken file; all mean the same
        raise FotoDitolak(BUKAN_FOTO) from galat


def _periksa_kepala(gambar: Image.Image) -> None:
    piksel = gambar.width * gambar.height
    if piksel > settings.FOTO_PIKSEL_MAKS:
        raise FotoDitolak(
            f"Foto ini {piksel / 1e6:.0f} megapiksel; paling besar {settings.FOTO_PIKSEL_MAKS / 1e6:.0f}. "
            "Turunkan ukuran foto pada kamera."
        )
    if gambar.format != "MPO" and getattr(gambar, "is_animated", False):
        raise FotoDitolak("Gambar bergerak tidak dapat dipakai sebagai foto.")


def _jpeg(gambar: Image.Image) -> bytes:
    tegak = ImageOps.exif_transpose(gambar)
    if tegak.mode in {"RGBA", "LA", "PA"} or "transparency" in tegak.info:
        berlatar = tegak.convert("RGBA")
        tegak = Image.new("RGB", berlatar.size, "white")
        tegak.paste(berlatar, mask=berlatar.getchannel("A"))
    tegak = tegak.convert("RGB")
    tegak.thumbnail((SISI_MAKS, SISI_MAKS))
    polos = Image.new("RGB", tegak.size)  # a new image has no EXIF, comment or profile to carry over
    polos.paste(tegak)
    wadah = io.BytesIO()
    polos.save(wadah, "JPEG", quality=MUTU, optimize=True)
    return wadah.getvalue()


def foto_simpan(
    *,
    kunjungan: Kunjungan,
    pk: uuid.UUID,
    berkas: UploadedFile,
    waktu: str = "",
    lintang: str = "",
    bujur: str = "",
    oleh: Pengguna,
) -> HasilSimpan:
    """Keep one photo of the visit. The same id sent twice is one photo; so are the same pixels.

    `waktu` is ISO 8601; what the browser could not tell is taken from the file, or stays unknown.
    """
    if alasan := alasan_terkunci(kunjungan, oleh):
        raise IsianTerkunci(alasan)
    if sudah := _foto_sudah(kunjungan, pk):
        return sudah
    try:
        terbaca = foto_baca(berkas)  # takes its time, so before anything is locked
    except FotoDitolak as galat:
        return _ditolak(str(galat))
    with transaction.atomic():
        kunjungan = kunjungan_kunci(kunjungan, oleh)
        if sudah := _foto_sudah(kunjungan, pk):
            return sudah
        jumlah = kunjungan.foto_set.count()
        if jumlah >= settings.FOTO_JUMLAH_MAKS:
            return _ditolak(f"Sudah ada {jumlah} foto, jumlah terbanyak satu kunjungan. Hapus dulu yang kurang perlu.")
        if kunjungan.foto_set.filter(sha256=terbaca.sha256).exists():
            return _ditolak("Foto ini sudah ada di kunjungan ini, jadi tidak disimpan lagi.")
        foto = Foto(
            pk=pk,
            kunjungan=kunjungan,
            sha256=terbaca.sha256,
            versi=1,
            diubah_oleh=oleh,
            waktu=_baca_waktu(waktu, terbaca.waktu, ZoneInfo(kunjungan.desa.kecamatan.zona_waktu)),
            **_baca_tempat(lintang, bujur, terbaca),
        )
        foto.berkas.save(f"{pk}.jpg", ContentFile(terbaca.jpeg), save=False)
        foto.save(force_insert=True)
    return _tersimpan(foto)


def _foto_sudah(kunjungan: Kunjungan, pk: uuid.UUID) -> HasilSimpan | None:
    """The answer to a photo that is here already. Raises Foto.DoesNotExist for one of another visit."""
    foto = Foto.objects.filter(pk=pk).select_related("diubah_oleh").first()
    if foto and foto.kunjungan_id != kunjungan.pk:
        raise Foto.DoesNotExist
    return _tersimpan(foto) if foto else None


def _tersimpan(foto: Foto) -> HasilSimpan:
    isi = isi_baris(JENIS["foto"].pembuat_form(foto.kunjungan), foto)
    return HasilSimpan("tersimpan", versi=foto.versi, isi=isi, oleh=str(foto.diubah_oleh or ""))


def _ditolak(kalimat: str) -> HasilSimpan:
    return HasilSimpan("tidak_sah", kesalahan={"berkas": [kalimat]})


def _baca_waktu(kiriman: str, exif: datetime.datetime | None, zona: ZoneInfo) -> datetime.datetime | None:
    """The time of taking; one that is unreadable or lies ahead of our clock is no time."""
    try:
        waktu = parse_datetime(kiriman) if kiriman else None
        waktu = waktu or exif
        if waktu is None:
            return None
        if timezone.is_naive(waktu):
            waktu = waktu.replace(tzinfo=zona)
        waktu = waktu.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None
    return waktu if waktu.year >= 2000 and waktu <= timezone.now() + datetime.timedelta(days=1) else None


def _baca_tempat(lintang: str, bujur: str, terbaca: FotoTerbaca) -> dict[str, Decimal]:
    pasangan = [(lintang, bujur), (terbaca.lintang, terbaca.bujur)]
    for nilai_lintang, nilai_bujur in pasangan:
        try:
            titik = Decimal(str(nilai_lintang)), Decimal(str(nilai_bujur))
        except InvalidOperation:
            continue
        if all(n.is_finite() for n in titik) and abs(titik[0]) <= 90 and abs(titik[1]) <= 180:
            enam = Decimal("0.000001")
            return {"lintang": titik[0].quantize(enam), "bujur": titik[1].quantize(enam)}
    return {}


def foto_kecil(foto: Foto) -> bytes:
    """A small JPEG for the page, made when asked: it is cheap and the browser keeps it."""
    with foto.berkas.open("rb") as berkas, Image.open(berkas, formats=["JPEG"]) as gambar:
        gambar.draft("RGB", (SISI_KECIL * 2, SISI_KECIL * 2))
        gambar.thumbnail((SISI_KECIL, SISI_KECIL))
        wadah = io.BytesIO()
        gambar.convert("RGB").save(wadah, "JPEG", quality=75)
    return wadah.getvalue()
