"""What somebody typed in the field and could no longer send, given into the hands of the kecamatan's verifikator."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from akun.enums import Peran
from akun.lingkup import lingkup
from berkas.models.foto import FotoBaris
from dasar.alur import RiwayatStatus
from desa.models import Desa, Kecamatan
from serahan.enums import StatusSerahan


class SerahanQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """One's own, and those of the kecamatan in which this person decides about the work of others."""
        terbaca = lingkup(pengguna, Peran.VERIFIKATOR, Peran.CAMAT, Peran.ADMIN, kecamatan="kecamatan")
        return self.filter(models.Q(oleh=pengguna) | terbaca)

    def menunggu(self):
        return self.filter(status=StatusSerahan.MENUNGGU)


class Serahan(models.Model):
    """`isi`: [{"judul", "waktu", "teks": [[label, value], …]}, …], as the phone had it; never changed afterwards.

    `sidik` is the SHA-256 of what arrived, by which the phone knows that it is here, and two of the same are one.
    """

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="+")
    desa = models.ForeignKey(Desa, models.PROTECT, null=True, blank=True, related_name="+")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    halaman = models.CharField("halaman", max_length=200)
    alamat = models.CharField("alamat halaman", max_length=300)
    isi = models.JSONField(default=list)
    sidik = models.CharField(max_length=64, editable=False)
    status = models.CharField(
        "status", max_length=12, choices=StatusSerahan.choices, default=StatusSerahan.MENUNGGU, editable=False
    )
    dibuat = models.DateTimeField("diserahkan", auto_now_add=True)

    objects = SerahanQuerySet.as_manager()

    class Meta:
        verbose_name = "isian yang diserahkan"
        verbose_name_plural = "isian yang diserahkan"
        ordering = ["-dibuat", "-pk"]
        constraints = [models.UniqueConstraint(fields=["oleh", "sidik"], name="serahan_sekali")]
        indexes = [models.Index(fields=["kecamatan", "status"], name="serahan_kecamatan_status")]

    def __str__(self) -> str:
        return f"Isian dari “{self.halaman}”"

    def get_absolute_url(self) -> str:
        return reverse("serahan:serahan-rinci", args=[self.pk])

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan

    @property
    def versi_baris(self) -> int:
        return 0


class FotoSerahan(FotoBaris):
    """A photo that was not sent. `kiriman` is the SHA-256 of the bytes as they came from the phone."""

    serahan = models.ForeignKey(Serahan, models.CASCADE, related_name="foto")
    kiriman = models.CharField(max_length=64, editable=False)

    class Meta(FotoBaris.Meta):
        verbose_name = "foto yang diserahkan"
        verbose_name_plural = "foto yang diserahkan"
        constraints = [models.UniqueConstraint(fields=["serahan", "kiriman"], name="foto_serahan_sekali")]


class RiwayatSerahan(RiwayatStatus):
    serahan = models.ForeignKey(Serahan, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return StatusSerahan(self.ke).label
