"""The set-up link of an installation without an admin: the model. Written by `akun.admin_pertama`."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

LAMA = timedelta(hours=1)


class TautanAwal(models.Model):
    """Good once and for an hour; of its token only the hash is kept. At most one is meant to be open."""

    sidik = models.CharField(max_length=64, unique=True)
    berlaku_sampai = models.DateTimeField()

    class Meta:
        verbose_name = "tautan pemasangan"
        verbose_name_plural = "tautan pemasangan"

    def __str__(self) -> str:
        return f"Tautan pemasangan sampai {date_format(self.berlaku_sampai, 'j F Y')} pukul {self.berlaku_sampai:%H.%M}"

    @property
    def berlaku(self) -> bool:
        return self.berlaku_sampai > timezone.now()
