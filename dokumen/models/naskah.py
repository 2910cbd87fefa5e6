"""Official documents: their number, their frozen content, their PDF."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from akun.enums import DESA
from desa.models import Desa, Kecamatan
from dokumen.enums import StatusNaskah
from dokumen.jenis import JenisNaskah, jenis_naskah, pilihan_jenis


class SeriNomor(models.Model):
    """How a kecamatan numbers one kind of naskah, where it departs from the kind's default."""

    kecamatan = models.ForeignKey(Kecamatan, models.CASCADE, related_name="seri_nomor")
    jenis = models.CharField("jenis naskah", max_length=40, choices=pilihan_jenis)
    klasifikasi = models.CharField(
        "kode klasifikasi", max_length=20, help_text="Permendagri 83/2022, misalnya 400.10.2."
    )
    pola = models.CharField(
        "pola nomor",
        max_length=80,
        default="{klasifikasi}/{urut:03d}/{kode}/{tahun}",
        help_text="Isian yang dikenal: {klasifikasi} {urut} {kode} {tahun} {bulan_romawi}.",
    )

    class Meta:
        verbose_name = "seri nomor"
        verbose_name_plural = "seri nomor"
        constraints = [
            models.UniqueConstraint(
                fields=["kecamatan", "jenis"], name="serinomor_unik", violation_error_message="Seri ini sudah diatur."
            )
        ]

    def __str__(self) -> str:
        return f"{self.kecamatan} – {self.get_jenis_display()}"

    def _contoh(self, urut: int, tahun: int) -> str:
        return self.pola.format(klasifikasi="0", urut=urut, kode="K", tahun=tahun, bulan_romawi="I")

    def clean(self) -> None:
        try:
            contoh = {self._contoh(urut, tahun) for urut in (7, 8) for tahun in (2026, 2027)}
        except (KeyError, IndexError, ValueError, AttributeError, TypeError) as galat:
            raise ValidationError({"pola": "Pola nomor memuat isian yang tidak dikenal."}) from galat
        if len(contoh) < 4:
            raise ValidationError({"pola": "Pola nomor harus memuat {urut} dan {tahun} supaya nomor tidak berulang."})
        for kode, nama in pilihan_jenis():
            lain = SeriNomor.objects.filter(kecamatan_id=self.kecamatan_id, jenis=kode).first() or jenis_naskah(kode)
            if kode != self.jenis and (lain.klasifikasi, lain.pola) == (self.klasifikasi, self.pola):
                raise ValidationError(
                    {"klasifikasi": f"Klasifikasi dan pola ini sudah dipakai {nama}; dua naskah akan bernomor sama."}
                )


class HitunganNomor(models.Model):
    """The last number given out per kecamatan, kind and year. Only `nomor_ambil` touches it."""

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=40)
    tahun = models.PositiveSmallIntegerField()
    terakhir = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kecamatan", "jenis", "tahun"], name="hitungannomor_unik")]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tahun}: {self.terakhir}"


class NaskahQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """What this person may see: the documents about their desa, and those of their kecamatan.

        Whoever belongs to a village only does not see what concerns the kecamatan as a whole.
        """
        tentang_desa = models.Q(desa__in=pengguna.desa_terlihat())
        if pengguna.peran <= DESA:
            return self.filter(tentang_desa)
        sekecamatan = models.Q(desa=None, kecamatan__in=pengguna.kecamatan_terlihat())
        return self.filter(tentang_desa | sekecamatan)


class Naskah(models.Model):
    """One numbered document. `isi` is everything it says, frozen; the PDF is made from it once."""

    jenis = models.CharField("jenis", max_length=40, choices=pilihan_jenis)
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="naskah")
    desa = models.ForeignKey(Desa, models.PROTECT, null=True, blank=True, related_name="naskah")
    tahun = models.PositiveSmallIntegerField("tahun")
    urut = models.PositiveIntegerField("nomor urut")
    nomor = models.CharField("nomor", max_length=100)
    tanggal = models.DateField("tanggal")
    perihal = models.CharField("perihal", max_length=250)
    isi = models.JSONField("isi")
    status = models.CharField("status", max_length=10, choices=StatusNaskah.choices, default=StatusNaskah.BERLAKU)
    pengganti = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="menggantikan")
    pdf = models.FileField("PDF", upload_to="naskah/%Y/%m/", blank=True)
    pdf_sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    pdf_galat = models.CharField("kegagalan PDF", max_length=300, blank=True)
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibuat = models.DateTimeField("dibuat", auto_now_add=True)

    objects = NaskahQuerySet.as_manager()

    class Meta:
        verbose_name = "naskah"
        verbose_name_plural = "naskah"
        ordering = ["-tahun", "-tanggal", "-urut"]
        constraints = [
            models.UniqueConstraint(fields=["kecamatan", "jenis", "tahun", "urut"], name="naskah_nomor_urut_unik"),
            models.UniqueConstraint(fields=["kecamatan", "jenis", "nomor"], name="naskah_nomor_unik"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor}"

    def get_absolute_url(self) -> str:
        return reverse("dokumen:naskah-rinci", args=[self.pk])

    @property
    def wilayah(self) -> Desa | Kecamatan:
        return self.desa or self.kecamatan

    @property
    def ketentuan(self) -> JenisNaskah:
        return jenis_naskah(self.jenis)

    @property
    def pdf_tertinggal(self) -> bool:
        """No PDF though it should be there by now: it failed, or whoever made it died on the way."""
        return not self.pdf and (bool(self.pdf_galat) or self.dibuat < timezone.now() - timedelta(minutes=2))

    @property
    def nama_berkas(self) -> str:
        """The name under which the PDF is handed out."""
        return f"{self.jenis}-{self.nomor}.pdf".replace("/", "-").replace(" ", "-")
