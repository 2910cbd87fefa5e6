"""Sweeps over uploaded files: what was left behind."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from antrean.services import susulkan
from berkas.enums import BOLEH_DIBUKA, StatusPindai, StatusPratinjau
from berkas.models import VersiBerkas
from berkas.olah import berkas_olah
from berkas.services.pindai import berkas_pindai
from berkas.services.unggahan import unggahan_sapu
from dasar.sapu import satu_satu

JEDA_SAPU = timedelta(minutes=2)
SEKALI_SAPU = 50
ANTRE_PINDAI = (StatusPindai.MENUNGGU, StatusPindai.GAGAL)


@shared_task
def berkas_sapu() -> dict[str, int]:
    """Queue again what was left behind: a scanner that was switched off, a worker that died."""
    lama = VersiBerkas.objects.filter(waktu__lt=timezone.now() - JEDA_SAPU).order_by("waktu")
    antre = lama.filter(status_pindai__in=ANTRE_PINDAI)
    if not settings.CLAMD_ALAMAT:
        # The scanner was switched off: nothing will ever answer for these.
        antre.update(status_pindai=StatusPindai.TIDAK_DIPAKAI)
    pindai = list(antre[:SEKALI_SAPU]) if settings.CLAMD_ALAMAT else []
    olah = list(lama.filter(pratinjau=StatusPratinjau.MENUNGGU, status_pindai__in=BOLEH_DIBUKA)[:SEKALI_SAPU])
    return {"pindai": satu_satu(pindai, _pindai), "olah": satu_satu(olah, _olah), **unggahan_sapu()}


def _pindai(versi: VersiBerkas) -> bool:
    return susulkan(berkas_pindai, versi.pk, kunci=f"pindai:{versi.pk}", perihal=versi.nama_asli)


def _olah(versi: VersiBerkas) -> bool:
    return susulkan(berkas_olah, versi.pk, kunci=f"olah:{versi.pk}", perihal=versi.nama_asli)
