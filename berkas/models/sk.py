"""Whose appointment decree a file is."""

from django.db import models
from django.db.models import Q

from berkas.models.berkas import Berkas
from desa.models import AnggotaBPD, Pejabat, Perangkat


class PejabatBerkas(models.Model):
    """One official of one decree. Written by `berkas.services.sk`; the number and date stand on both, and agree."""

    berkas = models.ForeignKey(Berkas, models.CASCADE, related_name="pejabat")
    perangkat = models.ForeignKey(Perangkat, models.CASCADE, null=True, blank=True, related_name="sk_terunggah")
    bpd = models.ForeignKey(AnggotaBPD, models.CASCADE, null=True, blank=True, related_name="sk_terunggah")

    class Meta:
        verbose_name = "pejabat dalam SK"
        verbose_name_plural = "pejabat dalam SK"
        ordering = ["berkas", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(perangkat__isnull=False, bpd__isnull=True) | Q(perangkat__isnull=True, bpd__isnull=False),
                name="pejabatberkas_satu_pejabat",
            ),
            models.UniqueConstraint(fields=["berkas", "perangkat"], name="pejabatberkas_perangkat_sekali"),
            models.UniqueConstraint(fields=["berkas", "bpd"], name="pejabatberkas_bpd_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.orang} – {self.berkas.judul}"

    @property
    def orang(self) -> Pejabat:
        orang = self.perangkat or self.bpd
        assert orang is not None  # the constraint pejabatberkas_satu_pejabat
        return orang
