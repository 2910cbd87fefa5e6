"""From where somebody has signed in: the models. Written by `akun.masuk`."""

from django.conf import settings
from django.db import models


class Gawai(models.Model):
    """A browser in which this person has signed in before, known by a signed cookie of which the hash is kept."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="gawai", verbose_name="milik")
    sidik = models.CharField(max_length=64, editable=False)
    nama = models.CharField("peramban", max_length=80)
    dibuat = models.DateTimeField("dikenal sejak", auto_now_add=True)
    terakhir = models.DateTimeField("terakhir masuk", auto_now=True)

    class Meta:
        verbose_name = "gawai"
        verbose_name_plural = "gawai"
        constraints = [models.UniqueConstraint(fields=["pengguna", "sidik"], name="gawai_satu_sidik")]

    def __str__(self) -> str:
        return self.nama


class Sesi(models.Model):
    """A sign-in that goes on: which session it is, where, and when it was used last (to within minutes)."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sesi", verbose_name="milik")
    kunci = models.CharField(max_length=40, unique=True, editable=False)
    gawai = models.ForeignKey(Gawai, models.CASCADE, verbose_name="gawai")
    alamat = models.CharField("alamat", max_length=45, blank=True)
    mulai = models.DateTimeField("masuk", auto_now_add=True)
    terakhir = models.DateTimeField("terakhir dipakai", auto_now=True)

    class Meta:
        verbose_name = "sesi"
        verbose_name_plural = "sesi"
        ordering = ["-terakhir", "-pk"]

    def __str__(self) -> str:
        return f"{self.gawai} dari {self.alamat or 'alamat tak dikenal'}"
