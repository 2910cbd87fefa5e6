"""What an uploaded file goes through after the answer has gone out: the virus scanner, and what follows from it."""

import logging
from typing import IO, cast

from celery import shared_task
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from akun.enums import Peran
from akun.queries import pemegang_peran
from antrean.enums import Antrean
from antrean.services import antrekan
from berkas.enums import StatusPindai
from berkas.models import VersiBerkas
from berkas.olah import berkas_olah
from berkas.pemindai import PemindaiGagal, pindai
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

log = logging.getLogger(__name__)


def versi_proses(versi: VersiBerkas) -> None:
    """Queue what a new version needs: the scanner first, where there is one."""
    if settings.CLAMD_ALAMAT:
        antrekan(berkas_pindai, versi.pk, kunci=f"pindai:{versi.pk}", perihal=versi.nama_asli)
    else:
        antrekan(berkas_olah, versi.pk, kunci=f"olah:{versi.pk}", perihal=versi.nama_asli)


@shared_task(name="berkas.berkas_pindai", antrean=Antrean.PINDAI, judul="Pemindaian virus")
def berkas_pindai(versi_id: int) -> str:
    """Ask the scanner about one version. Safe to run twice; answers why when the scanner gave no answer."""
    if versi_pindai(versi_id=versi_id):
        antrekan(berkas_olah, versi_id, kunci=f"olah:{versi_id}")
    gagal = VersiBerkas.objects.filter(pk=versi_id, status_pindai=StatusPindai.GAGAL)
    return gagal.values_list("pindai_keterangan", flat=True).first() or ""


def versi_pindai(*, versi_id: int) -> bool:
    """Scan one version that waits for it. True when it has become free to be opened.

    Found infected, its sender and the kecamatan are told. A scanner that does not answer leaves it waiting.
    """
    versi = VersiBerkas.objects.select_related("berkas__desa__kecamatan", "oleh").filter(pk=versi_id).first()
    if versi is None or versi.status_pindai not in {StatusPindai.MENUNGGU, StatusPindai.GAGAL}:
        return False
    try:
        with default_storage.open(versi.isi.name or "", "rb") as isi:
            putusan = pindai(cast("IO[bytes]", isi), settings.CLAMD_ALAMAT)
    except (PemindaiGagal, OSError) as galat:
        log.warning("pemindai virus tidak menjawab untuk versi %s: %s", versi.pk, galat)
        _catat(versi, StatusPindai.GAGAL, "Pemindai virus tidak dapat dihubungi; akan dicoba lagi.")
        return False
    if putusan.bersih:
        _catat(versi, StatusPindai.BERSIH, "")
        return True
    with transaction.atomic():
        if _catat(versi, StatusPindai.TERINFEKSI, putusan.nama):
            _kabari(versi, putusan.nama)
    return False


def _catat(versi: VersiBerkas, status: StatusPindai, keterangan: str) -> bool:
    """Whether this answer was the first; a decided version is not decided again."""
    antre = VersiBerkas.objects.filter(pk=versi.pk, status_pindai__in=[StatusPindai.MENUNGGU, StatusPindai.GAGAL])
    return bool(antre.update(status_pindai=status, pindai_keterangan=keterangan[:200]))


def _kabari(versi: VersiBerkas, temuan: str) -> None:
    berkas = versi.berkas
    penerima = {p.pk: p for p in pemegang_peran(berkas.desa, Peran.VERIFIKATOR, Peran.PELAKSANA)}
    penerima[versi.oleh_id] = versi.oleh
    beritahu(
        penerima.values(),
        judul=f"Berkas mengandung virus: {berkas.judul}"[:200],
        isi=f"Pemindai menemukan {temuan} dalam “{versi.nama_asli}”. Berkas ini tidak dapat dibuka siapa pun. "
        "Periksa komputer asalnya, lalu unggah versi yang bersih.",
        tautan=berkas.get_absolute_url(),
        golongan=Golongan.KEAMANAN,
    )
