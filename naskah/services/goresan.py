"""A signature drawn with a finger, before a witness, by somebody without an account. Never called certified."""

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from dasar.nama import nama_sama
from naskah.bagian import waktu_setempat
from naskah.cetak import naskah_pdf_versi
from naskah.enums.naskah import CaraPenanda, StatusPenanda
from naskah.models import Naskah, PenandaTangan
from naskah.services.lanjut import BERUBAH, naskah_kunci, pdf_baca, ttd_lanjutkan
from naskah.syarat import halangan_goresan
from tte.galat import TteGagal

UKURAN_MAKS = 512 * 1024  # bytes of the drawing


def goresan_simpan(
    *, penanda: PenandaTangan, gambar: bytes, lintang: Decimal | None, bujur: Decimal | None, oleh: Pengguna
) -> PenandaTangan:
    """Keep the drawing with time, place and witness (`oleh`), and draw it into the document.

    `gambar` is the PNG of the screen. Raises PermissionDenied, or ValidationError for an empty or
    unreadable drawing and for a document that cannot take one any more.
    """
    from tte.bidang import gores_tempel  # pyHanko is loaded when somebody signs

    if not oleh.has_perm("naskah.saksikan_penanda", penanda):
        raise PermissionDenied("Goresan jari disaksikan pelaksana atau verifikator kecamatan.")
    if halangan := oleh.halangan_mengesahkan:  # it counts as signed on the word of this witness
        raise ValidationError(halangan)
    if len(gambar) > UKURAN_MAKS:
        raise ValidationError("Gambar goresan ini terlalu besar. Hapus goresannya, lalu ulangi.")
    _periksa(penanda, list(penanda.naskah.penanda.all()))
    if nama_sama(oleh.nama, penanda.nama):
        raise ValidationError(
            "Tanda tangan sendiri tidak dapat disaksikan sendiri. Mintalah petugas lain menyaksikannya."
        )
    if penanda.kotak is None or penanda.halaman is None:
        raise ValidationError("Naskah ini tidak mempunyai tempat tanda tangan untuk orang ini.")
    waktu = timezone.now()
    naskah = penanda.naskah
    teks = [
        penanda.nama,
        f"Goresan jari disaksikan {oleh.nama}",
        waktu_setempat(waktu, naskah.kecamatan),
        *([f"Tempat {lintang:.6f}, {bujur:.6f}"] if lintang is not None and bujur is not None else []),
    ]
    dasar = pdf_baca(naskah)
    kotak = (float(penanda.kotak[0]), float(penanda.kotak[1]), float(penanda.kotak[2]), float(penanda.kotak[3]))
    try:
        hasil = gores_tempel(dasar, halaman=penanda.halaman, kotak=kotak, gambar_png=gambar, teks=teks)
    except TteGagal as galat:
        raise ValidationError(str(galat)) from galat
    tempat: dict[str, Any] = {} if lintang is None or bujur is None else {"lintang": lintang, "bujur": bujur}
    return _tetapkan(penanda, dasar=dasar, hasil=hasil, gambar=gambar, waktu=waktu, saksi=oleh, tempat=tempat)


@transaction.atomic
def _tetapkan(
    penanda: PenandaTangan,
    *,
    dasar: bytes,
    hasil: bytes,
    gambar: bytes,
    waktu: Any,
    saksi: Pengguna,
    tempat: dict[str, Any],
) -> PenandaTangan:
    naskah: Naskah = naskah_kunci(penanda.naskah_id)
    semua = list(naskah.penanda.all())
    baru = next(p for p in semua if p.pk == penanda.pk)
    baru.naskah = naskah
    _periksa(baru, semua)
    if naskah.pdf_sha256 != sha256(dasar).hexdigest():
        raise ValidationError(BERUBAH)
    baru.goresan.save("goresan.png", ContentFile(gambar), save=False)
    baru.status, baru.cara, baru.waktu, baru.saksi = StatusPenanda.SELESAI, CaraPenanda.JARI, waktu, saksi
    for nama, nilai in tempat.items():
        setattr(baru, nama, nilai)
    baru.save()
    naskah_pdf_versi(naskah=naskah, isi_pdf=hasil, sebab=f"Goresan jari {baru.nama}")
    ttd_lanjutkan(naskah=naskah, penanda=baru, oleh=saksi)
    return baru


def _periksa(penanda: PenandaTangan, semua: Sequence[PenandaTangan]) -> None:
    if kalimat := halangan_goresan(penanda, semua):
        raise ValidationError(kalimat)
