"""Bulk exports outside the request. Imported by tasks.py, where Celery looks."""

import threading

from celery import current_app, shared_task
from django.db import connections

from naskah.enums.ekspor import BELUM_SELESAI
from naskah.models import PekerjaanEkspor
from naskah.services.ekspor import ekspor_hapus_lama, ekspor_jalankan

# Without a queue, so many documents are worked on within the request; more get a thread of their own.
SEKETIKA = 25


@shared_task
def ekspor_susun(pekerjaan_id: int) -> None:
    """Make the file of one export. Safe to run twice; never raises for one that fails."""
    ekspor_jalankan(pekerjaan_id=pekerjaan_id)


def ekspor_antrekan(pekerjaan_id: int, banyak: int) -> None:
    """To the queue. Without one (no REDIS_URL) a big export would hold its request for minutes: it runs
    in a thread of this process, and when the process ends, its page offers to start it again."""
    if current_app.conf.task_always_eager and banyak > SEKETIKA:
        threading.Thread(target=_di_latar, args=(pekerjaan_id,), name=f"ekspor-{pekerjaan_id}", daemon=True).start()
    else:
        ekspor_susun.delay(pekerjaan_id)


def _di_latar(pekerjaan_id: int) -> None:
    try:
        ekspor_jalankan(pekerjaan_id=pekerjaan_id)
    finally:
        connections.close_all()


@shared_task
def ekspor_sapu() -> int:
    """Queue again what nobody works on: its worker died, or the queue was down. Returns how many."""
    terhenti = PekerjaanEkspor.objects.filter(status__in=BELUM_SELESAI, detak__lt=PekerjaanEkspor.batas_detak())
    for pk in (daftar := list(terhenti.order_by("detak").values_list("pk", flat=True)[:20])):
        ekspor_susun.delay(pk)
    return len(daftar)


@shared_task
def ekspor_bersihkan() -> int:
    """Delete expired files. Returns how many."""
    return ekspor_hapus_lama()
