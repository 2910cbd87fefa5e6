"""Signatures on their way into the document: timestamp, embedding, proofs. Repeatable; happens once."""

import logging
from datetime import datetime, timedelta

from celery import shared_task
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from akun.models import Pengguna
from antrean.enums import Antrean
from antrean.services import antrekan
from berkas.penyimpanan import berkas_buang
from dasar.sapu import satu_satu
from naskah.cetak import naskah_pdf_versi
from naskah.enums.naskah import CaraPenanda, StatusNaskah, StatusPekerjaan, StatusPenanda
from naskah.models import PekerjaanTtd
from naskah.services.lanjut import naskah_kunci, ttd_lanjutkan
from naskah.services.sertifikat import bahan_pemeriksaan
from notifikasi.enums import Golongan
from notifikasi.services import beritahu
from tte.galat import SertifikatTidakBerlaku, TteGagal

catatan = logging.getLogger(__name__)

GALAT_UMUM = "Tanda tangan belum selesai karena gangguan pada sistem. Sistem akan mencobanya lagi."
NASKAH_BERUBAH = "Naskah berubah sebelum tanda tangan ini selesai, jadi tanda tangannya tidak dipakai."
BAHAN_HILANG = (
    "Berkas yang disiapkan untuk tanda tangan ini tidak ada lagi di penyimpanan, jadi tanda tangannya tidak dipakai. "
    "Silakan tanda tangani sekali lagi."
)
TIDAK_MENUNGGU = "Naskah ini tidak lagi menunggu tanda tangan, jadi tanda tangannya tidak dipakai."
JEDA_PERTAMA = timedelta(seconds=settings.SAPU_DETIK)
JEDA_MAKS = timedelta(hours=1)
JEDA_SAPU = timedelta(
    seconds=2 * settings.SAPU_DETIK
)  # a job of the last two minutes is left to the task that is on its way
SEKALI_SAPU = 100


def pekerjaan_antrekan(pekerjaan: PekerjaanTtd) -> None:
    """To the workers, with the change that made it."""
    antrekan(pekerjaan_ttd_kerjakan, pekerjaan.pk, kunci=f"ttd:{pekerjaan.pk}", perihal=str(pekerjaan.naskah))


@shared_task(name="naskah.pekerjaan_ttd_kerjakan", antrean=Antrean.TTE, judul="Tanda tangan elektronik")
def pekerjaan_ttd_kerjakan(pekerjaan_id: int) -> None:
    """Finish one electronic signature. Safe to run twice; one that fails is tried again by its own table."""
    pekerjaan_selesaikan(pekerjaan_id)


def pekerjaan_selesaikan(pekerjaan_id: int) -> None:
    """Finish one signature from its stored halves. Safe to run twice, at once, or after a worker died.

    Everything slow happens without a lock; who comes first with the document unchanged wins, the
    others' work is thrown away. A failure is kept as a sentence and tried again later, except one
    that time cannot mend.
    """
    pekerjaan = (
        PekerjaanTtd.objects.filter(pk=pekerjaan_id, status=StatusPekerjaan.ANTRE).select_related("penanda").first()
    )
    if pekerjaan is None:
        return
    try:
        _pasang(pekerjaan_id, _selesaikan(pekerjaan))
    except FileNotFoundError:  # what was prepared is gone for good: no attempt brings it back
        catatan.error("Bahan tanda tangan %s tidak ada di penyimpanan: %s", pekerjaan_id, pekerjaan.siap.name)
        pekerjaan_gagalkan(pekerjaan_id=pekerjaan_id, kalimat=BAHAN_HILANG)
    except SertifikatTidakBerlaku as galat:
        pekerjaan_gagalkan(pekerjaan_id=pekerjaan_id, kalimat=str(galat))
    except Exception as galat:
        if not isinstance(galat, TteGagal):
            catatan.exception("Tanda tangan %s belum selesai", pekerjaan_id)
        _tunda(pekerjaan_id, str(galat) if isinstance(galat, TteGagal) else GALAT_UMUM)


def _selesaikan(pekerjaan: PekerjaanTtd) -> bytes:
    from tte.tanda_tangan import Disiapkan, selesaikan  # pyHanko is loaded when somebody signs

    with pekerjaan.siap.open("rb") as berkas:
        isi_siap = berkas.read()
    disiapkan = Disiapkan(
        pdf_siap=isi_siap,
        cms=bytes(pekerjaan.cms),
        bidang=pekerjaan.keadaan["bidang"],
        awal=pekerjaan.keadaan["awal"],
        akhir=pekerjaan.keadaan["akhir"],
        saat=datetime.fromisoformat(pekerjaan.keadaan["saat"]),
    )
    bahan = bahan_pemeriksaan()
    return selesaikan(disiapkan, akar=bahan.akar, crl=bahan.crl, stempel_waktu=bahan.stempel_waktu)


def _tunda(pekerjaan_id: int, kalimat: str) -> None:
    """Once more, after a pause that doubles with each attempt: 1, 2, 4 … minutes, at most an hour."""
    percobaan = PekerjaanTtd.objects.values_list("percobaan", flat=True).get(pk=pekerjaan_id)
    jeda = min(JEDA_PERTAMA * 2 ** min(percobaan, 10), JEDA_MAKS)
    PekerjaanTtd.objects.filter(pk=pekerjaan_id, status=StatusPekerjaan.ANTRE).update(
        percobaan=F("percobaan") + 1, galat=kalimat[:300], coba_lagi=timezone.now() + jeda
    )


@transaction.atomic
def _pasang(pekerjaan_id: int, hasil: bytes) -> None:
    """Make the signed bytes the document's, unless somebody else was first or the document has moved on."""
    naskah = naskah_kunci(PekerjaanTtd.objects.values_list("naskah_id", flat=True).get(pk=pekerjaan_id))
    pekerjaan = (
        PekerjaanTtd.objects.select_for_update(of=("self",), no_key=True).select_related("penanda").get(pk=pekerjaan_id)
    )
    if pekerjaan.status != StatusPekerjaan.ANTRE:
        return
    if naskah.status != StatusNaskah.DISETUJUI:
        _gagal(pekerjaan, TIDAK_MENUNGGU)
        return
    if naskah.pdf_sha256 != pekerjaan.dasar_sha256:
        _gagal(pekerjaan, NASKAH_BERUBAH)
        return
    penanda = pekerjaan.penanda
    assert penanda.pengguna is not None  # only an account signs electronically
    naskah_pdf_versi(naskah=naskah, isi_pdf=hasil, sebab=f"Tanda tangan elektronik {penanda.nama}")
    penanda.status, penanda.cara = StatusPenanda.SELESAI, CaraPenanda.ELEKTRONIK
    penanda.waktu = datetime.fromisoformat(pekerjaan.keadaan["saat"])
    penanda.save(update_fields=["status", "cara", "waktu"])
    pekerjaan.status, pekerjaan.selesai, pekerjaan.galat = StatusPekerjaan.SELESAI, timezone.now(), ""
    _buang_bahan(pekerjaan)
    ttd_lanjutkan(naskah=naskah, penanda=penanda, oleh=penanda.pengguna)


def _gagal(pekerjaan: PekerjaanTtd, kalimat: str) -> None:
    """Give the place back to its signer, who is told. The caller holds the locks."""
    pekerjaan.status, pekerjaan.galat, pekerjaan.selesai = StatusPekerjaan.GAGAL, kalimat[:300], timezone.now()
    _buang_bahan(pekerjaan)
    penanda = pekerjaan.penanda
    if penanda.status == StatusPenanda.DIPROSES:
        penanda.status = StatusPenanda.MENUNGGU
        penanda.save(update_fields=["status"])
    if penanda.pengguna is not None:
        beritahu(
            [penanda.pengguna],
            judul=f"Tanda tangan Anda pada {pekerjaan.naskah} belum jadi",
            isi=kalimat,
            tautan=pekerjaan.naskah.get_absolute_url(),
            golongan=Golongan.DIKEMBALIKAN,
        )


def _buang_bahan(pekerjaan: PekerjaanTtd) -> None:
    """Save a job that is over; its prepared bytes are of no more use to anybody."""
    nama = pekerjaan.siap.name
    pekerjaan.siap, pekerjaan.cms, pekerjaan.coba_lagi = "", b"", None
    pekerjaan.save(update_fields=["status", "selesai", "galat", "siap", "cms", "coba_lagi"])
    if nama:
        antrekan(berkas_buang, nama, perihal=nama)


@transaction.atomic
def pekerjaan_gagalkan(*, pekerjaan_id: int, kalimat: str) -> None:
    """End a job for good, unless it is over already."""
    naskah_kunci(PekerjaanTtd.objects.values_list("naskah_id", flat=True).get(pk=pekerjaan_id))
    pekerjaan = (
        PekerjaanTtd.objects.select_for_update(of=("self",), no_key=True).select_related("penanda__pengguna", "naskah")
    ).get(pk=pekerjaan_id)
    if pekerjaan.status == StatusPekerjaan.ANTRE:
        _gagal(pekerjaan, kalimat)


def pekerjaan_batalkan(*, pekerjaan: PekerjaanTtd, oleh: Pengguna) -> None:
    """Call off a signature that does not get finished, so that it can be given anew or on paper."""
    if not oleh.has_perm("naskah.urus_ttd_naskah", pekerjaan.naskah):
        raise PermissionDenied("Tanda tangan yang macet diurus oleh kecamatan.")
    if pekerjaan.status != StatusPekerjaan.ANTRE:
        raise ValidationError("Tanda tangan ini sudah selesai diproses.")
    pekerjaan_gagalkan(pekerjaan_id=pekerjaan.pk, kalimat=f"Dibatalkan oleh {oleh.nama} karena tidak kunjung selesai.")


def pekerjaan_ulang(*, pekerjaan: PekerjaanTtd, oleh: Pengguna) -> None:
    """Try a waiting signature now rather than at its time."""
    if not oleh.has_perm("naskah.urus_ttd_naskah", pekerjaan.naskah):
        raise PermissionDenied("Tanda tangan yang macet diurus oleh kecamatan.")
    if pekerjaan.status != StatusPekerjaan.ANTRE:
        raise ValidationError("Tanda tangan ini sudah selesai diproses.")
    pekerjaan_antrekan(pekerjaan)


def pekerjaan_tertinggal() -> list[int]:
    """Jobs that are due: those that failed and waited, and those whose worker was never heard of again.

    Each is left alone for two minutes afterwards, so that a long queue is not filled with repeats.
    """
    kini = timezone.now()
    due = Q(coba_lagi__lte=kini) | Q(coba_lagi=None, dibuat__lt=kini - JEDA_SAPU)
    terutang = PekerjaanTtd.objects.filter(due, status=StatusPekerjaan.ANTRE).order_by("dibuat")
    daftar: list[int] = []

    def tandai(pk: int) -> None:
        PekerjaanTtd.objects.filter(pk=pk).update(coba_lagi=kini + JEDA_SAPU)
        daftar.append(pk)

    satu_satu(list(terutang.values_list("pk", flat=True)[:SEKALI_SAPU]), tandai)
    return daftar
