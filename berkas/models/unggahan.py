"""An upload on its way: the tus 1.0 protocol, its parts kept as objects of the storage."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from berkas.models.berkas import Berkas, VersiBerkas
from berkas.models.kategori import KategoriBerkas
from desa.models import Desa


def tempat_bagian(_bagian, _nama: str) -> str:
    return f"unggahan/{timezone.now():%Y/%m/%d}/{uuid.uuid4().hex}"


class Unggahan(models.Model):
    """One file being sent, whichever process takes which part. `diterima` is tus' Upload-Offset."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unggahan")
    desa = models.ForeignKey(Desa, models.CASCADE, related_name="+")
    kategori = models.ForeignKey(KategoriBerkas, models.CASCADE, related_name="+")
    berkas = models.ForeignKey(Berkas, models.CASCADE, null=True, blank=True, related_name="+")
    tahun = models.PositiveSmallIntegerField()
    periode = models.CharField(max_length=7, blank=True)
    judul = models.CharField(max_length=200, blank=True)
    nomor = models.CharField(max_length=100, blank=True)
    alasan = models.CharField(max_length=300, blank=True)
    nama_asli = models.CharField(max_length=255)
    ukuran = models.PositiveBigIntegerField()  # bytes, as announced
    diterima = models.PositiveBigIntegerField(default=0)  # bytes
    versi = models.ForeignKey(VersiBerkas, models.CASCADE, null=True, blank=True, related_name="+")
    catatan = models.CharField(max_length=500, blank=True)  # what to say beside a success
    galat = models.CharField(max_length=500, blank=True)  # why it was refused
    dibuat = models.DateTimeField(auto_now_add=True)
    diubah = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "unggahan"
        verbose_name_plural = "unggahan"
        ordering = ["dibuat"]
        constraints = [
            models.CheckConstraint(condition=Q(diterima__lte=F("ukuran")), name="unggahan_tidak_melebihi_ukuran")
        ]
        indexes = [models.Index(fields=["oleh", "dibuat"], name="unggahan_oleh_dibuat")]

    def __str__(self) -> str:
        return self.nama_asli

    @property
    def lengkap(self) -> bool:
        return self.diterima == self.ukuran

    @property
    def selesai(self) -> bool:
        """It has become a version, or was refused for good."""
        return self.versi_id is not None or bool(self.galat)


class BagianUnggahan(models.Model):
    unggahan = models.ForeignKey(Unggahan, models.CASCADE, related_name="bagian")
    mulai = models.PositiveBigIntegerField()  # byte offset
    ukuran = models.PositiveBigIntegerField()  # bytes
    isi = models.FileField(upload_to=tempat_bagian, max_length=120)

    class Meta:
        ordering = ["mulai"]
        constraints = [models.UniqueConstraint(fields=["unggahan", "mulai"], name="bagianunggahan_unik")]

    def __str__(self) -> str:
        return f"{self.unggahan} {self.mulai}+{self.ukuran}"
