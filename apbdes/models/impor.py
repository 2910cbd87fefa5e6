"""What a desa said once about its files, and is not asked again: words of Siskeudes, columns of a sheet."""

from django.conf import settings
from django.db import models

from desa.models import Desa


class JenisPadanan(models.TextChoices):
    DESA = "desa", "Desa dalam berkas"
    SUMBER = "sumber", "Sumber dana"
    KEGIATAN = "kegiatan", "Kode kegiatan"
    REKENING = "rekening", "Kode rekening"


class PadananImpor(models.Model):
    """`tertulis` in a file of this desa means `berarti`. For a desa both are what the file calls it."""

    desa = models.ForeignKey(Desa, models.PROTECT, related_name="padanan_impor")
    jenis = models.CharField("jenis", max_length=10, choices=JenisPadanan.choices)
    tertulis = models.CharField("tertulis", max_length=60)
    berarti = models.CharField("berarti", max_length=60)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "padanan impor"
        verbose_name_plural = "padanan impor"
        ordering = ["desa", "jenis", "tertulis"]
        constraints = [models.UniqueConstraint(fields=["desa", "jenis", "tertulis"], name="padananimpor_sekali")]

    def __str__(self) -> str:
        return f"{self.tertulis} = {self.berarti}"


class BentukLembar(models.Model):
    """Which column of a sheet with these headings is what, as somebody of this desa said it."""

    desa = models.ForeignKey(Desa, models.PROTECT, related_name="bentuk_lembar")
    sidik = models.CharField("sidik judul", max_length=64)
    kolom = models.JSONField("kolom")  # index of the column → what it holds
    sumber = models.CharField("sumber dana bila tidak ada kolomnya", max_length=3, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "bentuk lembar"
        verbose_name_plural = "bentuk lembar"
        ordering = ["desa", "-waktu"]
        constraints = [models.UniqueConstraint(fields=["desa", "sidik"], name="bentuklembar_sekali")]

    def __str__(self) -> str:
        return f"{self.desa} {self.sidik[:8]}"
