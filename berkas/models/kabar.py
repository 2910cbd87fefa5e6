"""What a desa has been reminded of, so that nobody hears of the same document twice."""

from django.db import models

from berkas.enums import JenisKabar
from berkas.models.kategori import KategoriBerkas
from desa.models import Desa


class KabarTuntutan(models.Model):
    """The secretary of a desa was told once that this document is due soon, or that it is late."""

    desa = models.ForeignKey(Desa, models.CASCADE, related_name="+")
    kategori = models.ForeignKey(KategoriBerkas, models.CASCADE, related_name="+")
    periode = models.CharField(max_length=7, blank=True)
    jatuh_tempo = models.DateField()  # another due date is another matter
    jenis = models.CharField(max_length=9, choices=JenisKabar.choices)
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kabar tuntutan"
        verbose_name_plural = "kabar tuntutan"
        constraints = [
            models.UniqueConstraint(
                fields=["desa", "kategori", "periode", "jatuh_tempo", "jenis"], name="kabartuntutan_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.desa}: {self.kategori} {self.periode}"
