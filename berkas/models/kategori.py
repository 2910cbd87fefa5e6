"""Which kinds of file there are."""

from django.db import models

from berkas.enums import KelompokKategori, PeriodeKategori
from dasar.konflik import Berversi


class KategoriBerkasQuerySet(models.QuerySet):
    def aktif(self):
        return self.filter(aktif=True)


class KategoriBerkas(Berversi):
    """A kind of document. National rows come from berkas/acuan/, books from the room that owns them."""

    versi = models.PositiveIntegerField(default=0, db_default=0, editable=False)  # later than its table
    kode = models.CharField("kode", max_length=60, unique=True)
    nama = models.CharField("nama", max_length=150)
    kelompok = models.CharField("kelompok", max_length=12, choices=KelompokKategori.choices)
    periode = models.CharField("periode", max_length=10, choices=PeriodeKategori.choices)
    urut = models.PositiveSmallIntegerField("urutan", default=0)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    dasar = models.CharField("dasar", max_length=300, blank=True, help_text="Peraturan dan pasal, atau sumbernya.")
    aktif = models.BooleanField("aktif", default=True)

    objects = KategoriBerkasQuerySet.as_manager()

    class Meta:
        verbose_name = "kategori berkas"
        verbose_name_plural = "kategori berkas"
        ordering = ["urut", "kode"]

    def __str__(self) -> str:
        return self.nama
