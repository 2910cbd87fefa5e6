"""After a restore the books of numbers are closed: what was used since the backup is known to people only."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format

from dasar.waktu import waktu_pembaca
from desa.models import Kecamatan
from naskah.jenis import KODE_MAKS, nama_jenis


class PenutupanNomor(models.Model):
    """Every book of every kecamatan is closed from here on, until somebody says where it stands."""

    keadaan = models.DateTimeField("keadaan cadangan")
    waktu = models.DateTimeField("dipulihkan", auto_now_add=True)

    class Meta:
        verbose_name = "penutupan buku nomor"
        verbose_name_plural = "penutupan buku nomor"
        ordering = ["-pk"]

    def __str__(self) -> str:
        waktu = date_format(waktu_pembaca(self.waktu), r"j F Y \p\u\k\u\l H.i")
        return f"Dipulihkan {waktu}"


class PembukaanNomor(models.Model):
    """Somebody has looked at the papers: the last number used of this book is `terakhir`."""

    penutupan = models.ForeignKey(PenutupanNomor, models.PROTECT, related_name="pembukaan")
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="+")
    buku = models.CharField("buku nomor", max_length=KODE_MAKS)
    tahun = models.PositiveSmallIntegerField("tahun")
    terakhir = models.PositiveIntegerField("nomor terakhir")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField("dipastikan", auto_now_add=True)

    class Meta:
        verbose_name = "pembukaan buku nomor"
        verbose_name_plural = "pembukaan buku nomor"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["penutupan", "kecamatan", "buku"],
                name="pembukaannomor_sekali",
                violation_error_message="Buku nomor ini sudah dibuka.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nama_buku}: {self.terakhir}"

    @property
    def nama_buku(self) -> str:
        return nama_jenis(self.buku)
