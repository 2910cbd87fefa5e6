"""What an office knew about a village before it came here. Known, and never examined here."""

from django.db import models
from django.utils.formats import date_format

from desa.models import Bawaan, Desa
from perut.enums import KeadaanLama
from perut.models.buku import Buku


class BarisBawaan(models.Model):
    """The rows of a sheet stay as they came; of two sheets that say something, the later one that stands counts."""

    bawaan = models.ForeignKey(Bawaan, models.CASCADE, related_name="%(class)s_set")
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="%(class)s_set")
    tanggal = models.DateField("tanggal")
    catatan = models.CharField("catatan", max_length=500, blank=True)

    class Meta:
        abstract = True
        ordering = ["-bawaan_id"]

    @property
    def wilayah(self) -> Desa:
        return self.desa


class BukuLama(BarisBawaan):
    """One book of a village as the office last knew it."""

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="+")
    keadaan = models.CharField("keadaan", max_length=15, choices=KeadaanLama.choices)

    class Meta(BarisBawaan.Meta):
        verbose_name = "keadaan buku dari catatan lama"
        verbose_name_plural = "keadaan buku dari catatan lama"
        constraints = [models.UniqueConstraint(fields=["bawaan", "desa", "buku"], name="bukulama_sekali_per_lembar")]

    def __str__(self) -> str:
        return f"{self.buku}: {self.get_keadaan_display()}"


class KunjunganLama(BarisBawaan):
    """The day of a village's last visit according to the office."""

    class Meta(BarisBawaan.Meta):
        verbose_name = "kunjungan dari catatan lama"
        verbose_name_plural = "kunjungan dari catatan lama"
        constraints = [models.UniqueConstraint(fields=["bawaan", "desa"], name="kunjunganlama_sekali_per_lembar")]

    def __str__(self) -> str:
        return f"{self.desa}, {date_format(self.tanggal, 'j F Y')}"
