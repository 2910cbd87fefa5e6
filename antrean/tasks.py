"""The sweep that finds what nobody was asked to do, and the broom."""

import logging
import time

from celery import current_app, shared_task
from django.core.cache import cache
from django.utils import timezone

from antrean.kerja import kosongkan, panggil
from antrean.models import Pekerjaan
from antrean.queries import DETAK_PENJADWAL, tertinggal
from antrean.services import pekerjaan_bersihkan
from dasar.sapu import satu_satu

log = logging.getLogger(__name__)

SEKALI_SAPU = 500


@shared_task
def antrean_sapu() -> int:
    """Ask again for every row that is ready and that no worker was asked for lately. Returns how many."""
    cache.set(DETAK_PENJADWAL, time.time(), 3600)
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
    return pekerjaan_bersihkan()
