"""The broom, and the summaries of the day."""

from datetime import timedelta

from celery import shared_task
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from akun.models import Pengguna
from antrean.services import antrekan
from dasar.sapu import buang, satu_satu
from dasar.waktu import hari_ini_pembaca, jam_pembaca, waktu_pembaca
from notifikasi.enums import Cara
from notifikasi.models import Pemberitahuan, Ringkasan
from notifikasi.surel import ringkasan_kirim

UMUR_DIBACA = timedelta(days=365)  # a year's round of reports and findings can be looked up again
UMUR = timedelta(days=3 * 365)  # unread for three years, nobody will read it
SEKALI_BUANG = 10_000
JAM_RINGKASAN = 6  # on the clock of the reader's region: before the working day begins


@shared_task
def pemberitahuan_bersihkan() -> int:
    """Delete old notices, so many at a time; the rest tomorrow. What they told of stays. Returns how many."""
    kini = timezone.now()
    lama = Pemberitahuan.objects.filter(Q(dibaca__lt=kini - UMUR_DIBACA) | Q(dibuat__lt=kini - UMUR))
    Ringkasan.objects.filter(tanggal__lt=hari_ini_pembaca() - UMUR_DIBACA).delete()
    return satu_satu(lama.order_by("pk")[:SEKALI_BUANG], buang)


@shared_task
def ringkasan_harian() -> int:
    """Every hour: one summary for whoever has notices waiting and had none today. Returns how many."""
    tunggu = Pemberitahuan.objects.filter(cara=Cara.HARIAN, disurel=None).values("penerima")
    return satu_satu(Pengguna.objects.filter(pk__in=tunggu, is_active=True).exclude(email=""), _susun)


def _susun(pengguna: Pengguna) -> bool:
    """The notices until the last six o'clock where they are; the table refuses a second summary of that day."""
    wilayah = next((p.wilayah for p in pengguna.penugasan_aktif if p.wilayah), None)
    with jam_pembaca(wilayah):
        kini, hari = waktu_pembaca(timezone.now()), hari_ini_pembaca()
    sampai = kini.replace(hour=JAM_RINGKASAN, minute=0, second=0, microsecond=0)
    if kini < sampai:
        sampai, hari = sampai - timedelta(days=1), hari - timedelta(days=1)
    if not pengguna.pemberitahuan.filter(cara=Cara.HARIAN, disurel=None, dibuat__lt=sampai).exists():
        return False
    try:
        with transaction.atomic():
            ringkasan = Ringkasan.objects.create(pengguna=pengguna, tanggal=hari, sampai=sampai)
    except IntegrityError:  # told today, or by another worker just now
        return False
    antrekan(ringkasan_kirim, ringkasan.pk, kunci=f"ringkasan:{ringkasan.pk}", perihal=f"ringkasan untuk {pengguna}")
    return True
