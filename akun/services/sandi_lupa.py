"""A new password by mail. The request only notes what was typed: known or not, it takes as long."""

from celery import shared_task
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from akun.models import Pengguna
from akun.surel import kirim
from antrean.enums import Antrean
from antrean.services import antrekan


def sandi_lupa_minta(*, surel: str) -> None:
    antrekan(sandi_lupa_kirim, surel, perihal="kata sandi baru diminta", lama=True)


@shared_task(name="akun.sandi_lupa_kirim", antrean=Antrean.SUREL, judul="Surel kata sandi baru")
def sandi_lupa_kirim(surel: str) -> str:
    """To every active account of this mailbox; those too who have not used their invitation yet: the way is the same,
    a link to the mailbox on record. The link is made now, with the configured address."""
    galat = ""
    for p in Pengguna.objects.filter(email__iexact=surel, is_active=True):
        tanda = [urlsafe_base64_encode(force_bytes(p.pk)), default_token_generator.make_token(p)]
        alamat = settings.ALAMAT_SITUS.rstrip("/") + reverse("akun:sandi-pulih", args=tanda)
        galat = galat or kirim(
            "akun/email/sandi_lupa.txt",
            p.email,
            perihal="Kata sandi baru untuk akun PERUT Anda",
            kunci=f"sandi-{p.pk}",
            user=p,
            alamat=alamat,
        )
    return galat
