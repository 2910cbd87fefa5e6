from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail

from notifikasi.models import Pemberitahuan


@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def surel_kirim(pemberitahuan_id: int) -> None:
    """Send one notice by e-mail. OSError covers every refusal of a mail server (SMTPException too)."""
    p = Pemberitahuan.objects.select_related("penerima").filter(pk=pemberitahuan_id).first()
    if p is None or not p.penerima.email:
        return
    baris = [p.isi, settings.ALAMAT_SITUS.rstrip("/") + p.tautan]
    send_mail(p.judul, "\n\n".join(b for b in baris if b), None, [p.penerima.email])
