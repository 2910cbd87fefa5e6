"""The instrument: which rows a monitoring form asks. A published version never changes."""

from django.db import models

from akun.instrumen import FormulirBerversi


class FormulirMonitoring(FormulirBerversi):
    """One version of one monitoring form of Lampiran III, or an office's own.

    `pilihan` are the two answers as the form heads its columns: ["ADA", "TIDAK"]. `bagian` are its
    parts, [{"kode": "A", "judul": …, "tempat": …}], empty for a form without parts.
    """

    pilihan = models.JSONField("pilihan jawaban")
    bagian = models.JSONField("bagian", default=list, blank=True)
    boleh_tambah = models.BooleanField("petugas boleh menambah butir (DST)", default=True)

    class Meta(FormulirBerversi.Meta):
        verbose_name = "formulir monitoring"
        verbose_name_plural = "formulir monitoring"


class ButirMonitoring(models.Model):
    """One row of a form. `positif` is the answer that is good news; in three rows of the source that is TIDAK."""

    formulir = models.ForeignKey(FormulirMonitoring, models.CASCADE, related_name="butir")
    urut = models.PositiveSmallIntegerField()
    nomor = models.CharField("nomor", max_length=10)
    bagian = models.CharField("bagian", max_length=5, blank=True)
    teks = models.TextField("teks")
    positif = models.CharField("jawaban yang baik", max_length=20)
    tempat = models.CharField("tempat dalam sumber", max_length=200, blank=True)
    catatan = models.JSONField("catatan tentang sumber", default=list, blank=True)

    class Meta:
        verbose_name = "butir monitoring"
        verbose_name_plural = "butir monitoring"
        ordering = ["formulir", "urut"]
        constraints = [models.UniqueConstraint(fields=["formulir", "urut"], name="butirmonitoring_urut_unik")]

    def __str__(self) -> str:
        return f"{self.bagian}{self.nomor}. {self.teks}"
