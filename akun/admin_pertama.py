"""The first admin of an installation, made by whoever holds the link that its operator reads in the log."""

import hashlib
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from akun.enums import Peran
from akun.faktor_pertama import IZIN
from akun.models import Pengguna, Penugasan
from akun.tautan_awal import LAMA, TautanAwal

TIDAK_BERLAKU = "Tautan ini sudah dipakai, sudah lewat satu jam, sudah diganti yang baru, atau admin sudah ada."


def ada_admin(*, contoh: bool = False) -> bool:
    """Somebody can administer this installation. `contoh`: an account of the demo counts, too."""
    semua = Penugasan.objects.aktif().filter(peran=Peran.ADMIN, pengguna__is_active=True).order_by()
    return (semua if contoh else semua.filter(pengguna__demo=False)).exists()


def _sidik(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def tautan_awal_terbitkan() -> str:
    """A new link, whole; the one before is good for nothing any more. '' where an admin exists."""
    TautanAwal.objects.all().delete()
    if ada_admin():
        return ""
    token = secrets.token_urlsafe(32)
    TautanAwal.objects.create(sidik=_sidik(token), berlaku_sampai=timezone.now() + LAMA)
    return settings.ALAMAT_SITUS.rstrip("/") + reverse("akun:admin-pertama", args=[token])


def tautan_awal_berlaku(token: str) -> bool:
    tautan = TautanAwal.objects.filter(sidik=_sidik(token)).first()
    return tautan is not None and tautan.berlaku and not ada_admin()


@sensitive_variables()
@transaction.atomic
def admin_pertama_buat(*, token: str, pengguna: Pengguna, sandi: str) -> Pengguna:
    """The account and its assignment, and the end of the link. Raises ValidationError when the link is not good."""
    terkunci = {
        t.sidik: t for t in TautanAwal.objects.select_for_update()
    }  # whoever comes second waits, and is refused
    tautan = terkunci.get(_sidik(token))
    if tautan is None or not tautan.berlaku or ada_admin():
        raise ValidationError(TIDAK_BERLAKU)
    pengguna.sandi_sendiri(sandi, dipastikan=True)  # who holds the link holds the machine
    pengguna.faktor_izin = timezone.now() + IZIN
    pengguna.save()
    Penugasan.objects.create(pengguna=pengguna, peran=Peran.ADMIN)
    TautanAwal.objects.all().delete()
    return pengguna
