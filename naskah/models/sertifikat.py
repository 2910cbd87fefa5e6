"""Certificates of the office's own authority. No key of anyone can be read here without its passphrase."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from naskah.enums.sertifikat import AlasanCabut, StatusSertifikat


class AkarSertifikat(models.Model):
    """A root certificate of this office. Its key is elsewhere (CA_KUNCI); old roots stay trusted."""

    subjek = models.CharField("nama", max_length=200)
    sertifikat = models.BinaryField("sertifikat (DER)", editable=False)
    sidik_kunci = models.CharField("sidik kunci", max_length=64, unique=True)
    berlaku_sampai = models.DateTimeField("berlaku sampai")
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "sertifikat otoritas"
        verbose_name_plural = "sertifikat otoritas"
        ordering = ["-dibuat"]

    def __str__(self) -> str:
        return self.subjek


class SertifikatQuerySet(models.QuerySet):
    def aktif(self) -> "SertifikatQuerySet":
        kini = timezone.now()
        return self.filter(dicabut=None, nomor_seri__isnull=False, berlaku_dari__lte=kini, berlaku_sampai__gt=kini)

    def undangan(self) -> "SertifikatQuerySet":
        return self.filter(dicabut=None, nomor_seri=None)


class Sertifikat(models.Model):
    """A signer's certificate and key: first an invitation, filled in by the signer alone.

    `p12` holds the key under the signer's passphrase, which is nowhere.
    """

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sertifikat", verbose_name="penanda tangan"
    )
    akar = models.ForeignKey(AkarSertifikat, models.PROTECT, null=True, editable=False, related_name="terbitan")
    nama = models.CharField("atas nama", max_length=150, blank=True, default="", db_default="", editable=False)
    nomor_seri = models.CharField("nomor seri", max_length=40, unique=True, null=True, editable=False)
    subjek = models.CharField("subjek", max_length=250, blank=True, editable=False)
    p12 = models.BinaryField(default=b"", editable=False)
    sertifikat = models.BinaryField("sertifikat (DER)", default=b"", editable=False)
    berlaku_dari = models.DateTimeField("berlaku dari", null=True, editable=False)
    berlaku_sampai = models.DateTimeField("berlaku sampai", null=True, editable=False)
    dicabut = models.DateTimeField("dicabut", null=True, editable=False)
    alasan = models.CharField(
        "alasan pencabutan", max_length=20, choices=AlasanCabut.choices, blank=True, editable=False
    )
    diterbitkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="sertifikat_diterbitkan",
        verbose_name="diundang oleh",
    )
    disetujui = models.DateTimeField("disetujui orang kedua", null=True, editable=False)
    disetujui_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="disetujui oleh",
    )
    dicabut_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="dicabut oleh",
    )
    salah_beruntun = models.PositiveSmallIntegerField(default=0, editable=False)
    terkunci_sampai = models.DateTimeField(null=True, editable=False)
    dibuat = models.DateTimeField("dibuat", auto_now_add=True)

    objects = SertifikatQuerySet.as_manager()

    class Meta:
        verbose_name = "sertifikat tanda tangan"
        verbose_name_plural = "sertifikat tanda tangan"
        ordering = ["-dibuat"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna"],
                condition=Q(nomor_seri=None, dicabut=None),
                name="sertifikat_satu_undangan",
                violation_error_message="Orang ini sudah diundang dan belum membuat frasa sandinya.",
            ),
            models.CheckConstraint(
                condition=Q(nomor_seri=None)
                | Q(akar__isnull=False, berlaku_dari__isnull=False, berlaku_sampai__isnull=False),
                name="sertifikat_terbit_lengkap",
                violation_error_message="Sertifikat yang terbit harus lengkap masa berlakunya.",
            ),
            models.CheckConstraint(
                condition=Q(dicabut=None, alasan="") | (Q(dicabut__isnull=False) & ~Q(alasan="")),
                name="sertifikat_dicabut_beralasan",
                violation_error_message="Pencabutan harus disertai alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Sertifikat {self.pengguna}"

    @property
    def status(self) -> StatusSertifikat:
        if self.dicabut is not None:
            return StatusSertifikat.DICABUT
        if self.nomor_seri is None or self.berlaku_sampai is None:
            return StatusSertifikat.DIUNDANG
        return StatusSertifikat.AKTIF if self.berlaku_sampai > timezone.now() else StatusSertifikat.KEDALUWARSA
