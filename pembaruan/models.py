"""What a village proposes to change about those who sign for it, until the kecamatan has confirmed it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from akun.enums import WAKIL_DESA
from akun.lingkup import lingkup
from berkas.models import VersiBerkas
from dasar.alur import RiwayatStatus
from desa.models import Desa
from pembaruan.enums import StatusUsulan


class UsulanQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The proposals of the desa in this person's regions (`pembaruan.lihat_usulan`)."""
        return self.filter(lingkup(pengguna))

    def menunggu(self):
        return self.filter(status=StatusUsulan.MENUNGGU)


class Usulan(models.Model):
    """One change of one person, or one new person.

    The row may be gone meanwhile, so it is named (`kunci` of desa.tabel, `nomor`) and not pointed at; `nomor` is
    None until a new person is confirmed. `isi`: kolom, label, dari and ke (as stored), and both in words.
    """

    desa = models.ForeignKey(Desa, models.CASCADE, related_name="usulan")
    kunci = models.CharField(max_length=20)
    nomor = models.BigIntegerField(null=True, blank=True)
    nama = models.CharField("nama", max_length=150)
    isi = models.JSONField(default=list)
    sk = models.ForeignKey(VersiBerkas, models.PROTECT, related_name="usulan", verbose_name="SK")
    status = models.CharField(
        "status", max_length=12, choices=StatusUsulan.choices, default=StatusUsulan.DRAF, editable=False
    )
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibuat = models.DateTimeField("diusulkan", auto_now_add=True)

    objects = UsulanQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan"
        verbose_name_plural = "usulan perubahan"
        ordering = ["-dibuat", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kunci", "nomor"],
                condition=models.Q(status="menunggu", nomor__isnull=False),
                name="usulan_satu_menunggu_per_orang",
                violation_error_message="Usulan lain tentang orang ini masih menunggu konfirmasi.",
            )
        ]

    def __str__(self) -> str:
        return f"Usulan perubahan {self.nama}, {self.desa}"

    def get_absolute_url(self) -> str:
        return reverse("pembaruan:usulan-rinci", args=[self.pk])

    @property
    def versi_baris(self) -> int:
        return 0

    @property
    def wilayah(self) -> Desa:
        return self.desa

    @property
    def pengusul_bertugas(self) -> bool:
        """Whether who proposed it still acts for the village."""
        return bool(self.dibuat_oleh.peran_di(self.desa) & WAKIL_DESA)


class RiwayatUsulan(RiwayatStatus):
    usulan = models.ForeignKey(Usulan, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return StatusUsulan(self.ke).label
