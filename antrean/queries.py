"""Which rows of the outbox there are to see, or to see to."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from antrean.enums import TERBUKA, Status
from antrean.models import Pekerjaan

JEDA_COLEK = timedelta(seconds=2 * settings.SAPU_DETIK)  # a row is left so long to the worker that was asked
DETAK_PENJADWAL = "detak-penjadwal"  # in the shared cache: when the scheduler was last heard of
TERSENDAT = timedelta(minutes=10)


def siap() -> Q:
    """Rows that anybody may take: their time has come, or whoever took them was never heard of again."""
    kini = timezone.now()
    return Q(status=Status.MENUNGGU, berikut__lte=kini) | Q(status=Status.DIKERJAKAN, sewa__lt=kini)


def tertinggal() -> QuerySet[Pekerjaan]:
    """Ready, and nobody was asked lately: the queue was down, a process died, or a pause is over."""
    return Pekerjaan.objects.filter(siap(), dicolek__lte=timezone.now() - JEDA_COLEK).order_by("berikut", "pk")


def bermasalah() -> QuerySet[Pekerjaan]:
    """What failed at least once and is not over: to be tried again, or given up."""
    return Pekerjaan.objects.filter(percobaan__gt=0, status__in=TERBUKA).exclude(alasan="")


def tersendat() -> QuerySet[Pekerjaan]:
    """Ready for so long that the workers, or the queue, may not be running."""
    return Pekerjaan.objects.filter(status=Status.MENUNGGU, berikut__lt=timezone.now() - TERSENDAT)
