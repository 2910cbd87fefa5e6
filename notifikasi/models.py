"""Notices to a person, shown in the application and, when an address is known, sent by e-mail."""

from django.conf import settings
from django.db import models


class Pemberitahuan(models.Model):
    penerima = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pemberitahuan")
    judul = models.CharField("judul", max_length=200)
    isi = models.TextField("isi", blank=True)
    tautan = models.CharField("tautan", max_length=200)
    dibuat = models.DateTimeField("waktu", auto_now_add=True)
    dibaca = models.DateTimeField("dibaca", null=True, blank=True)

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["-dibuat", "-pk"]
        indexes = [models.Index(fields=["penerima", "dibaca"])]

    def __str__(self) -> str:
        return self.judul
