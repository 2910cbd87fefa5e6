"""Another mailbox for an account that is in use: the model and its life. Written by `akun.services.surel`."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

LAMA = timedelta(days=1)


def sidik(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class SurelBaruQuerySet(models.QuerySet):
    def terbuka(self) -> "SurelBaruQuerySet":
        return self.filter(dipakai=None, dibatalkan=None, berlaku_sampai__gt=timezone.now())


class SurelBaru(models.Model):
    """It counts once whoever reads the new mailbox has said so. Of the token only the hash is kept."""

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="surel_baru", verbose_name="milik"
    )
    surel = models.EmailField("surel baru")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="diminta oleh")
    sidik = models.CharField(max_length=64, unique=True, null=True, editable=False)
    berlaku_sampai = models.DateTimeField("berlaku sampai")
    dibuat = models.DateTimeField("diminta", auto_now_add=True)
    dipakai = models.DateTimeField("dipastikan", null=True)
    dibatalkan = models.DateTimeField("dibatalkan", null=True)

    objects = SurelBaruQuerySet.as_manager()

    class Meta:
        verbose_name = "surel yang menunggu dipastikan"
        verbose_name_plural = "surel yang menunggu dipastikan"
        ordering = ["-dibuat", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna"], condition=Q(dipakai=None, dibatalkan=None), name="surel_baru_satu_terbuka"
            )
        ]

    def __str__(self) -> str:
        return f"{self.surel} bagi {self.pengguna}"

    @property
    def terbuka(self) -> bool:
        return self.dipakai is None and self.dibatalkan is None and self.berlaku_sampai > timezone.now()
