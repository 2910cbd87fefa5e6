"""The instrument: aspects with five described levels each. A published version never changes."""

from django.db import models

from akun.instrumen import FormulirBerversi
from evaluasi.enums import Huruf


class FormulirEvaluasi(FormulirBerversi):
    """One version of one evaluation form of Lampiran IV, or an office's own."""

    # The scale it was published with: [{"huruf": "a", "nilai": "SANGAT BAIK", "minimal": 90}, …], best first.
    skala = models.JSONField("skala")

    class Meta(FormulirBerversi.Meta):
        verbose_name = "formulir evaluasi"
        verbose_name_plural = "formulir evaluasi"


class Aspek(models.Model):
    """One row of the form that gets a score."""

    formulir = models.ForeignKey(FormulirEvaluasi, models.CASCADE, related_name="aspek")
    urut = models.PositiveSmallIntegerField()
    nomor = models.CharField("nomor", max_length=10)
    teks = models.TextField("aspek")
    tempat = models.CharField("tempat dalam sumber", max_length=200, blank=True)
    catatan = models.JSONField("catatan tentang sumber", default=list, blank=True)

    class Meta:
        verbose_name = "aspek"
        verbose_name_plural = "aspek"
        ordering = ["formulir", "urut"]
        constraints = [models.UniqueConstraint(fields=["formulir", "urut"], name="aspek_urut_unik")]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.teks}"


class TingkatAspek(models.Model):
    """What a level means for this aspect: the text that an evaluator chooses."""

    aspek = models.ForeignKey(Aspek, models.CASCADE, related_name="tingkat")
    huruf = models.CharField("tingkat", max_length=1, choices=Huruf.choices)
    teks = models.TextField("uraian")

    class Meta:
        verbose_name = "tingkat"
        verbose_name_plural = "tingkat"
        ordering = ["aspek", "huruf"]
        constraints = [models.UniqueConstraint(fields=["aspek", "huruf"], name="tingkataspek_huruf_unik")]

    def __str__(self) -> str:
        return f"{self.huruf}. {self.teks}"
