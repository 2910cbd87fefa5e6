"""What an office decides about duties, what happened that they follow, and what was seen to be met."""

from django.db import models
from django.db.models import Q

from akun.lingkup import lingkup
from berkas.periode import periode_nama
from dasar.konflik import Berversi
from desa.models import Desa, Kecamatan
from kewajiban.acuan import KEPASTIAN, PIHAK
from kewajiban.enums import CaraMinggu, JenisKabar


class Penghitungan(Berversi):
    """Since when a kecamatan counts duties. What was due before is nobody's delay; without a row nothing is counted."""

    kecamatan = models.OneToOneField(Kecamatan, models.CASCADE, related_name="penghitungan_kewajiban")
    mulai = models.DateField("dihitung sejak", help_text="Yang jatuh tempo sebelum hari ini tidak pernah terlambat.")
    akhir_minggu = models.CharField(
        "akhir sebuah minggu",
        max_length=10,
        choices=CaraMinggu.choices,
        default=CaraMinggu.TANGGAL,
        help_text="Sumber menulis “minggu kedua” tanpa menyebut harinya.",
    )

    class Meta:
        verbose_name = "penghitungan kewajiban"
        verbose_name_plural = "penghitungan kewajiban"

    def __str__(self) -> str:
        return f"Penghitungan kewajiban {self.kecamatan}"

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan


class Ketentuan(Berversi):
    """How a duty reads in one kecamatan from a day on: changed, switched off, or one of the office's own.

    Of several rows for a code the one that began last holds; what fell due before it keeps the earlier one.
    """

    kecamatan = models.ForeignKey(Kecamatan, models.CASCADE, related_name="ketentuan_kewajiban")
    kode = models.CharField("kode", max_length=20)
    mulai = models.DateField("berlaku mulai")
    aktif = models.BooleanField("dituntut", default=True)
    nama = models.CharField("kewajiban", max_length=150)
    pihak = models.CharField("kewajiban siapa", max_length=10, choices=list(PIHAK.items()))
    oleh = models.CharField("oleh", max_length=80)
    kepada = models.CharField("kepada", max_length=80, blank=True)
    tenggat = models.CharField("tenggat dalam kata-kata", max_length=150)
    aturan = models.CharField("aturan tanggalnya", max_length=200)
    tahun_dokumen = models.SmallIntegerField(default=0, editable=False)
    dasar = models.CharField("dasar", max_length=200)
    kategori = models.CharField("dokumen yang memenuhinya", max_length=60, blank=True)
    kepastian = models.CharField(max_length=15, choices=list(KEPASTIAN.items()), default="naskah", editable=False)
    alasan = models.CharField("alasan", max_length=300)

    class Meta:
        verbose_name = "ketentuan kewajiban"
        verbose_name_plural = "ketentuan kewajiban"
        ordering = ["kecamatan", "kode", "mulai"]
        constraints = [
            models.UniqueConstraint(
                fields=["kecamatan", "kode", "mulai"],
                name="ketentuan_unik_per_hari",
                violation_error_message="Kewajiban ini sudah diubah mulai hari itu.",
            ),
            models.CheckConstraint(
                condition=~Q(alasan=""), name="ketentuan_beralasan", violation_error_message="Tulis alasannya."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan


class MilikDesaQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        return self.filter(lingkup(pengguna))


class MilikDesa(Berversi):
    """What is noted about one village."""

    desa = models.ForeignKey(Desa, models.CASCADE, related_name="+")
    hari = models.DateField("tanggal")
    keterangan = models.CharField("keterangan", max_length=200, blank=True)

    objects = MilikDesaQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def wilayah(self) -> Desa:
        return self.desa


class Kejadian(MilikDesa):
    """Something from which days are counted, where no other room knows it (kewajiban/kejadian.py)."""

    jenis = models.CharField("kejadian", max_length=60)

    class Meta:
        verbose_name = "kejadian"
        verbose_name_plural = "kejadian"
        ordering = ["desa", "hari"]
        constraints = [
            models.UniqueConstraint(
                fields=["desa", "jenis", "hari"],
                name="kejadian_unik_per_hari",
                violation_error_message="Kejadian ini sudah dicatat pada hari itu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.desa}"


class Pemenuhan(MilikDesa):
    """A duty that was met and whose proof no other room has. `sejak` is the day of the event that it followed."""

    kode = models.CharField("kode", max_length=20)
    periode = models.CharField(max_length=7, blank=True)
    sejak = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "pemenuhan kewajiban"
        verbose_name_plural = "pemenuhan kewajiban"
        ordering = ["desa", "hari"]
        constraints = [
            models.UniqueConstraint(
                fields=["desa", "kode", "periode"],
                condition=Q(sejak=None),
                name="pemenuhan_periode_unik",
                violation_error_message="Kewajiban ini sudah dicatat dipenuhi.",
            ),
            models.UniqueConstraint(
                fields=["desa", "kode", "sejak"],
                condition=Q(sejak__isnull=False),
                name="pemenuhan_kejadian_unik",
                violation_error_message="Kewajiban ini sudah dicatat dipenuhi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.periode} {self.desa}"

    @property
    def periode_nama(self) -> str:
        return periode_nama(self.periode)


class KabarKewajiban(models.Model):
    """A village was told once that this duty is due soon, or that it is late."""

    desa = models.ForeignKey(Desa, models.CASCADE, related_name="+")
    kode = models.CharField(max_length=20)
    periode = models.CharField(max_length=7, blank=True)
    sejak = models.CharField(
        max_length=10, blank=True
    )  # the day of the event; a text, for NULL is never twice the same
    batas = models.DateField()  # another last day is another matter
    jenis = models.CharField(max_length=9, choices=JenisKabar.choices)
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kabar kewajiban"
        verbose_name_plural = "kabar kewajiban"
        constraints = [
            models.UniqueConstraint(
                fields=["desa", "kode", "periode", "sejak", "batas", "jenis"],
                name="kabarkewajiban_sekali",
            )
        ]

    def __str__(self) -> str:
        return f"{self.desa}: {self.kode} {self.periode}"
