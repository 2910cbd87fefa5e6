"""Another mailbox: asked for with the password, told to both addresses, good once the new one has confirmed it."""

import secrets

from celery import shared_task
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from akun.catatan import catat
from akun.kabar import kabari
from akun.models import Pengguna, SurelBaru, Undangan
from akun.orang_kedua import sentuh
from akun.surel import kirim
from akun.surel_baru import LAMA, sidik
from antrean.enums import Antrean
from antrean.services import antrekan
from desa.services.data import data_simpan

TIDAK_BERLAKU = "Tautan ini sudah dipakai, dibatalkan, atau lewat 24 jam. Mintalah penggantian surelnya sekali lagi."


@transaction.atomic
def surel_minta(*, pengguna: Pengguna, surel: str, oleh: Pengguna) -> SurelBaru:
    """Until the new mailbox confirms, the old one counts. Asked for by somebody else than the owner, whatever comes
    through the new mailbox proves nothing about who uses the account (`surel_dari_lain`)."""
    list(Pengguna.objects.select_for_update(no_key=True).filter(pk=pengguna.pk).values_list("pk"))
    _batalkan(pengguna)
    baris = SurelBaru.objects.create(pengguna=pengguna, surel=surel, oleh=oleh, berlaku_sampai=timezone.now() + LAMA)
    if oleh.pk != pengguna.pk:
        sentuh(pengguna, oleh)
    catat(pengguna, "surel_baru", "Surel", pengguna.email or "–", f"diminta menjadi {surel}", oleh=oleh)
    siapa = "Anda" if oleh.pk == pengguna.pk else str(oleh)
    kabari(
        pengguna,
        judul="Surel akun PERUT Anda diminta diganti",
        isi=f"{siapa} meminta surel akun ini diganti menjadi {surel}. Surel lama berlaku sampai yang baru dipastikan. "
        "Bila itu tidak benar, batalkan di halaman Profil, ganti kata sandi Anda, dan hubungi admin.",
        tautan=reverse("akun:profil"),
    )
    antrekan(surel_pastikan_kirim, baris.pk, perihal=f"kepada {pengguna}: pastikan surel baru")
    return baris


@shared_task(name="akun.surel_pastikan_kirim", antrean=Antrean.SUREL, judul="Surel pemastian alamat baru")
def surel_pastikan_kirim(baris_id: int) -> str:
    """Make the token and send it to the new mailbox; answers why when the mail server did not take it."""
    baris = SurelBaru.objects.terbuka().select_related("pengguna").filter(pk=baris_id).first()
    if baris is None:
        return ""
    token = secrets.token_urlsafe(32)
    SurelBaru.objects.filter(pk=baris.pk).update(sidik=sidik(token))
    alamat = settings.ALAMAT_SITUS.rstrip("/") + reverse("akun:surel-pastikan", args=[token])
    return kirim(
        "akun/email/surel_pastikan.txt",
        baris.surel,
        perihal="Pastikan surel baru untuk akun PERUT",
        kunci=f"surel-{baris.pk}",
        baris=baris,
        alamat=alamat,
    )


def surel_dari(token: str) -> SurelBaru | None:
    semua = SurelBaru.objects.select_related("pengguna", "oleh")
    baris = semua.filter(sidik=sidik(token)).first()
    return baris if baris is not None and baris.terbuka and baris.pengguna.is_active else None


@transaction.atomic
def surel_pastikan(*, token: str) -> Pengguna:
    """The new mailbox counts from now on; both are told. Raises ValidationError when the link is not good any more."""
    baris = surel_dari(token)
    if baris is None:
        raise ValidationError(TIDAK_BERLAKU)
    pengguna = Pengguna.objects.select_for_update(no_key=True).get(pk=baris.pengguna_id)
    kini = SurelBaru.objects.select_for_update(of=("self",), no_key=True).select_related("oleh").get(pk=baris.pk)
    if not kini.terbuka:
        raise ValidationError(TIDAK_BERLAKU)
    if Pengguna.objects.filter(email__iexact=kini.surel).exclude(pk=pengguna.pk).exists():
        raise ValidationError("Surel ini sementara itu tercatat pada akun lain, jadi tidak dapat dipakai di sini.")
    kini.dipakai = timezone.now()
    kini.save(update_fields=["dipakai"])
    lama, pengguna.email = pengguna.email, kini.surel
    pengguna.surel_dari_lain = kini.oleh_id != pengguna.pk
    pengguna.save(update_fields=["surel_dari_lain"])
    pengguna = data_simpan(objek=pengguna, kolom=["email"], oleh=kini.oleh)
    Undangan.objects.terbuka().filter(pengguna=pengguna).exclude(surel="").update(dicabut=timezone.now())
    if lama:
        antrekan(surel_lama_kabari, kini.pk, lama, perihal=f"kepada {pengguna}: surelnya berganti")
    kabari(
        pengguna,
        judul="Surel akun PERUT Anda berganti",
        isi=f"Surel akun ini sekarang {kini.surel}. Bila itu tidak benar, segera hubungi admin.",
        tautan=reverse("akun:profil"),
    )
    return pengguna


@shared_task(name="akun.surel_lama_kabari", antrean=Antrean.SUREL, judul="Surel kepada alamat lama")
def surel_lama_kabari(baris_id: int, lama: str) -> str:
    baris = SurelBaru.objects.select_related("pengguna", "oleh").filter(pk=baris_id).first()
    if baris is None:
        return ""
    return kirim(
        "akun/email/surel_berganti.txt",
        lama,
        perihal="Surel akun PERUT Anda berganti",
        kunci=f"surel-lama-{baris_id}",
        baris=baris,
    )


@transaction.atomic
def surel_batalkan(*, pengguna: Pengguna) -> None:
    """The owner takes the request back, whoever made it."""
    if _batalkan(pengguna):
        catat(pengguna, "surel_baru", "Surel", "diminta diganti", "dibatalkan")


def surel_gugurkan(pengguna: Pengguna) -> None:
    """With a new password ends what was asked for under the old one: whoever knew that one may have asked it. What
    somebody else asks for this account stays."""
    if SurelBaru.objects.terbuka().filter(pengguna=pengguna, oleh=pengguna).exists():
        _batalkan(pengguna)
        catat(pengguna, "surel_baru", "Surel", "diminta diganti", "dibatalkan: kata sandinya diganti")


def _batalkan(pengguna: Pengguna) -> int:
    return SurelBaru.objects.filter(pengguna=pengguna, dipakai=None, dibatalkan=None).update(dibatalkan=timezone.now())
