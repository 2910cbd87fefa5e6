"""Who evaluates: the team by its SK, and the regulation that delegates the evaluation to the camat."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from desa.models import Kabupaten, Kecamatan


class TimEvaluasiQuerySet(models.QuerySet):
    def berlaku(self, kecamatan: Kecamatan, pada: date):
        """The newest SK that holds on that day comes first."""
        return self.filter(Q(sampai=None) | Q(sampai__gte=pada), kecamatan=kecamatan, mulai__lte=pada).order_by(
            "-mulai", "-pk"
        )


class TimEvaluasiApbdes(models.Model):
    """One SK. Rows are only ever added: a new SK takes the place of the one before."""

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="tim_apbdes")
    nomor = models.CharField("nomor SK", max_length=100)
    tanggal = models.DateField("tanggal SK")
    mulai = models.DateField("berlaku mulai")
    sampai = models.DateField("berlaku sampai", null=True, blank=True)
    ketua = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ketua")
    sekretaris = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="sekretaris"
    )
    anggota = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name="anggota")
    anggota_lain = models.TextField("anggota tanpa akun", blank=True, validators=[MaxLengthValidator(2000)])
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    objects = TimEvaluasiQuerySet.as_manager()

    class Meta:
        verbose_name = "tim evaluasi APB Desa"
        verbose_name_plural = "tim evaluasi APB Desa"
        ordering = ["kecamatan", "-mulai", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sampai=None) | Q(sampai__gte=F("mulai")),
                name="timevaluasiapbdes_masa",
                violation_error_message="SK berakhir sebelum berlaku.",
            )
        ]

    def __str__(self) -> str:
        return f"SK Nomor {self.nomor} tanggal {date_format(self.tanggal, 'j F Y')}"

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan

    def kedudukan(self, pengguna: int) -> str:
        """What this account is in the team; "" for one that is no member."""
        if pengguna == self.ketua_id:
            return "Ketua Tim Evaluasi"
        if pengguna == self.sekretaris_id:
            return "Sekretaris Tim Evaluasi"
        return "Anggota Tim Evaluasi" if pengguna in self.akun else ""

    @property
    def akun(self) -> set[int]:
        """The accounts of its members."""
        return {self.ketua_id, self.sekretaris_id, *self.anggota.values_list("pk", flat=True)}


class DelegasiEvaluasi(models.Model):
    """The regulation that delegates the evaluation to the camat. Permendagri 20/2018 Pasal 37; rows are only added."""

    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, related_name="delegasi_evaluasi")
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, null=True, blank=True, related_name="delegasi_evaluasi")
    sejak_tahun = models.PositiveSmallIntegerField("sejak tahun anggaran")
    peraturan = models.CharField("peraturan", max_length=500)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "delegasi evaluasi APB Desa"
        verbose_name_plural = "delegasi evaluasi APB Desa"
        ordering = ["kabupaten", "-sejak_tahun", "-pk"]

    def __str__(self) -> str:
        return self.peraturan

    @property
    def wilayah(self) -> Kabupaten | Kecamatan:
        return self.kecamatan or self.kabupaten
