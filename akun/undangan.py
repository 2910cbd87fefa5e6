"""An invitation to an account: the model and its token. Written by `akun.services.undangan`."""

import base64
import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from akun.enums import CaraUndangan

LAMA = {CaraUndangan.SUREL: timedelta(days=7), CaraUndangan.CETAK: timedelta(days=14)}
KELOMPOK = 4  # letters between two hyphens of the address: a person may have to type it
_SALAH_BACA = str.maketrans({"0": "o", "1": "l", "8": "b"})


def token_undangan() -> str:
    """120 random bits in letters that can be typed from a sheet: abcd-efgh-…"""
    huruf = base64.b32encode(secrets.token_bytes(15)).decode().lower()
    return "-".join(huruf[i : i + KELOMPOK] for i in range(0, len(huruf), KELOMPOK))


def sidik_token(token: str) -> str:
    """What is stored of it; hyphens, capitals and signs that look alike do not count."""
    rapi = "".join(h for h in token.lower().translate(_SALAH_BACA) if h.isalnum())
    return hashlib.sha256(rapi.encode()).hexdigest()


class UndanganQuerySet(models.QuerySet):
    def terbuka(self):
        """Neither used nor taken back; its day may be over."""
        return self.filter(dipakai=None, dicabut=None)


class Undangan(models.Model):
    """Bound to one person, good once. Of the token only the hash is kept; one by mail gets it when it is sent."""

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="undangan", verbose_name="yang diundang"
    )
    cara = models.CharField("cara", max_length=10, choices=CaraUndangan.choices)
    surel = models.EmailField("dikirim ke", blank=True)
    sidik = models.CharField(max_length=64, unique=True, null=True, editable=False)
    berlaku_sampai = models.DateTimeField("berlaku sampai")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="diundang oleh"
    )
    dibuat = models.DateTimeField("dibuat", auto_now_add=True)
    dikirim = models.DateTimeField("surel terkirim", null=True)
    dipakai = models.DateTimeField("dipakai", null=True)
    dicabut = models.DateTimeField("dicabut", null=True)

    objects = UndanganQuerySet.as_manager()

    class Meta:
        verbose_name = "undangan"
        verbose_name_plural = "undangan"
        ordering = ["-dibuat", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna"],
                condition=Q(dipakai=None, dicabut=None),
                name="undangan_satu_terbuka",
                violation_error_message="Orang ini sudah mempunyai undangan yang terbuka.",
            ),
            models.CheckConstraint(condition=Q(dipakai=None) | Q(dicabut=None), name="undangan_dipakai_atau_dicabut"),
        ]

    def __str__(self) -> str:
        return f"Undangan {self.pengguna} ({self.get_cara_display().lower()})"

    @property
    def lewat(self) -> bool:
        return self.berlaku_sampai <= timezone.now()

    @property
    def terbuka(self) -> bool:
        return self.dipakai is None and self.dicabut is None and not self.lewat

    @property
    def keadaan(self) -> str:
        if self.dipakai:
            return "Sudah dipakai"
        if self.dicabut:
            return "Dicabut"
        if self.lewat:
            return "Lewat waktu"
        return "Sedang dikirim" if self.cara == CaraUndangan.SUREL and not self.dikirim else "Menunggu"


def berakhir(cara: str) -> datetime:
    return timezone.now() + LAMA[CaraUndangan(cara)]
