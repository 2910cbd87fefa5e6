"""Facts of a village, per budget year."""

from django.conf import settings
from django.db import models

from desa.models import Desa


class FaktaDesa(models.Model):
    """One fact as somebody said it. Rows are only added: of a name the newest counts, an empty one takes it back."""

    desa = models.ForeignKey(Desa, models.PROTECT, related_name="fakta")
    tahun = models.PositiveSmallIntegerField("tahun anggaran")
    nama = models.CharField("fakta", max_length=60)
    # Empty for the shipped facts: the kind that a set of rules gave a fact of its own when this was written down.
    jenis = models.CharField("jenis", max_length=10, blank=True)
    nilai = models.CharField("nilai", max_length=60, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "fakta desa"
        verbose_name_plural = "fakta desa"
        ordering = ["pk"]
        indexes = [models.Index(fields=["desa", "tahun"])]

    def __str__(self) -> str:
        return f"{self.nama} {self.desa} {self.tahun}: {self.nilai}"

    @property
    def wilayah(self) -> Desa:
        return self.desa
