"""The sweep that finds what nobody was asked to do, and the broom."""

import logging
from datetime import timedelta

from celery import current_app, shared_task
from django.utils import timezone

from antrean.enums import Status
from antrean.kerja import kosongkan, panggil
from antrean.models import Pekerjaan
from antrean.queries import tertinggal
from dasar.sapu import satu_satu

log = logging.getLogger(__name__)

SEKALI_SAPU = 500
UMUR_SELESAI = timedelta(days=7)  # long enough to answer "did it go out?", short enough to stay small
UMUR_TERBENGKALAI = timedelta(days=90)  # given up or called off: whoever wanted to know has seen it
SEKALI_BUANG = 10_000


@shared_task
def antrean_sapu() -> int:
    """Ask again for every row that is ready and that no worker was asked for lately. Returns how many."""
    daftar = list(tertinggal().values_list("pk", "antrean")[:SEKALI_SAPU])
    if current_app.conf.task_always_eager:
        return kosongkan([pk for pk, _ in daftar], sisa=0)
    for n, (pk, antrean) in enumerate(daftar):
        try:
            panggil(pk, antrean)
        except Exception:  # the broker is down for all of them
            log.exception("antrean tidak dapat dicolek; %s pekerjaan menunggu", len(daftar) - n)
            return n
        satu_satu([pk], _dicolek)
    return len(daftar)


def _dicolek(pk: int) -> None:
    Pekerjaan.objects.filter(pk=pk).update(dicolek=timezone.now())


@shared_task
def antrean_bersihkan() -> int:
    """Delete rows that are over. Returns how many."""
    kini = timezone.now()
    lama = Pekerjaan.objects.filter(status=Status.SELESAI, selesai__lt=kini - UMUR_SELESAI)
    bengkalai = Pekerjaan.objects.filter(
        status__in=[Status.GAGAL, Status.DIBATALKAN], selesai__lt=kini - UMUR_TERBENGKALAI
    )
    return sum(satu_satu(baris.order_by("selesai")[:SEKALI_BUANG], Pekerjaan.delete) for baris in (lama, bengkalai))
