"""The broom: sessions that have ended, and what nobody came back for."""

from datetime import timedelta

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from akun.konsep import UMUR
from akun.models import Gawai, Konsep, LembarImpor, Percobaan
from dasar.impor import UMUR_LEMBAR
from dasar.sapu import satu_satu

UMUR_PERCOBAAN = timedelta(days=1)  # the longest limit counts an hour
UMUR_GAWAI = timedelta(days=400)  # its cookie lives a year
SEKALI_BUANG = 10_000


@shared_task
def sesi_bersihkan() -> int:
    """Delete drafts that are too old and sessions whose cookie is gone, so many at a time. Returns how many."""
    kini = timezone.now()
    konsep = Konsep.objects.filter(dibuat__lt=kini - UMUR).order_by("pk")[:SEKALI_BUANG]
    sesi = Session.objects.filter(expire_date__lt=kini).order_by("expire_date")[:SEKALI_BUANG]
    lembar = LembarImpor.objects.filter(dibuat__lt=kini - UMUR_LEMBAR).order_by("pk")[:SEKALI_BUANG]
    percobaan = Percobaan.objects.filter(sejak__lt=kini - UMUR_PERCOBAAN).order_by("pk")[:SEKALI_BUANG]
    gawai = Gawai.objects.filter(terakhir__lt=kini - UMUR_GAWAI).order_by("pk")[:SEKALI_BUANG]
    satu_satu(percobaan, Percobaan.delete)
    satu_satu(gawai, Gawai.delete)
    lama = satu_satu(konsep, Konsep.delete) + satu_satu(lembar, LembarImpor.delete)
    return lama + satu_satu(sesi, Session.delete)
