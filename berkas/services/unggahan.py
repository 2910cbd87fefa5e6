"""A resumable upload, part by part. Every part is its own object in the storage, so that any process
of any machine may take the next one; the last step puts them together, inspects, and keeps the file.
"""

import datetime
import tempfile
from dataclasses import dataclass
from typing import IO, Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from akun.models import Pengguna
from berkas.models import BagianUnggahan, Unggahan
from berkas.models.unggahan import tempat_bagian
from berkas.pemeriksa import BerkasDitolak, periksa_ukuran
from berkas.pemeriksa.nama import bersihkan
from berkas.penyimpanan import PenyimpananGagal, hapus, simpan
from berkas.services.berkas import HasilUnggah, Tujuan, berkas_unggah, kuota_periksa, tujuan_periksa
from dasar.sapu import satu_satu

UMUR = datetime.timedelta(hours=48)  # an upload untouched for so long is given up
UMUR_HASIL = datetime.timedelta(days=7)  # how long the outcome can still be asked for
JEDA_SAPU = datetime.timedelta(minutes=5)
SEKALI_SAPU = 50
POTONG = 64 * 1024  # bytes read from the connection at a time


class Aliran(Protocol):
    def read(self, n: int, /) -> bytes: ...


class Bergeser(Exception):
    """The part does not start where the upload stands; `diterima` is where that is (bytes)."""

    def __init__(self, diterima: int) -> None:
        self.diterima = diterima


@dataclass(frozen=True)
class Kepala:
    nama: str
    ukuran: int  # bytes


@transaction.atomic
def unggahan_mulai(*, tujuan: Tujuan, kepala: Kepala, oleh: Pengguna) -> Unggahan:
    """Announce one file. Raises PermissionDenied, ValidationError before a byte has travelled."""
    tujuan_periksa(tujuan=tujuan, oleh=oleh)
    try:
        nama = bersihkan(kepala.nama)
        periksa_ukuran(kepala.ukuran)
    except BerkasDitolak as galat:
        raise ValidationError(str(galat)) from galat
    kuota_periksa(desa=tujuan.desa, ukuran=kepala.ukuran)
    # The row of the person is the lock: two announcements at once are counted one after the other.
    Pengguna.objects.select_for_update(no_key=True).get(pk=oleh.pk)
    berjalan = Unggahan.objects.filter(oleh=oleh, versi=None, galat="", diubah__gte=timezone.now() - UMUR).count()
    if berjalan >= settings.BERKAS_SEKALIGUS_MAKS:
        raise ValidationError(
            f"Paling banyak {settings.BERKAS_SEKALIGUS_MAKS} berkas sekaligus. "
            "Tunggu sampai yang sedang dikirim selesai, lalu kirim sisanya."
        )
    return Unggahan.objects.create(
        oleh=oleh,
        desa=tujuan.desa,
        kategori=tujuan.kategori,
        berkas=tujuan.berkas,
        tahun=tujuan.tahun,
        periode=tujuan.periode,
        judul=tujuan.judul[:200],
        nomor=tujuan.nomor[:100],
        alasan=tujuan.alasan[:300],
        nama_asli=nama,
        ukuran=kepala.ukuran,
    )


def unggahan_terima(*, unggahan: Unggahan, mulai: int, aliran: Aliran) -> int:
    """Keep the next part, as much of it as arrives. Returns the new offset in bytes.

    A connection that breaks on the way keeps what came before it broke. Raises Bergeser,
    ValidationError (more than was announced), PenyimpananGagal; Unggahan.DoesNotExist when it was given up.
    """
    if unggahan.selesai or mulai != unggahan.diterima:
        raise Bergeser(unggahan.diterima)
    with tempfile.SpooledTemporaryFile(max_size=settings.BERKAS_POTONGAN) as sementara:
        ukuran = _baca(aliran, sementara, unggahan.ukuran - mulai)
        if ukuran == 0:
            return mulai
        nama = simpan(tempat_bagian(None, ""), sementara)
    try:
        return _bagian_catat(unggahan, mulai, ukuran, nama)
    except BaseException:
        hapus(nama)
        raise


def _baca(aliran: Aliran, ke: IO[bytes], sisa: int) -> int:
    jumlah = 0
    try:
        while potong := aliran.read(POTONG):
            jumlah += len(potong)
            if jumlah > sisa:
                raise ValidationError("Yang dikirim lebih panjang daripada ukuran berkas yang diumumkan.")
            ke.write(potong)
    except ValidationError:
        raise
    except OSError as galat:
        if galat.errno:  # our own disk; a broken connection (UnreadablePostError) carries no number
            raise PenyimpananGagal(galat) from galat
    return jumlah


@transaction.atomic
def _bagian_catat(unggahan: Unggahan, mulai: int, ukuran: int, nama: str) -> int:
    terkunci = Unggahan.objects.select_for_update(of=("self",), no_key=True).get(pk=unggahan.pk)
    if terkunci.diterima != mulai or terkunci.selesai:
        raise Bergeser(terkunci.diterima)
    BagianUnggahan.objects.create(unggahan=terkunci, mulai=mulai, ukuran=ukuran, isi=nama)
    terkunci.diterima = mulai + ukuran
    terkunci.save(update_fields=["diterima", "diubah"])
    unggahan.diterima = terkunci.diterima
    return terkunci.diterima


def unggahan_selesaikan(*, unggahan: Unggahan) -> Unggahan:
    """Put the parts together, inspect, keep. Safe to repeat: once decided, the answer stays.

    A refusal is kept as `galat`; a storage that fails raises PenyimpananGagal and may be tried again.
    """
    unggahan.refresh_from_db()
    if unggahan.selesai:
        return unggahan
    if not unggahan.lengkap:
        raise ValidationError("Berkas ini belum terkirim seluruhnya. Lanjutkan pengirimannya.")

    def tandai(jadi: HasilUnggah) -> bool:
        terkunci = Unggahan.objects.select_for_update(of=("self",), no_key=True).get(pk=unggahan.pk)
        if terkunci.selesai:
            return False
        terkunci.versi, terkunci.catatan = jadi.versi, jadi.catatan[:500]
        terkunci.save(update_fields=["versi", "catatan", "diubah"])
        return True

    try:
        with tempfile.NamedTemporaryFile() as isi:
            _rangkai(unggahan, isi)
            berkas_unggah(
                tujuan=_tujuan(unggahan), isi=isi, nama=unggahan.nama_asli, oleh=unggahan.oleh, sesudah=tandai
            )
    except PenyimpananGagal:
        raise
    except (ValidationError, PermissionDenied) as galat:
        pesan = " ".join(galat.messages) if isinstance(galat, ValidationError) else str(galat)
        Unggahan.objects.filter(pk=unggahan.pk, versi=None, galat="").update(galat=pesan[:500])
    unggahan.refresh_from_db()
    _bagian_hapus(unggahan)
    return unggahan


def _rangkai(unggahan: Unggahan, isi: IO[bytes]) -> None:
    tempat = 0
    try:
        for bagian in unggahan.bagian.order_by("mulai"):
            if bagian.mulai != tempat:
                break
            with default_storage.open(bagian.isi.name or "", "rb") as sumber:
                while potong := sumber.read(1024 * 1024):
                    isi.write(potong)
                    tempat += len(potong)
        isi.flush()
    except Exception as galat:  # every storage fails in its own words
        raise PenyimpananGagal(galat) from galat
    if tempat != unggahan.ukuran:
        raise ValidationError("Kiriman berkas ini tidak utuh, jadi tidak disimpan. Kirim ulang dari awal.")


def _tujuan(unggahan: Unggahan) -> Tujuan:
    nama = ("desa", "kategori", "tahun", "periode", "judul", "nomor", "berkas", "alasan")
    return Tujuan(**{n: getattr(unggahan, n) for n in nama})


def _bagian_hapus(unggahan: Unggahan) -> None:
    for bagian in unggahan.bagian.all():
        hapus(bagian.isi.name or "")
        bagian.delete()


def unggahan_batalkan(*, unggahan: Unggahan) -> None:
    """Give an upload up (tus: Termination). What has become a version stays."""
    with transaction.atomic():  # a part that arrives meanwhile finds nothing to belong to, and goes too
        terkunci = Unggahan.objects.select_for_update(of=("self",), no_key=True).filter(pk=unggahan.pk).first()
        if terkunci is None:
            return
        bagian = list(terkunci.bagian.values_list("isi", flat=True))
        terkunci.delete()
    for nama in bagian:
        hapus(nama)


def unggahan_sapu() -> dict[str, int]:
    """Finish what arrived whole but was never asked for again, and drop what was given up."""
    kini = timezone.now()
    terbuka = Unggahan.objects.filter(versi=None, galat="").select_related("desa", "kategori", "berkas", "oleh")
    utuh = terbuka.filter(diterima=F("ukuran"), diubah__lt=kini - JEDA_SAPU)
    usang = Q(diubah__lt=kini - UMUR, versi=None, galat="") & ~Q(diterima=F("ukuran"))
    return {
        "selesai": satu_satu(list(utuh[:SEKALI_SAPU]), _selesaikan, atomik=False),
        "dibuang": satu_satu(
            Unggahan.objects.filter(usang | Q(diubah__lt=kini - UMUR_HASIL))[:SEKALI_SAPU], _batalkan, atomik=False
        ),
    }


def _selesaikan(unggahan: Unggahan) -> None:
    unggahan_selesaikan(unggahan=unggahan)


def _batalkan(unggahan: Unggahan) -> None:
    unggahan_batalkan(unggahan=unggahan)
