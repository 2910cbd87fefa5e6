from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from naskah import tasks_ekspor  # noqa: F401
from naskah.cetak import naskah_pdf_simpan
from naskah.enums.naskah import TERBIT
from naskah.models import Naskah

JEDA_SAPU = timedelta(minutes=2)
SEKALI_SAPU = 50


@shared_task
def naskah_buat_pdf(naskah_id: int) -> None:
    """Make the PDF of one document. Safe to run twice; never raises for a failed rendering."""
    naskah_pdf_simpan(naskah_id=naskah_id)


@shared_task
def naskah_pdf_sapu() -> int:
    """Queue again what has no PDF yet: a failure, or a queue that was down. Returns how many.

    Documents of the last two minutes are left to the task that is on its way.
    """
    tertinggal = (
        Naskah.objects.filter(pdf="", status__in=TERBIT, disetujui__lt=timezone.now() - JEDA_SAPU)
        .order_by("pdf_galat", "-disetujui")  # those never tried come before those that failed
        .values_list("pk", flat=True)[:SEKALI_SAPU]
    )
    for pk in (daftar := list(tertinggal)):
        naskah_buat_pdf.delay(pk)
    return len(daftar)


@shared_task
def pekerjaan_ttd_kerjakan(pekerjaan_id: int) -> None:
    """Finish one electronic signature. Safe to run twice; never raises for one that fails."""
    from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan  # which queues this task

    pekerjaan_selesaikan(pekerjaan_id)


@shared_task
def pekerjaan_ttd_sapu() -> int:
    """Queue again the signatures that are due, and those whose worker died. Returns how many."""
    from naskah.services.pekerjaan_ttd import pekerjaan_tertinggal

    for pk in (daftar := pekerjaan_tertinggal()):
        pekerjaan_ttd_kerjakan.delay(pk)
    return len(daftar)
