"""What an evaluator adds to the verdicts: an attitude to each, notes on rows, findings of their own."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from apbdes.anggaran import PENERIMA
from apbdes.enums import HalPernyataan, LembarAnggaran, SikapPutusan
from apbdes.models.versi import VersiApbdes
from dasar.simpan import BarisBerversi
from dasar.uang import rupiah_atau_kosong


class SikapAturan(models.Model):
    """A verdict accepted, or overruled with a reason."""

    versi = models.ForeignKey(VersiApbdes, models.CASCADE, related_name="sikap")
    perangkat = models.CharField("perangkat aturan", max_length=60)
    kode = models.CharField("kode aturan", max_length=20)
    putusan = models.CharField("putusan aturan", max_length=25)
    sikap = models.CharField("sikap evaluator", max_length=15, choices=SikapPutusan.choices)
    alasan = models.TextField("alasan", blank=True, validators=[MaxLengthValidator(2000)])
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now=True)
    revisi = models.PositiveIntegerField(default=0, editable=False)  # `versi` is the budget's

    class Meta:
        verbose_name = "sikap atas putusan"
        verbose_name_plural = "sikap atas putusan"
        ordering = ["versi", "perangkat", "kode"]
        constraints = [
            models.UniqueConstraint(fields=["versi", "perangkat", "kode"], name="sikap_sekali_per_aturan"),
            models.CheckConstraint(
                condition=Q(sikap="diterima") | ~Q(alasan=""),
                name="sikap_dikesampingkan_beralasan",
                violation_error_message="Putusan yang dikesampingkan harus disertai alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode}: {self.get_sikap_display()}"


class PernyataanEvaluator(models.Model):
    """What the budget leaves open, as the evaluator states it: a pagu (sen), or the recipient of a row of belanja.

    It belongs to this version alone and never enters the budget.
    """

    versi = models.ForeignKey(VersiApbdes, models.CASCADE, related_name="pernyataan")
    hal = models.CharField("yang dilengkapi", max_length=10, choices=HalPernyataan.choices)
    baris = models.UUIDField("baris", null=True, blank=True)
    jumlah = models.BigIntegerField("jumlah", null=True, blank=True)
    penerima = models.CharField("penerima", max_length=20, choices=list(PENERIMA.items()), blank=True)
    dasar = models.TextField("sumber atau alasan", validators=[MaxLengthValidator(2000)])
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "keterangan evaluator"
        verbose_name_plural = "keterangan evaluator"
        ordering = ["versi", "hal", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["versi", "hal"], condition=Q(baris=None), name="pernyataan_sekali_per_pagu"
            ),
            models.UniqueConstraint(fields=["versi", "baris"], name="pernyataan_sekali_per_baris"),
            models.CheckConstraint(
                condition=Q(hal="penerima", baris__isnull=False, jumlah=None) & ~Q(penerima="")
                | ~Q(hal="penerima") & Q(baris=None, jumlah__gte=0, penerima=""),
                name="pernyataan_pagu_atau_penerima",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_hal_display()}: {self.isi}"

    @property
    def isi(self) -> str:
        return self.get_penerima_display() if self.baris else rupiah_atau_kosong(self.jumlah)


class CatatanBaris(BarisBerversi):
    """A note on one row of the budget; `baris` is the row's id."""

    versi_apbdes = models.ForeignKey(VersiApbdes, models.CASCADE, related_name="catatan_baris")
    lembar = models.CharField("lembar", max_length=12, choices=LembarAnggaran.choices)
    baris = models.UUIDField("baris")
    isi = models.TextField("catatan", validators=[MaxLengthValidator(2000)])

    class Meta(BarisBerversi.Meta):
        verbose_name = "catatan baris"
        verbose_name_plural = "catatan baris"
        indexes = [models.Index(fields=["versi_apbdes", "baris"])]

    def __str__(self) -> str:
        return self.isi[:80]


class TemuanEvaluasi(BarisBerversi):
    """What no rule found and the evaluator did; it becomes part of the result, and with it goes to the desa."""

    versi_apbdes = models.ForeignKey(VersiApbdes, models.CASCADE, related_name="temuan_evaluasi")
    uraian = models.TextField("temuan", validators=[MaxLengthValidator(5000)])
    dasar = models.CharField("dasar", max_length=250, blank=True)
    saran = models.TextField("yang harus diperbaiki", blank=True, validators=[MaxLengthValidator(5000)])
    # 'set:rule' (apbdes.jenis_temuan): the kind of the finding. No part of the result that is frozen.
    aturan = models.CharField("ketentuan", max_length=150, blank=True, default="", db_default="")
    # Followed like any finding of the kecamatan (tindaklanjut), from the camat's decision on.
    dipantau = models.BooleanField("pantau sebagai temuan", default=False)

    class Meta(BarisBerversi.Meta):
        verbose_name = "temuan evaluasi"
        verbose_name_plural = "temuan evaluasi"

    def __str__(self) -> str:
        return self.uraian[:80]
