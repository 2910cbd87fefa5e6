"""What is filled in at the place: a sheet is one form for one place and day; its rows follow the saving contract."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from berkas.models.foto import FotoBaris
from dasar.simpan import BarisBerversi
from desa.models import Desa
from monitoring.models.formulir import ButirMonitoring, FormulirMonitoring
from monitoring.models.monitoring import Monitoring


class LembarMonitoring(BarisBerversi):
    """One form, filled in for one place ("RT 03", "Dusun Hulu", "Kantor Desa") on one day."""

    monitoring = models.ForeignKey(Monitoring, models.CASCADE, related_name="lembar")
    formulir = models.ForeignKey(FormulirMonitoring, models.PROTECT, related_name="lembar")
    kegiatan = models.CharField("kegiatan", max_length=200, blank=True)
    lokasi = models.CharField("lokasi", max_length=200)
    tanggal = models.DateField("tanggal monitoring", null=True, blank=True)

    class Meta(BarisBerversi.Meta):
        verbose_name = "lembar monitoring"
        verbose_name_plural = "lembar monitoring"

    def __str__(self) -> str:
        return f"{self.formulir.kode} {self.lokasi}"

    @property
    def wilayah(self) -> Desa:
        return self.monitoring.desa


class JawabanMonitoring(BarisBerversi):
    """The answer to one row: of the form, or one that the officer added (the form's "DST") with its own text."""

    lembar = models.ForeignKey(LembarMonitoring, models.CASCADE, related_name="jawaban")
    butir = models.ForeignKey(ButirMonitoring, models.PROTECT, null=True, blank=True, related_name="jawaban")
    urut = models.PositiveSmallIntegerField(default=0)
    bagian = models.CharField("bagian", max_length=5, blank=True)
    teks = models.CharField("butir tambahan", max_length=500, blank=True)
    positif = models.CharField("jawaban yang baik", max_length=20, blank=True)
    jawaban = models.CharField("jawaban", max_length=20, blank=True)
    keterangan = models.TextField("keterangan", blank=True, validators=[MaxLengthValidator(5000)])

    class Meta(BarisBerversi.Meta):
        verbose_name = "jawaban monitoring"
        verbose_name_plural = "jawaban monitoring"
        ordering = ["bagian", "urut", "dibuat_pada", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lembar", "butir"],
                condition=Q(butir__isnull=False),
                name="jawaban_sekali_per_butir",
                violation_error_message="Butir ini sudah dijawab pada lembar ini.",
            ),
            models.CheckConstraint(
                condition=Q(butir__isnull=False, teks="") | Q(butir__isnull=True) & ~Q(teks=""),
                name="jawaban_butir_atau_teks",
                violation_error_message="Butir tambahan harus berisi teks.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.teks_butir}: {self.jawaban or 'belum dijawab'}"

    @property
    def wilayah(self) -> Desa:
        return self.lembar.monitoring.desa

    @property
    def teks_butir(self) -> str:
        return self.butir.teks if self.butir else self.teks

    @property
    def kabar_buruk(self) -> bool:
        """Answered, and not with the answer that is good news."""
        baik = self.butir.positif if self.butir else self.positif
        return bool(self.jawaban) and self.jawaban != baik


class FotoMonitoring(FotoBaris):
    """A photo beside an answer."""

    jawaban = models.ForeignKey(JawabanMonitoring, models.CASCADE, related_name="foto")

    class Meta(FotoBaris.Meta):
        verbose_name = "foto monitoring"
        verbose_name_plural = "foto monitoring"

    @property
    def wilayah(self) -> Desa:
        return self.jawaban.lembar.monitoring.desa
