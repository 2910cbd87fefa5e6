"""What happens to an uploaded file after the answer has gone out."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from berkas.enums import BOLEH_DIBUKA, StatusPindai, StatusPratinjau
from berkas.models import VersiBerkas
from berkas.olah import versi_olah
from berkas.wajib.pengingat import ingatkan_kecamatan, kecamatan_diingatkan

JEDA_SAPU = timedelta(minutes=2)
SEKALI_SAPU = 50
ANTRE_PINDAI = (StatusPindai.MENUNGGU, StatusPindai.GAGAL)


def berkas_proses(versi_id: int) -> None:
    """Queue what one new version needs: the scanner first, where there is one."""
    (berkas_pindai if settings.CLAMD_ALAMAT else berkas_olah).delay(versi_id)


@shared_task
def berkas_olah(versi_id: int) -> None:
    """Text and preview of one version. Safe to run twice; never raises for a file that cannot be shown."""
    versi_olah(versi_id=versi_id)


@shared_task
def berkas_pindai(versi_id: int) -> None:
    """Ask the virus scanner about one version. Safe to run twice; a scanner that is down is asked again later."""
    from berkas.services.pindai import versi_pindai  # the service queues tasks itself

    if versi_pindai(versi_id=versi_id):
        berkas_olah.delay(versi_id)


@shared_task
def berkas_sapu() -> dict[str, int]:
    """Queue again what was left behind: a scanner or a queue that was down, a worker that died."""
    from berkas.services.unggahan import unggahan_sapu

    lama = VersiBerkas.objects.filter(waktu__lt=timezone.now() - JEDA_SAPU).order_by("waktu")
    antre = lama.filter(status_pindai__in=ANTRE_PINDAI)
    if not settings.CLAMD_ALAMAT:
        # The scanner was switched off: nothing will ever answer for these.
        antre.update(status_pindai=StatusPindai.TIDAK_DIPAKAI)
    pindai = list(antre.values_list("pk", flat=True)[:SEKALI_SAPU]) if settings.CLAMD_ALAMAT else []
    olah = lama.filter(pratinjau=StatusPratinjau.MENUNGGU, status_pindai__in=BOLEH_DIBUKA)
    daftar_olah = list(olah.values_list("pk", flat=True)[:SEKALI_SAPU])
    for pk in pindai:
        berkas_pindai.delay(pk)
    for pk in daftar_olah:
        berkas_olah.delay(pk)
    return {"pindai": len(pindai), "olah": len(daftar_olah), **unggahan_sapu()}


@shared_task
def berkas_ingatkan() -> int:
    """Remind every kecamatan's desa, each kecamatan in a task of its own. Returns how many were queued."""
    for pk in (daftar := kecamatan_diingatkan()):
        berkas_ingatkan_kecamatan.delay(pk)
    return len(daftar)


@shared_task
def berkas_ingatkan_kecamatan(kecamatan_id: int) -> None:
    """Tell each village once what is due within three days, and once what is late. Safe to run again."""
    ingatkan_kecamatan(kecamatan_id=kecamatan_id)
