"""One bulk export: what was asked for, how far it is, and the file until it expires."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from dasar.waktu import waktu_pembaca
from naskah.enums.ekspor import BELUM_SELESAI, JenisEkspor, StatusEkspor

JEDA_DETAK = timedelta(seconds=3 * settings.SAPU_DETIK)  # a runner that has been silent for so long is taken for dead
AKHIRAN = {JenisEkspor.ZIP: "zip", JenisEkspor.GABUNGAN: "pdf", JenisEkspor.AGENDA: "pdf", JenisEkspor.CETAKAN: "pdf"}


def tempat_ekspor(pekerjaan: "PekerjaanEkspor", _nama: str) -> str:
    """A storage name nobody can guess."""
    return f"ekspor/{timezone.now():%Y/%m}/{uuid.uuid4().hex}.{AKHIRAN[JenisEkspor(pekerjaan.jenis)]}"


class PekerjaanEkspor(models.Model):
    """`pilihan` is frozen when it is asked for: {"naskah": [pk, …]} in the order of the file, or
    {"kecamatan": pk, "tahun": 2026} for an agenda book, or what a PDF of another room shows: {"pembuat": code,
    "isi": content, "sidik": its hash, "nama": file name, "asal": address, …}.

    `pelari` is the run that works on it now; only that run may report progress or a result, so that a
    run taken for dead cannot overwrite the work of the one that took its place.
    """

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ekspor")
    jenis = models.CharField("jenis", max_length=10, choices=JenisEkspor.choices)
    judul = models.CharField("judul", max_length=200)
    pilihan = models.JSONField("pilihan")
    status = models.CharField("status", max_length=12, choices=StatusEkspor.choices, default=StatusEkspor.ANTRE)
    maju = models.PositiveIntegerField("sudah diolah", default=0)
    total = models.PositiveIntegerField("jumlah", default=0)
    tanpa_pdf = models.PositiveIntegerField("tanpa PDF", default=0)
    berkas = models.FileField("berkas", upload_to=tempat_ekspor, max_length=200, blank=True)
    ukuran = models.PositiveBigIntegerField("ukuran (byte)", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    galat = models.CharField("kegagalan", max_length=300, blank=True)
    catatan = models.CharField("catatan", max_length=300, blank=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    pelari = models.UUIDField(null=True, blank=True, editable=False)
    detak = models.DateTimeField("kabar terakhir", default=timezone.now, editable=False)
    dibuat = models.DateTimeField("diminta", auto_now_add=True)
    selesai = models.DateTimeField("selesai", null=True, blank=True)
    kedaluwarsa = models.DateTimeField("dihapus sesudah", null=True, blank=True)

    class Meta:
        verbose_name = "ekspor"
        verbose_name_plural = "ekspor"
        ordering = ["-dibuat", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="selesai") | ~models.Q(berkas="") & models.Q(kedaluwarsa__isnull=False),
                name="ekspor_selesai_berberkas",
            )
        ]
        indexes = [
            models.Index(
                fields=["detak"], condition=models.Q(status__in=["antre", "berjalan"]), name="ekspor_belum_selesai"
            )
        ]

    def __str__(self) -> str:
        return self.judul

    def get_absolute_url(self) -> str:
        return reverse("naskah:ekspor-rinci", args=[self.pk])

    @property
    def belum_selesai(self) -> bool:
        return self.status in BELUM_SELESAI

    @property
    def cetakan(self) -> bool:
        return self.jenis == JenisEkspor.CETAKAN

    @property
    def terhenti(self) -> bool:
        """Nobody has worked on it for a while: its process died, or its queue was down."""
        return self.belum_selesai and self.detak < self.batas_detak()

    @property
    def siap(self) -> bool:
        if self.status != StatusEkspor.SELESAI or self.kedaluwarsa is None:
            return False
        return self.kedaluwarsa > timezone.now()

    @property
    def nama_unduhan(self) -> str:
        if self.jenis == JenisEkspor.AGENDA:
            return f"buku-agenda-{self.pilihan['tahun']}.pdf"
        if self.cetakan:
            return f"{self.pilihan['nama']}.pdf"
        return f"naskah-{waktu_pembaca(self.dibuat):%Y%m%d-%H%M}.{AKHIRAN[JenisEkspor(self.jenis)]}"

    @staticmethod
    def batas_detak() -> datetime:
        return timezone.now() - JEDA_DETAK
