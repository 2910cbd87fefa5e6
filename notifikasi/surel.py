"""Notices by e-mail: one at once, or the many of a day in one."""

from email.utils import parseaddr

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from antrean.enums import Antrean
from dasar.terputus import catat_juga
from notifikasi.enums import Cara
from notifikasi.models import Pemberitahuan, Ringkasan

DISEBUT = 50  # notices of one summary; the rest is counted


@shared_task(name="notifikasi.surel_kirim", antrean=Antrean.SUREL, judul="Surel pemberitahuan")
def surel_kirim(pemberitahuan_id: int) -> str:
    """Send one notice once; answers why when the mail server did not take it.

    Killed between sending and noting it, it is sent again under the same Message-ID, which mail
    programs show once.
    """
    p = Pemberitahuan.objects.select_related("penerima").filter(pk=pemberitahuan_id, disurel=None).first()
    if p is None or not p.penerima.email:
        return ""
    isi = "\n\n".join(b for b in (p.isi, _alamat(p.tautan)) if b)
    if galat := _kirim(p.judul, isi, p.penerima.email, f"pemberitahuan-{p.pk}-{p.dibuat:%Y%m%d%H%M%S%f}"):
        return galat
    catat_juga(lambda: Pemberitahuan.objects.filter(pk=p.pk).update(disurel=timezone.now()))
    return ""


@shared_task(name="notifikasi.ringkasan_kirim", antrean=Antrean.SUREL, judul="Ringkasan harian pemberitahuan")
def ringkasan_kirim(ringkasan_id: int) -> str:
    """Send one day's summary once, under one Message-ID; what is settled by then says so."""
    r = Ringkasan.objects.select_related("pengguna").filter(pk=ringkasan_id, disurel=None).first()
    if r is None:
        return ""
    tunggu = Pemberitahuan.objects.filter(penerima=r.pengguna, cara=Cara.HARIAN, disurel=None, dibuat__lt=r.sampai)
    semua = list(tunggu.order_by("dibuat", "pk"))
    if semua and r.pengguna.email:
        bagian = ["\n".join(b for b in (p.judul, p.isi, p.penyelesaian, _alamat(p.tautan)) if b) for p in semua]
        sisa = len(bagian) - DISEBUT
        lain = [f"dan {sisa} kabar lain: {_alamat('/pemberitahuan/')}"] if sisa > 0 else []
        judul = f"{len(semua)} kabar PERUT, {date_format(r.tanggal, 'l, j F Y')}"
        kunci = f"ringkasan-{r.pk}-{r.tanggal:%Y%m%d}"
        if galat := _kirim(judul, "\n\n".join([*bagian[:DISEBUT], *lain]), r.pengguna.email, kunci):
            return galat
    catat_juga(lambda: _catat_ringkasan(r, [p.pk for p in semua]))
    return ""


@transaction.atomic
def _catat_ringkasan(ringkasan: Ringkasan, semua: list[int]) -> None:
    kini = timezone.now()
    Pemberitahuan.objects.filter(pk__in=semua).update(disurel=kini)
    Ringkasan.objects.filter(pk=ringkasan.pk).update(disurel=kini)


def _alamat(tautan: str) -> str:
    return settings.ALAMAT_SITUS.rstrip("/") + tautan


def _kirim(judul: str, isi: str, kepada: str, kunci: str) -> str:
    ranah = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    surel = EmailMessage(judul, isi, to=[kepada], headers={"Message-ID": f"<{kunci}@{ranah}>"})
    try:
        surel.send()
    except OSError as galat:  # every refusal of a mail server (SMTPException too)
        return f"Server surel tidak menerima surel ini: {galat}"
    return ""
