"""Who changed which master data: the model; it is written by services/data.py."""

from django.db import models
from django.db.models import Q

from desa.enums import AksiData


class RiwayatQuerySet(models.QuerySet):
    def tentang(self, *objek: models.Model):
        semua = Q(pk__in=[])
        for o in objek:
            semua |= Q(jenis=o._meta.model_name, nomor=o.pk)
        return self.filter(semua)


class RiwayatData(models.Model):
    """Who changed which master data, when, from what to what. Rows are only ever added.

    The row may be gone, so it is named and not pointed at; `desa` is whose page shows it. Accounts stand
    above this room: who did it is a key and a name. `isi`: kolom, label, dari and ke of each change.
    """

    jenis = models.CharField(max_length=30)
    nomor = models.BigIntegerField()
    nama = models.CharField(max_length=200)
    desa = models.ForeignKey("desa.Desa", models.CASCADE, null=True, related_name="riwayat_data")
    aksi = models.CharField(max_length=10, choices=AksiData.choices)
    lewat_impor = models.BooleanField(default=False)
    oleh = models.BigIntegerField()
    oleh_nama = models.CharField(max_length=150)
    waktu = models.DateTimeField(auto_now_add=True)
    isi = models.JSONField(default=list)

    objects = RiwayatQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat data"
        verbose_name_plural = "riwayat data"
        ordering = ["-waktu", "-pk"]
        indexes = [models.Index(fields=["jenis", "nomor"]), models.Index(fields=["desa", "-waktu"])]

    def __str__(self) -> str:
        return f"{self.nama}: {self.sebutan.lower()} oleh {self.oleh_nama}"

    @property
    def sebutan(self) -> str:
        return f"{self.get_aksi_display()}{' lewat impor' if self.lewat_impor else ''}"

    @property
    def terbaca(self) -> list[dict[str, str]]:
        """What to show: of a new row the page itself shows everything."""
        return [] if self.aksi == AksiData.DICATAT else self.isi
