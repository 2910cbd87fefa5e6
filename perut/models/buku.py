"""The instrument: which administrative books are examined. A used version never changes."""

from django.db import models

from perut.enums import Mutakhir


class InstrumenBuku(models.Model):
    """A dated version of the checklist, loaded from perut/acuan/."""

    kode = models.SlugField("kode versi", unique=True)
    judul = models.CharField("judul", max_length=200)
    dasar = models.CharField("dasar", max_length=300)
    berlaku_sejak = models.DateField("berlaku sejak")
    sidik = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = "instrumen buku"
        verbose_name_plural = "instrumen buku"
        ordering = ["-berlaku_sejak", "-pk"]

    def __str__(self) -> str:
        return self.judul


class Buku(models.Model):
    """One administrative book, with the official name and the one that PERUT's guideline uses."""

    instrumen = models.ForeignKey(InstrumenBuku, models.CASCADE, related_name="buku")
    urut = models.PositiveSmallIntegerField()
    kode = models.CharField("model", max_length=5)
    nama = models.CharField("nama buku", max_length=150)
    kelompok = models.CharField("kelompok", max_length=60)
    nama_pedoman = models.CharField("nama dalam Pedoman PERUT", max_length=150, blank=True)
    catatan = models.TextField("catatan sumber", blank=True)
    mutakhir = models.CharField("ukuran mutakhir", max_length=12, choices=Mutakhir.choices, default=Mutakhir.BULAN_LALU)

    class Meta:
        verbose_name = "buku"
        verbose_name_plural = "buku"
        ordering = ["instrumen", "urut"]
        constraints = [models.UniqueConstraint(fields=["instrumen", "kode"], name="buku_kode_unik")]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"
