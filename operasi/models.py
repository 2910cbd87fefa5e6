"""What the nightly look at every stored file found."""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from dasar.waktu import waktu_pembaca


class JenisMasalah(models.TextChoices):
    HILANG = "hilang", "Tidak ada di penyimpanan"
    BERUBAH = "berubah", "Isinya berubah"
    TTD = "ttd", "Tanda tangannya tidak sah"


class PemeriksaanBerkas(models.Model):
    """One round over all files, in turns: `tahap` and `posisi` are where the next turn goes on.

    `detak` is the last word of whoever is at it; `disapu` counts files that nothing named and that were removed.
    """

    mulai = models.DateTimeField("mulai", default=timezone.now)
    detak = models.DateTimeField("kabar terakhir", default=timezone.now)
    selesai = models.DateTimeField("selesai", null=True, blank=True)
    dilepas = models.BooleanField(default=False)  # its turn is over, the next may begin at once
    tahap = models.PositiveSmallIntegerField(default=0)
    posisi = models.CharField(max_length=64, blank=True)
    diperiksa = models.PositiveIntegerField("berkas diperiksa", default=0)
    ukuran = models.PositiveBigIntegerField("byte diperiksa", default=0)
    disapu = models.PositiveIntegerField("berkas tak bertuan dihapus", default=0)

    class Meta:
        verbose_name = "pemeriksaan berkas"
        verbose_name_plural = "pemeriksaan berkas"
        ordering = ["-pk"]
        constraints = [
            # Two that begin at the same moment: one of them does.
            models.UniqueConstraint(
                models.F("tahap") * 0,
                condition=models.Q(selesai=None),
                name="pemeriksaan_satu_terbuka",
            )
        ]

    def __str__(self) -> str:
        return f"Pemeriksaan {date_format(waktu_pembaca(self.mulai), 'j F Y')}"


class MasalahBerkas(models.Model):
    """One file that is not as its row says; `perkara` and `kunci` name the row."""

    pemeriksaan = models.ForeignKey(PemeriksaanBerkas, models.CASCADE, related_name="masalah")
    jenis = models.CharField("masalah", max_length=10, choices=JenisMasalah.choices)
    nama = models.CharField("berkas", max_length=200)
    perkara = models.CharField("milik", max_length=80)
    kunci = models.CharField("nomor baris", max_length=64)
    uraian = models.CharField("uraian", max_length=300)

    class Meta:
        verbose_name = "masalah berkas"
        verbose_name_plural = "masalah berkas"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.nama}"
