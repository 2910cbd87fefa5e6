"""What an office carried over from its old records: one row for each sheet that came in."""

from django.db import models
from django.db.models import Q

ASAL = "bawaan"  # as rooms above name where a row comes from
SEBUTAN = "dibawa dari catatan lama"


class PokokBawaan(models.TextChoices):
    BUKU = "buku", "Keadaan buku"
    TEMUAN = "temuan", "Temuan terbuka"
    KUNJUNGAN = "kunjungan", "Kunjungan terakhir"


class BawaanQuerySet(models.QuerySet):
    def berlaku(self):
        return self.filter(ditarik_pada=None)


class Bawaan(models.Model):
    """One sheet about one subject; what it brought points here. Taken back as a whole it is not deleted.

    Accounts stand above this room: who did it is a key and a name.
    """

    kecamatan = models.ForeignKey("desa.Kecamatan", models.PROTECT, related_name="bawaan")
    pokok = models.CharField("pokok", max_length=10, choices=PokokBawaan.choices)
    berkas = models.CharField("nama berkas", max_length=200)
    jumlah = models.PositiveIntegerField("jumlah baris")
    oleh = models.BigIntegerField()
    oleh_nama = models.CharField(max_length=150)
    waktu = models.DateTimeField(auto_now_add=True)
    ditarik_pada = models.DateTimeField(null=True)
    ditarik_oleh = models.BigIntegerField(null=True)
    ditarik_oleh_nama = models.CharField(max_length=150, blank=True)
    alasan = models.TextField("alasan ditarik", blank=True)

    objects = BawaanQuerySet.as_manager()

    class Meta:
        verbose_name = "catatan lama"
        verbose_name_plural = "catatan lama"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ditarik_pada=None) | (Q(ditarik_oleh__isnull=False) & ~Q(alasan="")),
                name="bawaan_ditarik_beralasan",
                violation_error_message="Catatan lama yang ditarik harus menyebut siapa dan mengapa.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_pokok_display()}, {self.jumlah} baris dari {self.berkas}"

    @property
    def wilayah(self) -> models.Model:
        return self.kecamatan

    @property
    def berlaku(self) -> bool:
        return self.ditarik_pada is None
