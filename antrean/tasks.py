"""The sweep that finds what nobody was asked to do, and the broom."""

import logging
import time

from celery import current_app, shared_task
from django.core.cache import cache
from django.utils import timezone

from antrean.broker import panggil, terantre
from antrean.kerja import kosongkan
from antrean.models import Pekerjaan
from antrean.queries import DETAK_PENJADWAL, tertinggal
from antrean.services import pekerjaan_bersihkan

log = logging.getLogger(__name__)

SEKALI_SAPU = 500


@shared_task
def antrean_sapu() -> int:
    """Ask again for every row that is ready, that no worker was asked for lately, and that waits in no queue.
    Returns how many."""
    cache.set(DETAK_PENJADWAL, time.time(), 3600)
    daftar = list(tertinggal().values_list("pk", "antrean")[:SEKALI_SAPU])
    if current_app.conf.task_always_eager:
        return kosongkan([pk for pk, _ in daftar], sisa=0)
    if not daftar:
        return 0
    try:
        sudah = terantre({antrean for _, antrean in daftar})
        kurang = [(pk, antrean) for pk, antrean in daftar if pk not in sudah]
        panggil(kurang)
    except Exception:  # the broker is down for all of them
        log.exception("antrean tidak dapat dicolek; %s pekerjaan menunggu", len(daftar))
        return 0
    # Those that wait in their queue are looked at again as late: others behind them have their turn.
    Pekerjaan.objects.filter(pk__in=[pk for pk, _ in daftar]).update(dicolek=timezone.now())
    return len(kurang)


@shared_task
def antrean_bersihkan() -> int:
    """Delete rows that are over. Returns how many."""
    return pekerjaan_bersihkan()
