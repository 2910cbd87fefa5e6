"""What each member scored, and what the team said where they were far apart."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from dasar.simpan import BarisBerversi
from desa.models import Desa
from evaluasi.enums import Huruf
from evaluasi.models.evaluasi import Evaluasi, LembarEvaluasi
from evaluasi.models.formulir import Aspek
from evaluasi.models.tim import AnggotaTim


class Penilaian(models.Model):
    """All scores of one member in one evaluation. Handed in, they are fixed and the others' become visible."""

    evaluasi = models.ForeignKey(Evaluasi, models.CASCADE, related_name="penilaian")
    anggota = models.ForeignKey(AnggotaTim, models.PROTECT, related_name="penilaian")
    diserahkan = models.DateTimeField("diserahkan", null=True, editable=False)
    # A member without an account scores on paper; who typed it in is on record.
    diisikan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "penilaian"
        verbose_name_plural = "penilaian"
        ordering = ["evaluasi", "anggota__urut"]
        constraints = [models.UniqueConstraint(fields=["evaluasi", "anggota"], name="penilaian_sekali_per_anggota")]

    def __str__(self) -> str:
        return f"Penilaian {self.anggota}"

    @property
    def wilayah(self) -> Desa:
        return self.evaluasi.desa


class NilaiAspek(BarisBerversi):
    """One member's score of one aspect: a level or a number, never both."""

    penilaian = models.ForeignKey(Penilaian, models.CASCADE, related_name="nilai")
    lembar = models.ForeignKey(LembarEvaluasi, models.CASCADE, related_name="nilai")
    aspek = models.ForeignKey(Aspek, models.PROTECT, related_name="nilai")
    tingkat = models.CharField("tingkat", max_length=1, choices=Huruf.choices, blank=True)
    angka = models.DecimalField("angka", max_digits=5, decimal_places=2, null=True, blank=True)
    catatan = models.TextField("catatan", blank=True, validators=[MaxLengthValidator(2000)])

    class Meta(BarisBerversi.Meta):
        verbose_name = "nilai aspek"
        verbose_name_plural = "nilai aspek"
        ordering = ["lembar__urut", "aspek__urut"]
        constraints = [
            models.UniqueConstraint(
                fields=["penilaian", "lembar", "aspek"],
                name="nilai_sekali_per_aspek",
                violation_error_message="Aspek ini sudah dinilai.",
            ),
            models.CheckConstraint(
                condition=Q(tingkat="") | Q(angka__isnull=True),
                name="nilai_tingkat_atau_angka",
                violation_error_message="Isi tingkat atau angka, bukan keduanya.",
            ),
            models.CheckConstraint(
                condition=Q(angka__isnull=True) | Q(angka__gte=0, angka__lte=100),
                name="nilai_0_sampai_100",
                violation_error_message="Angka harus antara 0 dan 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aspek}: {self.tingkat or self.angka or 'belum dinilai'}"

    @property
    def wilayah(self) -> Desa:
        return self.penilaian.evaluasi.desa

    @property
    def dinilai(self) -> bool:
        return bool(self.tingkat) or self.angka is not None


class PembahasanAspek(BarisBerversi):
    """What the team said about an aspect on which its members were two levels or more apart."""

    lembar = models.ForeignKey(LembarEvaluasi, models.CASCADE, related_name="pembahasan")
    aspek = models.ForeignKey(Aspek, models.PROTECT, related_name="pembahasan")
    isi = models.TextField("hasil pembahasan", validators=[MaxLengthValidator(5000)])

    class Meta(BarisBerversi.Meta):
        verbose_name = "pembahasan aspek"
        verbose_name_plural = "pembahasan aspek"
        constraints = [
            models.UniqueConstraint(
                fields=["lembar", "aspek"],
                name="pembahasan_sekali_per_aspek",
                violation_error_message="Aspek ini sudah dibahas; ubah catatannya.",
            )
        ]

    def __str__(self) -> str:
        return self.isi[:80]

    @property
    def wilayah(self) -> Desa:
        return self.lembar.evaluasi.desa
