"""Who accompanies which villages, and what was done there in a month."""

import calendar
from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format

from akun.enums import Peran
from akun.lingkup import lingkup
from berkas.models import VersiBerkas
from dasar.alur import RiwayatStatus
from dasar.konflik import Berversi
from dasar.simpan import BarisBerversi
from dasar.waktu import hari_ini, tanggal
from desa.models import Desa, Kecamatan
from pendamping.enums import DAPAT_DIISI, PEMBACA, JenisPendamping, KeadaanButir, Putusan, StatusLembar

TANGGAL_SUSULAN = 10  # of the next month; PERUT's own, no source names a day


def awal_bulan(hari: date) -> date:
    return hari.replace(day=1)


def akhir_bulan(bulan: date) -> date:
    return bulan.replace(day=calendar.monthrange(bulan.year, bulan.month)[1])


def bulan_sesudah(bulan: date) -> date:
    return akhir_bulan(bulan) + timedelta(days=1)


class PenempatanQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """Those of this person's regions; a pendamping reads who works beside him."""
        return self.filter(lingkup(pengguna, *PEMBACA, desa="", kecamatan="kecamatan"))

    def pada_bulan(self, bulan: date):
        return self.filter(Q(selesai=None) | Q(selesai__gte=bulan), mulai__lte=akhir_bulan(bulan))


class Penempatan(Berversi):
    """Where a PD or PLD works, from when until when. Without villages it is the whole kecamatan."""

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="penempatan_pendamping", verbose_name="pendamping"
    )
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="penempatan_pendamping")
    jenis = models.CharField("jenis", max_length=3, choices=JenisPendamping.choices)
    desa = models.ManyToManyField(Desa, related_name="+", blank=True, verbose_name="desa dampingan")
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True, help_text="Kosongkan selama masih bertugas.")

    objects = PenempatanQuerySet.as_manager()

    class Meta:
        verbose_name = "penempatan pendamping"
        verbose_name_plural = "penempatan pendamping"
        ordering = ["kecamatan", "jenis", "pengguna__nama", "mulai", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                name="penempatan_selesai_setelah_mulai",
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            ),
            models.UniqueConstraint(
                fields=["pengguna", "kecamatan", "jenis", "mulai"],
                name="penempatan_sekali_per_hari",
                violation_error_message="Penempatan ini sudah dicatat.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pengguna}, {self.get_jenis_display()} {self.kecamatan}"

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan

    def meliputi(self, bulan: date) -> bool:
        return self.mulai <= akhir_bulan(bulan) and (self.selesai is None or self.selesai >= bulan)


class LembarQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """`pendamping.lihat_lembar`, as a query: of a colleague's sheets those that were handed in."""
        terbuka = Q(pendamping=pengguna.pk) | ~Q(status=StatusLembar.DRAF)
        return self.filter(lingkup(pengguna, *PEMBACA, hanya={frozenset({Peran.PENDAMPING}): terbuka}))

    def lengkap(self):
        return self.select_related("desa__kecamatan__kabupaten", "pendamping")


class Lembar(models.Model):
    """What one pendamping did in one village in one month."""

    pendamping = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="lembar_pendamping", verbose_name="pendamping"
    )
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="lembar_pendamping")
    jenis = models.CharField("jenis", max_length=3, choices=JenisPendamping.choices)
    bulan = models.DateField("bulan")
    himpunan = models.CharField("daftar tugas", max_length=40, editable=False)
    status = models.CharField(
        "status", max_length=15, choices=StatusLembar.choices, default=StatusLembar.DRAF, editable=False
    )
    catatan = models.TextField("kendala dan rencana", blank=True, validators=[MaxLengthValidator(5000)])
    diajukan_pada = models.DateTimeField("pertama diajukan", null=True, editable=False)
    beku = models.JSONField("isi saat dikonfirmasi", null=True, editable=False)
    versi = models.PositiveIntegerField(default=0, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LembarQuerySet.as_manager()

    class Meta:
        verbose_name = "lembar pendamping"
        verbose_name_plural = "lembar pendamping"
        ordering = ["-bulan", "desa__nama", "pendamping__nama", "pk"]
        indexes = [models.Index(fields=["desa", "bulan"]), models.Index(fields=["status", "bulan"])]
        constraints = [
            models.UniqueConstraint(fields=["pendamping", "desa", "jenis", "bulan"], name="lembar_sekali_sebulan"),
            models.CheckConstraint(
                condition=Q(bulan__day=1),
                name="lembar_bulan_tanggal_satu",
                violation_error_message="Bulan disimpan sebagai hari pertamanya.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["diajukan", "dikonfirmasi"]) | Q(diajukan_pada__isnull=False),
                name="lembar_diajukan_berwaktu",
                violation_error_message="Lembar yang diajukan harus menyebut kapan.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["dikonfirmasi", "ditutup"], beku__isnull=False)
                | Q(~Q(status__in=["dikonfirmasi", "ditutup"]), beku__isnull=True),
                name="lembar_selesai_beku",
                violation_error_message="Isi lembar dibekukan ketika dikonfirmasi atau ditutup.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lembar {self.jenis} {self.desa}, {date_format(self.bulan, 'F Y')}"

    def get_absolute_url(self) -> str:
        return reverse("pendamping:lembar-rinci", args=[self.pk])

    @property
    def wilayah(self) -> Desa:
        return self.desa

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def dapat_diisi(self) -> bool:
        return self.status in DAPAT_DIISI

    @property
    def batas(self) -> date:
        """The last day of what is no late entry."""
        return bulan_sesudah(self.bulan).replace(day=TANGGAL_SUSULAN)

    @property
    def susulan(self) -> bool:
        """Handed in, or still not, after that day."""
        hari = tanggal(self.diajukan_pada, self.desa) if self.diajukan_pada else hari_ini(self.desa)
        return hari > self.batas


class RiwayatLembar(RiwayatStatus):
    lembar = models.ForeignKey(Lembar, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return StatusLembar(self.ke).label


class IsianPendamping(BarisBerversi):
    """One duty of the checklist, as the pendamping fills it in and the kecamatan judges it."""

    lembar = models.ForeignKey(Lembar, models.CASCADE, related_name="isian")
    kode = models.CharField("kode", max_length=20)
    keadaan = models.CharField("keadaan", max_length=15, choices=KeadaanButir.choices, blank=True)
    uraian = models.TextField("yang dikerjakan", blank=True, validators=[MaxLengthValidator(5000)])
    jumlah = models.PositiveSmallIntegerField(
        "berapa kali", null=True, blank=True, validators=[MaxValueValidator(1000)]
    )
    hari = models.DateField("tanggal", null=True, blank=True)
    alasan = models.CharField("alasan tidak berlaku", max_length=300, blank=True)
    putusan = models.CharField("putusan", max_length=15, choices=Putusan.choices, blank=True, editable=False)
    putusan_alasan = models.CharField("yang perlu diperbaiki", max_length=500, blank=True, editable=False)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta(BarisBerversi.Meta):
        verbose_name = "isian lembar pendamping"
        verbose_name_plural = "isian lembar pendamping"
        ordering = ["lembar", "kode"]
        constraints = [
            models.UniqueConstraint(
                fields=["lembar", "kode"],
                name="isianpendamping_sekali",
                violation_error_message="Butir ini sudah diisi pada lembar ini.",
            ),
            models.CheckConstraint(
                condition=~Q(putusan="dikembalikan") | ~Q(putusan_alasan=""),
                name="isianpendamping_dikembalikan_beralasan",
                violation_error_message="Tulis apa yang perlu diperbaiki.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.lembar}"

    @property
    def wilayah(self) -> Desa:
        return self.lembar.desa

    @property
    def terisi(self) -> bool:
        return bool(self.keadaan or self.uraian.strip() or self.alasan.strip() or self.jumlah is not None or self.hari)


class BuktiPendamping(models.Model):
    """What shows that it was done: a file of the village, or an object of another room (pendamping/rujukan.py)."""

    isian = models.ForeignKey(IsianPendamping, models.CASCADE, related_name="bukti")
    versi_berkas = models.ForeignKey(VersiBerkas, models.PROTECT, null=True, related_name="+")
    rujukan = models.CharField(max_length=20, blank=True)
    rujukan_id = models.CharField(max_length=40, blank=True)
    teks = models.CharField("bukti", max_length=250)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "bukti isian pendamping"
        verbose_name_plural = "bukti isian pendamping"
        ordering = ["isian", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(versi_berkas__isnull=False, rujukan="") | Q(~Q(rujukan=""), versi_berkas__isnull=True),
                name="buktipendamping_satu_asal",
            ),
            models.UniqueConstraint(
                fields=["isian", "versi_berkas"],
                condition=Q(versi_berkas__isnull=False),
                name="buktipendamping_berkas_sekali",
                violation_error_message="Berkas ini sudah menjadi bukti butir ini.",
            ),
            models.UniqueConstraint(
                fields=["isian", "rujukan", "rujukan_id"],
                condition=Q(versi_berkas__isnull=True),
                name="buktipendamping_rujukan_sekali",
                violation_error_message="Bukti ini sudah dikaitkan dengan butir ini.",
            ),
        ]

    def __str__(self) -> str:
        return self.teks

    @property
    def wilayah(self) -> Desa:
        return self.isian.lembar.desa
