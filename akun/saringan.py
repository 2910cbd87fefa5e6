"""What a person filtered a list by, under a name of his own. The model; written by `akun.services.saringan`."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

ISI_MAKS = 1000  # characters of the address behind the question mark


class Saringan(models.Model):
    """`daftar` is the url name of the list, `isi` what stands behind the question mark there. Whether that still says
    something is judged by the list's own form when it is opened: choices come and go."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saringan")
    daftar = models.CharField("daftar", max_length=80)
    nama = models.CharField("nama saringan", max_length=60)
    isi = models.CharField("saringan", max_length=ISI_MAKS)
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "saringan tersimpan"
        verbose_name_plural = "saringan tersimpan"
        ordering = ["nama", "pk"]
        constraints = [
            models.UniqueConstraint(
                "pengguna",
                "daftar",
                Lower("nama"),
                name="saringan_nama_unik",
                violation_error_message="Anda sudah mempunyai saringan bernama ini di daftar ini.",
            )
        ]

    def __str__(self) -> str:
        return self.nama
