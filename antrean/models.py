"""The outbox: what is still to follow from a change, written in the transaction that makes the change."""

from celery import current_app
from django.db import models
from django.urls import reverse
from django.utils import timezone

from antrean.enums import TERBUKA, Antrean, Status


class Pekerjaan(models.Model):
    """One call of one task. `kunci` says what it is about: two that wait with the same key are one.

    `berikut` is when it may be tried (again); `sewa` until when it belongs to the worker that took it;
    `dicolek` when a worker was last asked to take it.
    """

    nama = models.CharField("tugas", max_length=100)
    argumen = models.JSONField("argumen", default=list)
    kunci = models.CharField("kunci", max_length=150, blank=True)
    perihal = models.CharField("perihal", max_length=200, blank=True)
    antrean = models.CharField("antrean", max_length=20, choices=Antrean.choices, default=Antrean.UMUM)
    lama = models.BooleanField("berlangsung lama", default=False)
    status = models.CharField("keadaan", max_length=12, choices=Status.choices, default=Status.MENUNGGU)
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0)
    alasan = models.CharField("sebab", max_length=500, blank=True)
    pelaku = models.JSONField("atas nama", default=dict, db_default={}, blank=True)  # dasar.pelaku.Pelaku.isi
    oleh = models.CharField("dibatalkan oleh", max_length=150, blank=True)
    dibuat = models.DateTimeField("sejak", default=timezone.now)
    berikut = models.DateTimeField("dicoba lagi", default=timezone.now)
    dicolek = models.DateTimeField(default=timezone.now)
    sewa = models.DateTimeField(null=True, blank=True)
    selesai = models.DateTimeField("selesai", null=True, blank=True)

    class Meta:
        verbose_name = "pekerjaan latar"
        verbose_name_plural = "pekerjaan latar"
        ordering = ["-dibuat", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="dikerjakan", sewa__isnull=False)
                | ~models.Q(status="dikerjakan") & models.Q(sewa=None),
                name="pekerjaan_dikerjakan_bersewa",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["gagal", "dibatalkan"]) | ~models.Q(alasan=""),
                name="pekerjaan_gagal_beralasan",
            ),
        ]
        indexes = [
            models.Index(fields=["berikut"], condition=models.Q(status="menunggu"), name="pekerjaan_menunggu"),
            models.Index(fields=["sewa"], condition=models.Q(status="dikerjakan"), name="pekerjaan_dikerjakan"),
            models.Index(
                fields=["kunci"],
                condition=models.Q(status__in=["menunggu", "dikerjakan", "gagal", "dibatalkan"]) & ~models.Q(kunci=""),
                name="pekerjaan_kunci",
            ),
            # The page of what failed, and the broom.
            models.Index(
                fields=["-dibuat"],
                condition=models.Q(percobaan__gt=0, status__in=["menunggu", "dikerjakan", "gagal"]),
                name="pekerjaan_bermasalah",
            ),
            models.Index(fields=["selesai"], condition=models.Q(selesai__isnull=False), name="pekerjaan_selesai"),
        ]

    def __str__(self) -> str:
        return f"{self.judul}: {self.perihal}" if self.perihal else self.judul

    def get_absolute_url(self) -> str:
        return reverse("antrean:rinci", args=[self.pk])

    @property
    def judul(self) -> str:
        """What the task does, in words (`judul=` where it is declared)."""
        return str(getattr(current_app.tasks.get(self.nama), "judul", "") or self.nama)

    @property
    def terbuka(self) -> bool:
        return self.status in TERBUKA
