"""Instruments with versions: what a form asks, and who may use which version of it.

A room keeps its own forms and rows; what they share is this life: a draft is written, published, and from
then on never changes. What was filled in keeps the version it was filled in with. A withdrawn version is
offered for nothing new.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices
from django.utils import timezone

from desa.models import Kecamatan


class StatusInstrumen(TextChoices):
    DRAF = "draf", "Draf"
    TERBIT = "terbit", "Berlaku"
    DITARIK = "ditarik", "Ditarik"


class FormulirQuerySet(models.QuerySet):
    def untuk_kecamatan(self, kecamatan: Kecamatan):
        """Those of the regulation, and the office's own."""
        return self.filter(Q(kecamatan=None) | Q(kecamatan=kecamatan))

    def terbit(self, pada=None):
        pada = pada or timezone.localdate()
        return self.filter(status=StatusInstrumen.TERBIT, berlaku_sejak__lte=pada)


class FormulirBerversi(models.Model):
    """One version of one form. `kode` names the form ("III.II"), `versi` counts from 1 under it.

    Without a `kecamatan` it is the regulation's (or the installation's) and serves every office.
    """

    kode = models.CharField("kode", max_length=20)
    versi = models.PositiveSmallIntegerField("versi", default=1)
    kecamatan = models.ForeignKey(
        Kecamatan, models.PROTECT, null=True, blank=True, related_name="%(class)s_set", verbose_name="kecamatan"
    )
    judul = models.CharField("judul", max_length=300)
    nomor_bidang = models.PositiveSmallIntegerField("nomor bidang")
    bidang = models.CharField("bidang", max_length=150)
    jenis_kegiatan = models.CharField("jenis kegiatan", max_length=200)
    lokasi = models.CharField("lokasi", max_length=200, blank=True)
    dasar = models.CharField("dasar", max_length=300, blank=True)
    tempat = models.CharField("tempat dalam sumber", max_length=200, blank=True)
    catatan = models.JSONField("catatan tentang sumber", default=list, blank=True)
    berlaku_sejak = models.DateField("berlaku sejak", default=timezone.localdate)
    status = models.CharField(
        "status", max_length=10, choices=StatusInstrumen.choices, default=StatusInstrumen.DRAF, editable=False
    )
    # Of the YAML that it was loaded from; "" for one that an office wrote.
    sidik = models.CharField(max_length=64, blank=True, editable=False)
    disalin_dari = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat = models.DateTimeField(auto_now_add=True)
    diterbitkan = models.DateTimeField(null=True, editable=False)
    alasan_ditarik = models.TextField("alasan ditarik", blank=True, editable=False)

    objects = FormulirQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["nomor_bidang", "kode", "-versi"]
        constraints = [
            models.UniqueConstraint(
                fields=["kode", "versi"],
                condition=Q(kecamatan__isnull=True),
                name="%(class)s_versi_umum_unik",
            ),
            models.UniqueConstraint(
                fields=["kecamatan", "kode", "versi"],
                condition=Q(kecamatan__isnull=False),
                name="%(class)s_versi_kecamatan_unik",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.judul}"

    @property
    def wilayah(self) -> Kecamatan | None:
        return self.kecamatan

    @property
    def dapat_diubah(self) -> bool:
        return self.status == StatusInstrumen.DRAF
