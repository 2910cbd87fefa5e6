"""What becomes of an uploaded file: sent, accepted, refused, sent again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import IO

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from berkas.alur import TRANSISI_BERKAS
from berkas.enums import StatusBerkas, StatusPindai
from berkas.models import Berkas, KategoriBerkas, VersiBerkas
from berkas.models.berkas import tempat_isi
from berkas.pemeriksa import BerkasDitolak, Hasil, periksa
from berkas.penyimpanan import hapus, simpan
from berkas.periode import periode_sah
from berkas.queries.pencarian import berkas_indeks
from berkas.services.kembar import kembar_lain, kembar_periksa, versi_sebut
from berkas.services.pindai import versi_proses
from dasar.alur import cari, jalankan
from dasar.nama import akhiri
from dasar.waktu import hari_ini, zona
from desa.models import Desa
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

TAHUN_AWAL = 2000


@dataclass(frozen=True)
class Tujuan:
    """What the sender says a file is. With `berkas`, it is that document's next version."""

    desa: Desa
    kategori: KategoriBerkas
    tahun: int
    periode: str = ""
    judul: str = ""
    nomor: str = ""
    tanggal: date | None = None
    berkas: Berkas | None = None
    alasan: str = ""
    # The room chose the category, not the sender: one that an office no longer offers is good all the same.
    kategori_ruang: bool = False
    izin: str = "berkas.unggah_berkas"  # asked of the document or its desa; a room may name one of its own
    diterima: bool = False  # of a room whose files nobody examines as documents of the village


@dataclass(frozen=True)
class HasilUnggah:
    versi: VersiBerkas
    catatan: str = ""  # said beside the success: the same bytes are elsewhere too


@dataclass(frozen=True)
class _Isi:
    hasil: Hasil
    sha256: str
    ukuran: int  # bytes


@dataclass(frozen=True)
class Siap:
    """A file that was inspected, and is no document yet."""

    tujuan: Tujuan
    isi: _Isi
    tersimpan: str  # its name in the storage; empty where the desa has the same bytes already


def tujuan_periksa(*, tujuan: Tujuan, oleh: Pengguna) -> None:
    """Whether this person may send this here. Raises PermissionDenied or ValidationError (by field)."""
    if not oleh.has_perm(tujuan.izin, tujuan.berkas or tujuan.desa):
        raise PermissionDenied("Anda tidak berwenang mengunggah berkas untuk desa ini.")
    if tujuan.berkas:
        if not tujuan.alasan.strip():
            raise ValidationError({"alasan": "Tulis mengapa versi baru ini dikirim, misalnya apa yang diperbaiki."})
        return
    if not tujuan.kategori.aktif and not tujuan.kategori_ruang:
        raise ValidationError({"kategori": "Kategori ini tidak dipakai lagi. Pilih kategori lain."})
    akhir = hari_ini(tujuan.desa).year + 1
    if not TAHUN_AWAL <= tujuan.tahun <= akhir:
        raise ValidationError({"tahun": f"Tahun harus antara {TAHUN_AWAL} dan {akhir}."})
    if not periode_sah(tujuan.kategori.periode, tujuan.periode, tujuan.tahun):
        raise ValidationError({"periode": "Periode ini tidak sesuai dengan kategori dan tahunnya. Pilih lagi."})


def kuota_periksa(*, desa: Desa, ukuran: int) -> None:
    """Whether `ukuran` bytes still fit into this desa's share. Raises ValidationError."""
    terpakai = VersiBerkas.objects.filter(berkas__desa=desa).aggregate(n=Sum("ukuran"))["n"] or 0
    if terpakai + ukuran > settings.BERKAS_KUOTA_DESA:
        mega = 1024 * 1024
        raise ValidationError(
            f"Jatah penyimpanan {desa} ({settings.BERKAS_KUOTA_DESA // mega} MB) tidak cukup untuk berkas ini; "
            f"sudah terpakai {terpakai // mega} MB. Hubungi admin."
        )


def berkas_unggah(
    *,
    tujuan: Tujuan,
    isi: IO[bytes],
    nama: str,
    oleh: Pengguna,
    sesudah: Callable[[HasilUnggah], bool] | None = None,
    diam: bool = False,
) -> HasilUnggah | None:
    """Inspect one file and keep it as a new document, or as the next version of one.

    `isi` is seekable. `sesudah` runs inside the transaction; when it answers False nothing is kept
    and the result is None. `diam`: the kecamatan hears of it by other news.
    Raises PermissionDenied, ValidationError; then nothing is stored either.
    """
    siap = berkas_siapkan(tujuan=tujuan, isi=isi, nama=nama, oleh=oleh)
    try:
        jadi = berkas_catat(siap=siap, oleh=oleh, sesudah=sesudah, diam=diam)
    except BaseException:
        if siap.tersimpan:
            hapus(siap.tersimpan)
        raise
    if siap.tersimpan and (jadi is None or jadi.versi.isi.name != siap.tersimpan):
        hapus(siap.tersimpan)
    return jadi


def berkas_siapkan(*, tujuan: Tujuan, isi: IO[bytes], nama: str, oleh: Pengguna) -> Siap:
    """Inspect one file and put it into the storage: the part of `berkas_unggah` that takes its time, and locks nothing.

    Whoever has it keeps it with `berkas_catat`, or removes what is in the storage again.
    Raises PermissionDenied, ValidationError; then nothing is stored.
    """
    tujuan_periksa(tujuan=tujuan, oleh=oleh)
    try:
        hasil = periksa(isi, nama)
    except BerkasDitolak as galat:
        raise ValidationError(str(galat), code="ditolak") from galat
    diperiksa = _Isi(hasil, *_sidik(isi))
    kembar_periksa(tujuan, diperiksa.sha256)
    kembar = kembar_lain(tujuan, diperiksa.sha256)
    return Siap(tujuan, diperiksa, "" if kembar else simpan(tempat_isi(None, ""), isi))


@transaction.atomic
def berkas_catat(
    *,
    siap: Siap,
    oleh: Pengguna,
    sesudah: Callable[[HasilUnggah], bool] | None = None,
    diam: bool = False,
) -> HasilUnggah | None:
    """Make a document, or the next version of one, of what was prepared; as `berkas_unggah`. Its bytes may turn out to
    be in the desa already: then those are shared, and what is in the storage is not needed."""
    tujuan, isi = siap.tujuan, siap.isi
    # One upload of a desa at a time from here: neither its quota nor its duplicates can be missed.
    desa = Desa.objects.select_for_update(of=("self",), no_key=True).get(pk=tujuan.desa.pk)
    kuota_periksa(desa=desa, ukuran=isi.ukuran)
    kembar_periksa(tujuan, isi.sha256)
    kembar = kembar_lain(tujuan, isi.sha256)
    if not kembar and not siap.tersimpan:
        raise ValidationError("Berkas yang sama sedang berubah. Unggah sekali lagi.")
    nama_isi = (kembar.isi.name or "") if kembar else siap.tersimpan
    catatan = ""
    if kembar:
        catatan = f"Isi yang sama sudah ada sebagai {versi_sebut(kembar)}; isinya tidak disimpan dua kali."
    berkas = tujuan.berkas
    if berkas is None:
        berkas = Berkas.objects.create(
            desa=desa,
            kategori=tujuan.kategori,
            tahun=tujuan.tahun,
            periode=tujuan.periode,
            judul=(tujuan.judul.strip() or isi.hasil.nama.rpartition(".")[0] or isi.hasil.nama)[:200],
            nomor=tujuan.nomor.strip()[:100],
            tanggal=tujuan.tanggal,
            status=StatusBerkas.DITERIMA if tujuan.diterima else StatusBerkas.MENUNGGU,
            dibuat_oleh=oleh,
        )
        versi = _versi_buat(berkas, isi, nama_isi, "", oleh, urut=1)
        berkas.riwayat.create(aksi="unggah", dari="", ke=berkas.status, oleh=oleh, versi=versi)
        berkas.versi_terkini = versi
        berkas.save(update_fields=["versi_terkini", "diubah"])
    else:
        berkas, versi = _versi_tambah(berkas, isi, nama_isi, tujuan.alasan.strip()[:300], oleh)
    jadi = HasilUnggah(versi, catatan)
    if sesudah and not sesudah(jadi):
        transaction.set_rollback(True)
        return None
    berkas_indeks(berkas=berkas)
    if not diam:
        _kabari_kecamatan(berkas, oleh)
    versi_proses(jadi.versi)
    return jadi


def _versi_tambah(berkas: Berkas, siap: _Isi, nama_isi: str, alasan: str, oleh: Pengguna) -> tuple[Berkas, VersiBerkas]:
    baru: list[VersiBerkas] = []

    def ubah(terkunci: Berkas) -> None:
        urut = terkunci.versi.count() + 1
        baru.append(_versi_buat(terkunci, siap, nama_isi, alasan, oleh, urut=urut))
        terkunci.versi_terkini = baru[0]

    terkunci = jalankan(berkas, cari(TRANSISI_BERKAS, "unggah"), oleh=oleh, alasan=alasan, ubah=ubah)
    baris = terkunci.riwayat.order_by("pk").last()
    if baris is not None:
        baris.versi = baru[0]
        baris.save(update_fields=["versi"])
    return terkunci, baru[0]


def _versi_buat(berkas: Berkas, siap: _Isi, nama_isi: str, alasan: str, oleh: Pengguna, *, urut: int) -> VersiBerkas:
    hasil = siap.hasil
    tempat = {}
    if hasil.lintang is not None and hasil.bujur is not None:
        enam = Decimal("0.000001")
        tempat = {"lintang": Decimal(hasil.lintang).quantize(enam), "bujur": Decimal(hasil.bujur).quantize(enam)}
    return VersiBerkas.objects.create(
        berkas=berkas,
        urut=urut,
        isi=nama_isi,
        nama_asli=hasil.nama,
        mime=hasil.mime,
        ukuran=siap.ukuran,
        sha256=siap.sha256,
        alasan=alasan,
        oleh=oleh,
        waktu_foto=hasil.waktu.replace(tzinfo=zona(berkas.desa)) if hasil.waktu else None,
        status_pindai=StatusPindai.MENUNGGU if settings.CLAMD_ALAMAT else StatusPindai.TIDAK_DIPAKAI,
        **tempat,
    )


def _sidik(isi: IO[bytes]) -> tuple[str, int]:
    hitung, ukuran = sha256(), 0
    isi.seek(0)
    while potong := isi.read(1024 * 1024):
        hitung.update(potong)
        ukuran += len(potong)
    return hitung.hexdigest(), ukuran


def _kabari_kecamatan(berkas: Berkas, oleh: Pengguna) -> None:
    """Once an hour per desa while unread: thirty files sent at once are one piece of news."""
    tautan = f"{reverse('berkas:berkas-daftar')}?desa={berkas.desa_id}&status={StatusBerkas.MENUNGGU}"
    beritahu(
        pemegang_peran(berkas.desa, Peran.VERIFIKATOR, Peran.PELAKSANA).exclude(pk=oleh.pk),
        judul=f"{berkas.desa} mengirim berkas",
        isi=f"{akhiri(berkas.judul)} Periksa, lalu terima atau tolak dengan alasan.",
        tautan=tautan,
        topik=f"berkas-masuk:{berkas.desa_id}:{timezone.now():%Y%m%d%H}",
        golongan=Golongan.BERKAS,
    )


def berkas_terima(*, berkas: Berkas, oleh: Pengguna, sejak: str | None = None) -> Berkas:
    """The kecamatan accepts the current version."""
    hasil: Berkas = jalankan(berkas, cari(TRANSISI_BERKAS, "terima"), oleh=oleh, sejak=sejak)
    return hasil


@transaction.atomic
def berkas_tolak(*, berkas: Berkas, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Berkas:
    """The kecamatan refuses, and tells the village why and what to mend."""
    hasil: Berkas = jalankan(berkas, cari(TRANSISI_BERKAS, "tolak"), oleh=oleh, alasan=alasan, sejak=sejak)
    return hasil
