"""Sweeps over official documents: what is approved and has no PDF, what is not signed to the end, old exports."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from antrean.services import antrekan, menunggu_giliran, susulkan
from dasar.sapu import satu_satu
from naskah.cetak import naskah_buat_pdf
from naskah.enums.ekspor import BELUM_SELESAI
from naskah.enums.naskah import TERBIT
from naskah.models import Naskah, PekerjaanEkspor
from naskah.services.ekspor import ekspor_hapus_lama, ekspor_susun
from naskah.services.pekerjaan_ttd import pekerjaan_tertinggal, pekerjaan_ttd_kerjakan

JEDA_SAPU = timedelta(seconds=2 * settings.SAPU_DETIK)
SEKALI_SAPU = 50


@shared_task
def naskah_pdf_sapu() -> int:
    """Queue again what has no PDF and that nobody is at. Returns how many.

    Documents of the last two minutes are left to the task that is on its way.
    """
    tertinggal = Naskah.objects.filter(pdf="", status__in=TERBIT, disetujui__lt=timezone.now() - JEDA_SAPU).order_by(
        "pdf_galat",
        "-disetujui",  # those never tried come before those that failed
    )
    return satu_satu(list(tertinggal[:SEKALI_SAPU]), _pdf)


def _pdf(naskah: Naskah) -> bool:
    return susulkan(naskah_buat_pdf, naskah.pk, kunci=f"pdf:{naskah.pk}", perihal=str(naskah))


@shared_task
def pekerjaan_ttd_sapu() -> int:
    """Queue again the signatures that are due, and those whose worker died. Returns how many."""
    return satu_satu(pekerjaan_tertinggal(), _ttd)


def _ttd(pk: int) -> bool:
    kunci = f"ttd:{pk}"
    if menunggu_giliran(pekerjaan_ttd_kerjakan, kunci):
        return False
    antrekan(pekerjaan_ttd_kerjakan, pk, kunci=kunci)
    return True


@shared_task
def ekspor_sapu() -> int:
    """Queue again what nobody works on: its worker died. Returns how many."""
    terhenti = PekerjaanEkspor.objects.filter(status__in=BELUM_SELESAI, detak__lt=PekerjaanEkspor.batas_detak())
    return satu_satu(list(terhenti.order_by("detak")[:20]), _ekspor)


def _ekspor(pekerjaan: PekerjaanEkspor) -> bool:
    kunci = f"ekspor:{pekerjaan.pk}"
    if menunggu_giliran(ekspor_susun, kunci):
        return False
    antrekan(ekspor_susun, pekerjaan.pk, kunci=kunci, perihal=str(pekerjaan))
    return True


@shared_task
def ekspor_bersihkan() -> int:
    """Delete expired files. Returns how many."""
    return ekspor_hapus_lama()
