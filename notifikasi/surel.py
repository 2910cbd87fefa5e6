"""A notice by e-mail."""

from email.utils import parseaddr

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from antrean.enums import Antrean
from notifikasi.models import Pemberitahuan


@shared_task(name="notifikasi.surel_kirim", antrean=Antrean.SUREL, judul="Surel pemberitahuan")
def surel_kirim(pemberitahuan_id: int) -> str:
    """Send one notice once; answers why when the mail server did not take it.

    Killed between sending and noting it, it is sent again under the same Message-ID, which mail
    programs show once.
    """
    p = Pemberitahuan.objects.select_related("penerima").filter(pk=pemberitahuan_id, disurel=None).first()
    if p is None or not p.penerima.email:
        return ""
    baris = [p.isi, settings.ALAMAT_SITUS.rstrip("/") + p.tautan]
    ranah = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    surel = EmailMessage(
        p.judul,
        "\n\n".join(b for b in baris if b),
        to=[p.penerima.email],
        headers={"Message-ID": f"<pemberitahuan-{p.pk}-{p.dibuat:%Y%m%d%H%M%S%f}@{ranah}>"},
    )
    try:
        surel.send()
    except OSError as galat:  # every refusal of a mail server (SMTPException too)
        return f"Server surel tidak menerima surel ini: {galat}"
    Pemberitahuan.objects.filter(pk=p.pk).update(disurel=timezone.now())
    return ""
