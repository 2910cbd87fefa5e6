"""The broom."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from dasar.sapu import satu_satu
from notifikasi import surel  # noqa: F401  (its task is known to the workers by this import)
from notifikasi.models import Pemberitahuan

UMUR_DIBACA = timedelta(days=365)  # a year's round of reports and findings can be looked up again
UMUR = timedelta(days=3 * 365)  # unread for three years, nobody will read it
SEKALI_BUANG = 10_000


@shared_task
def pemberitahuan_bersihkan() -> int:
    """Delete old notices, so many at a time; the rest tomorrow. What they told of stays. Returns how many."""
    kini = timezone.now()
    lama = Pemberitahuan.objects.filter(Q(dibaca__lt=kini - UMUR_DIBACA) | Q(dibuat__lt=kini - UMUR))
    return satu_satu(lama.order_by("pk")[:SEKALI_BUANG], Pemberitahuan.delete)
