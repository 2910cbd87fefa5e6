"""What somebody has sent and not yet agreed to: the models. Written by `dasar.impor` and `akun.konsep`."""

from django.conf import settings
from django.db import models


class LembarImpor(models.Model):
    """A sheet that somebody has uploaded and not yet agreed to, one per place (dasar/impor.py).

    It outlives the session, so that the file need not be uploaded again after signing in.
    """

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="lembar_impor", verbose_name="milik"
    )
    tempat = models.CharField(max_length=200)
    isi = models.TextField()  # JSON; as text, since a sheet may hold signs that a JSON column refuses
    dibuat = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "lembar yang menunggu"
        verbose_name_plural = "lembar yang menunggu"
        constraints = [models.UniqueConstraint(fields=["pengguna", "tempat"], name="lembar_impor_satu_setempat")]

    def __str__(self) -> str:
        return self.tempat


class Konsep(models.Model):
    """What somebody sent after their session had ended: kept until they have signed in, never acted upon by itself.

    Written by `akun.konsep`; docs/keputusan/0038-sesi-dan-konsep.md.
    """

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="milik")
    alamat = models.CharField(max_length=500)  # where it was sent
    halaman = models.CharField(max_length=500)  # the page with the form
    isi = models.JSONField()  # [[name, value], …], without passwords and files
    berkas = models.PositiveSmallIntegerField(default=0)  # files that were chosen, and are not here
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "isian yang menunggu"
        verbose_name_plural = "isian yang menunggu"
        ordering = ["dibuat", "pk"]

    def __str__(self) -> str:
        return self.alamat
