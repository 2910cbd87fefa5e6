"""The year's programme: which desa are in focus, why, and how often they are visited."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from dasar.konflik import Berversi
from desa.models import Desa, Kecamatan
from perut.enums import Frekuensi


def baris_tema(teks: str) -> list[str]:
    return [baris.strip() for baris in teks.splitlines() if baris.strip()]


class Program(Berversi):
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="program_perut")
    tahun = models.PositiveSmallIntegerField("tahun", validators=[MinValueValidator(2020), MaxValueValidator(2100)])
    frekuensi = models.CharField(
        "frekuensi kunjungan", max_length=15, choices=Frekuensi.choices, default=Frekuensi.BULANAN
    )
    target = models.TextField(
        "target", blank=True, help_text="Misalnya: kapasitas aparatur desa meningkat hingga 80 persen."
    )
    tema = models.TextField(
        "tema pendampingan", blank=True, help_text="Satu tema per baris; dipakai bergiliran sebagai agenda."
    )
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )

    class Meta:
        verbose_name = "program PERUT"
        verbose_name_plural = "program PERUT"
        ordering = ["-tahun", "kecamatan__kode"]
        constraints = [
            models.UniqueConstraint(
                fields=["kecamatan", "tahun"],
                name="program_satu_per_tahun",
                violation_error_message="Program tahun ini sudah ada untuk kecamatan tersebut.",
            )
        ]

    def __str__(self) -> str:
        return f"PERUT {self.kecamatan.nama_saja} {self.tahun}"

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan

    @property
    def daftar_tema(self) -> list[str]:
        return baris_tema(self.tema)


class Lokus(Berversi):
    """A focus village of the year."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="lokus")
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="lokus")
    alasan = models.TextField("alasan dipilih")
    tema = models.TextField(
        "tema",
        blank=True,
        default="",
        db_default="",
        help_text="Satu tema per baris, dipakai bergiliran. Kosongkan untuk mengikuti tema program.",
    )
    frekuensi = models.CharField(
        "frekuensi",
        max_length=15,
        choices=Frekuensi.choices,
        blank=True,
        help_text="Kosongkan untuk mengikuti program.",
    )
    petugas = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="lokus", verbose_name="petugas", blank=True)

    class Meta:
        verbose_name = "desa lokus"
        verbose_name_plural = "desa lokus"
        ordering = ["desa__nama", "desa__kode"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "desa"],
                name="lokus_unik",
                violation_error_message="Desa ini sudah menjadi lokus pada program ini.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.desa} ({self.program.tahun})"

    @property
    def wilayah(self) -> Kecamatan:
        return self.program.kecamatan

    @property
    def daftar_tema(self) -> list[str]:
        """The village's own themes, else those of the programme."""
        return baris_tema(self.tema) or self.program.daftar_tema
