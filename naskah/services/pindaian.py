"""Wet ink: the printed document is signed, scanned and uploaded; the camat's office confirms the scan."""

import io
from collections.abc import Collection
from datetime import date
from hashlib import sha256
from typing import BinaryIO, cast

import pikepdf
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran_kecamatan
from berkas.pemeriksa import BerkasDitolak, periksa
from berkas.pemeriksa.hasil import PDF
from berkas.pemindai import PemindaiGagal, pindai
from dasar.alur import periksa_sejak
from dasar.nama import akhiri
from naskah.enums.naskah import CaraPenanda, CaraTtd, StatusNaskah, StatusPenanda, StatusPindaian
from naskah.keutuhan import tanda_tangan_catat
from naskah.models import Naskah, Pindaian
from naskah.queries.penerus import penanda_tinta, pernyataan
from naskah.services.lanjut import naskah_kunci, pdf_baca
from naskah.services.naskah import naskah_lengkapi
from naskah.syarat import halangan_pindaian, halangan_tanggal, halangan_tinta
from notifikasi.enums import Golongan
from notifikasi.services import beritahu, selesaikan

SEDANG_DIPERIKSA = "Masih ada pindaian yang menunggu pemeriksaan. Tunggu keputusannya dahulu."


def pindaian_unggah(
    *, naskah: Naskah, berkas: UploadedFile, tanggal: date, dinyatakan: Collection[int], oleh: Pengguna
) -> Pindaian:
    """Take in a scan for the camat's office to confirm; `tanggal` is the day on which the paper was signed,
    `dinyatakan` the places whose signature was compared with the printed name: all that ink is to fill.

    Raises ValidationError, under `tanggal`, `dinyatakan` or `berkas`, with why it cannot be one.
    """
    if not oleh.has_perm("naskah.unggah_pindaian", naskah):
        raise PermissionDenied("Pindaian diunggah pelaksana atau verifikator kecamatan.")
    if kalimat := halangan_pindaian(naskah):
        raise ValidationError(kalimat)
    if kalimat := halangan_tanggal(naskah, tanggal):
        raise ValidationError({"tanggal": kalimat})
    belum = penanda_tinta(naskah)
    if kurang := [p.sebutan for p in belum if p.pk not in dinyatakan]:
        kalimat_kurang = akhiri(f"Belum dinyatakan cocok dengan kertasnya: {', '.join(kurang)}")
        raise ValidationError({"dinyatakan": kalimat_kurang})
    isi = _periksa(naskah, berkas)
    sidik = sha256(isi).hexdigest()
    if sidik == naskah.pdf_sha256:
        raise ValidationError(
            "Berkas ini PDF naskahnya sendiri, belum ditandatangani. Cetak, tanda tangani, lalu pindai kertasnya."
        )
    if (lain := _naskah_lain(naskah, sidik)) is not None:
        raise ValidationError(f"Berkas ini milik naskah lain: {lain}. Pilih pindaian naskah ini.")
    if naskah.pindaian.filter(sha256=sidik, status=StatusPindaian.DITOLAK).exists():
        raise ValidationError("Pindaian yang sama sudah pernah ditolak. Perbaiki dahulu, lalu pindai lagi.")
    dicocokkan = [pernyataan(p) for p in belum]
    pindaian = Pindaian(naskah=naskah, sha256=sidik, tanggal=tanggal, dicocokkan=dicocokkan, diunggah_oleh=oleh)
    pindaian.berkas.save("pindaian.pdf", ContentFile(isi), save=False)
    try:
        with transaction.atomic():
            terkunci = naskah_kunci(naskah.pk)
            if kalimat := halangan_pindaian(terkunci):
                raise ValidationError(kalimat)
            if terkunci.pindaian.filter(status=StatusPindaian.MENUNGGU).exists():
                raise ValidationError(SEDANG_DIPERIKSA)
            pindaian.save(force_insert=True)
            penerima = pemegang_peran_kecamatan(terkunci.kecamatan, Peran.VERIFIKATOR, Peran.CAMAT)
            beritahu(
                penerima.exclude(pk=oleh.pk),
                judul=f"Pindaian {terkunci} menunggu pemeriksaan",
                isi=terkunci.perihal,
                tautan=terkunci.get_absolute_url(),
            )
    except (ValidationError, IntegrityError) as galat:
        pindaian.berkas.delete(save=False)
        raise galat if isinstance(galat, ValidationError) else ValidationError(SEDANG_DIPERIKSA) from galat
    return pindaian


def _naskah_lain(naskah: Naskah, sidik: str) -> Naskah | None:
    """Another document of the same kecamatan of which these bytes are the PDF or the confirmed scan."""
    punya = Q(versi_pdf__sha256=sidik) | Q(pindaian__sha256=sidik, pindaian__status=StatusPindaian.DITERIMA)
    return Naskah.objects.filter(punya, kecamatan=naskah.kecamatan_id).exclude(pk=naskah.pk).first()


def _periksa(naskah: Naskah, berkas: UploadedFile) -> bytes:
    """A harmless PDF of at least as many pages as the document; judged by content, not by name."""
    aliran = cast(BinaryIO, berkas)
    try:
        hasil = periksa(aliran, berkas.name or "pindaian.pdf")
    except BerkasDitolak as galat:
        raise ValidationError(str(galat)) from galat
    if hasil.mime != PDF:
        raise ValidationError("Berkas ini bukan PDF. Simpan hasil pindaian sebagai satu PDF, lalu pilih lagi.")
    _pindai_virus(aliran)
    berkas.seek(0)
    isi = berkas.read()
    halaman, perlu = _halaman(isi), _halaman(pdf_baca(naskah))
    if halaman < perlu:
        raise ValidationError(
            f"Pindaian ini {halaman} halaman, sedangkan naskahnya {perlu} halaman. Pindai semua halamannya."
        )
    return isi


def _pindai_virus(berkas: BinaryIO) -> None:
    """Scanned at once where a scanner is set: nothing is kept before it is known to be clean."""
    if not settings.CLAMD_ALAMAT:
        return
    try:
        putusan = pindai(berkas, settings.CLAMD_ALAMAT)
    except PemindaiGagal as galat:
        kalimat = "Pemindai virus tidak dapat dihubungi, jadi pindaian belum diterima. Coba lagi nanti."
        raise ValidationError(kalimat) from galat
    if not putusan.bersih:
        raise ValidationError(f"Berkas ini mengandung virus ({putusan.nama}). Periksa komputer asalnya.")


def _halaman(isi: bytes) -> int:
    try:
        with pikepdf.open(io.BytesIO(isi)) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, ValueError, RecursionError) as galat:
        raise ValidationError("PDF ini rusak atau tidak lengkap terkirim. Periksa aslinya, lalu pilih lagi.") from galat


def _pindaian_menunggu(pindaian: Pindaian, oleh: Pengguna) -> Pindaian:
    """The scan, locked together with its document, for whoever may decide on it."""
    if not oleh.has_perm("naskah.putus_pindaian", pindaian):
        raise PermissionDenied("Pindaian diperiksa camat atau verifikator kecamatan.")
    naskah_kunci(pindaian.naskah_id)
    terkunci = (
        Pindaian.objects.select_for_update(of=("self",), no_key=True).select_related("naskah").get(pk=pindaian.pk)
    )
    if terkunci.status != StatusPindaian.MENUNGGU:
        raise ValidationError(f"Pindaian ini sudah diputuskan: {terkunci.get_status_display().lower()}.")
    if terkunci.diunggah_oleh_id == oleh.pk:
        raise ValidationError("Anda yang mengunggah pindaian ini; orang lain yang harus memeriksanya.")
    return terkunci


@transaction.atomic
def pindaian_terima(*, pindaian: Pindaian, oleh: Pengguna) -> Pindaian:
    """Confirm that the scan belongs to this document: whoever was still to sign has signed in ink."""
    terkunci = _pindaian_menunggu(pindaian, oleh)
    if kalimat := halangan_pindaian(terkunci.naskah):
        raise ValidationError(kalimat)
    if halangan := oleh.halangan_mengesahkan:  # what counts as signed afterwards rests on this person's word
        raise ValidationError(halangan)
    waktu = timezone.now()
    terkunci.status, terkunci.diputus_oleh, terkunci.diputus = StatusPindaian.DITERIMA, oleh, waktu
    terkunci.save(update_fields=["status", "diputus_oleh", "diputus"])
    terkunci.naskah.penanda.exclude(status=StatusPenanda.SELESAI).update(
        status=StatusPenanda.SELESAI, cara=CaraPenanda.BASAH, waktu=waktu, tanggal_kertas=terkunci.tanggal
    )
    tanda_tangan_catat(terkunci.naskah)
    naskah_lengkapi(naskah=terkunci.naskah, oleh=oleh)
    return terkunci


@transaction.atomic
def pindaian_tolak(*, pindaian: Pindaian, alasan: str, oleh: Pengguna) -> Pindaian:
    """Send the scan back with a reason; it stays readable beside the next one."""
    if not alasan.strip():
        raise ValidationError({"alasan": "Alasan wajib diisi."})
    terkunci = _pindaian_menunggu(pindaian, oleh)
    terkunci.status, terkunci.diputus_oleh, terkunci.diputus = StatusPindaian.DITOLAK, oleh, timezone.now()
    terkunci.alasan = alasan.strip()
    terkunci.save(update_fields=["status", "alasan", "diputus_oleh", "diputus"])
    kalimat = akhiri(f"Sudah diputus oleh {oleh}: pindaiannya ditolak")
    selesaikan(terkunci.naskah.get_absolute_url(), kalimat=kalimat, oleh=oleh)
    beritahu(
        [terkunci.diunggah_oleh],
        judul=f"Pindaian {terkunci.naskah} ditolak",
        isi=terkunci.alasan,
        tautan=terkunci.naskah.get_absolute_url(),
        golongan=Golongan.DIKEMBALIKAN,
    )
    return terkunci


@transaction.atomic
def naskah_pakai_tinta(*, naskah: Naskah, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Naskah:
    """Let an electronic document be finished on paper; the signatures that it has stay.

    For when a signer cannot sign (no certificate, away). Not while a signature is being processed.
    """
    terkunci = naskah_kunci(naskah.pk)
    if not oleh.has_perm("naskah.pakai_tinta_naskah", terkunci):
        raise PermissionDenied("Hanya camat atau verifikator yang dapat mengalihkan naskah ke tanda tangan tinta.")
    if kalimat := halangan_tinta(terkunci, list(terkunci.penanda.all())):
        raise ValidationError(kalimat)
    periksa_sejak(terkunci, sejak)
    if not alasan.strip():
        raise ValidationError({"alasan": "Alasan wajib diisi."})
    terkunci.cara_ttd = CaraTtd.BASAH
    terkunci.save(update_fields=["cara_ttd"])
    terkunci.riwayat.create(
        aksi="pakai_tinta",
        dari=StatusNaskah.DISETUJUI,
        ke=StatusNaskah.DISETUJUI,
        oleh=oleh,
        alasan=alasan.strip(),
    )
    return terkunci
