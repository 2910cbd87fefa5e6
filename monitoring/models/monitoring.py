"""One monitoring of one desa: its surat tugas, its officers, its report. Lampiran III, Format I and VI."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from akun.enums import DESA
from akun.lingkup import lingkup
from dasar.alur import RiwayatStatus
from dasar.waktu import hari_ini, menurut_zona, tanggal
from desa.models import Desa
from monitoring.enums import BELUM_LAPOR, BERJALAN, DAPAT_DIISI, JenisKabar, JenisKelamin, StatusMonitoring
from naskah.enums.naskah import TERBIT
from naskah.models import Naskah
from naskah.queries.naskah import beserta_penerus


def _batas_lewat(hari):
    return Q(batas_laporan__lt=hari)


class MonitoringQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The monitorings this person may see: `monitoring.lihat_monitoring`, as a query.

        A village role shows one from the day that its surat tugas is issued, and one that was begun.
        """
        diketahui = (
            Q(surat_tugas__status__in=TERBIT) | Q(surat_tugas__menggantikan__isnull=False) | Q(status__in=BERJALAN)
        )
        return self.filter(lingkup(pengguna, hanya={DESA: diketahui}))

    def lengkap(self):
        """With what every list row shows."""
        return self.select_related("desa__kecamatan", "surat_tugas", "laporan").prefetch_related("petugas")

    def ringkas(self):
        """The same without what is long, which no list shows."""
        return self.lengkap().defer("surat_tugas__isi", "laporan__isi")

    def tentang(self, naskah):
        """The monitoring that this document is about; there is at most one."""
        semua = beserta_penerus(naskah)
        return self.filter(Q(surat_tugas__in=semua) | Q(laporan__in=semua))

    def bertugas(self, pengguna):
        return self.filter(petugas__pengguna=pengguna)

    def belum_lapor(self):
        """The report is owed. One that was handed in and came back is not late any more."""
        return self.filter(status__in=BELUM_LAPOR, dilaporkan=None)

    def terlambat(self, pada=None):
        """Owed and past its day (today in the desa when none is given)."""
        lewat = Q(batas_laporan__lt=pada) if pada else menurut_zona("desa__kecamatan__zona_waktu", _batas_lewat)
        return self.belum_lapor().filter(lewat)


_BERSURAT = [s for s in StatusMonitoring.values if s not in {"rencana", "dibatalkan"}]


class Monitoring(models.Model):
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="monitoring")
    nomor_bidang = models.PositiveSmallIntegerField("nomor bidang")
    bidang = models.CharField("bidang", max_length=150)
    sasaran = models.JSONField("sasaran kegiatan", default=list)
    tanggal_mulai = models.DateField("mulai tanggal", null=True, blank=True)
    tanggal_selesai = models.DateField("selesai tanggal", null=True, blank=True)
    status = models.CharField(
        "status", max_length=15, choices=StatusMonitoring.choices, default=StatusMonitoring.RENCANA, editable=False
    )
    surat_tugas = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    laporan = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    # The report (Format VI), written before it becomes a naskah.
    dasar = models.JSONField("dasar", default=list, blank=True)
    maksud = models.TextField("maksud/tujuan", blank=True)
    isi_kegiatan = models.TextField("isi kegiatan", blank=True)
    kesimpulan = models.TextField("kesimpulan", blank=True)
    saran = models.JSONField("saran", default=list, blank=True)
    foto_dilampirkan = models.BooleanField("lampirkan foto", default=True)
    # Counted when the dates are set; a holiday decreed later moves it with history and notice (kalender.py).
    batas_laporan = models.DateField("laporan paling lambat", null=True, editable=False)
    dilaporkan = models.DateTimeField("laporan diserahkan", null=True, editable=False)  # the first time
    versi = models.PositiveIntegerField(default=0, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = MonitoringQuerySet.as_manager()

    class Meta:
        verbose_name = "monitoring"
        verbose_name_plural = "monitoring"
        ordering = ["-tanggal_mulai", "-pk"]
        indexes = [
            models.Index(fields=["desa", "nomor_bidang", "tanggal_mulai"]),
            models.Index(fields=["status", "batas_laporan"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tanggal_selesai__isnull=True)
                | Q(tanggal_mulai__isnull=True)
                | Q(tanggal_selesai__gte=F("tanggal_mulai")),
                name="monitoring_selesai_setelah_mulai",
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=_BERSURAT)
                | Q(
                    tanggal_mulai__isnull=False,
                    tanggal_selesai__isnull=False,
                    batas_laporan__isnull=False,
                    surat_tugas__isnull=False,
                ),
                name="monitoring_ditugaskan_bersurat",
                violation_error_message="Monitoring yang ditugaskan harus bertanggal dan mempunyai surat tugas.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["dilaporkan", "dikembalikan", "selesai", "dicabut"])
                | Q(laporan__isnull=False),
                name="monitoring_dilaporkan_berlaporan",
                violation_error_message="Monitoring yang dilaporkan harus mempunyai laporan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Monitoring {self.bidang} {self.desa}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:monitoring-rinci", args=[self.pk])

    @property
    def tempat_status(self) -> str:
        """Where what the status says is to be seen: the document, the reason, or the next step."""
        if self.laporan and self.status in {StatusMonitoring.SELESAI, StatusMonitoring.DICABUT}:
            return self.laporan.get_absolute_url()
        return (
            f"{self.get_absolute_url()}#{'pengembalian' if self.status == StatusMonitoring.DIKEMBALIKAN else 'langkah'}"
        )

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def wilayah(self) -> Desa:
        return self.desa

    @property
    def dapat_diisi(self) -> bool:
        return self.status in DAPAT_DIISI

    @property
    def belum_lapor(self) -> bool:
        return self.status in BELUM_LAPOR and self.dilaporkan is None and self.batas_laporan is not None

    @property
    def sisa_hari(self) -> int | None:
        """Calendar days until the report is due (negative: late); None when none is owed."""
        if not self.belum_lapor or self.batas_laporan is None:
            return None
        return (self.batas_laporan - hari_ini(self.desa)).days

    @property
    def terlambat(self) -> bool:
        return self.sisa_hari is not None and self.sisa_hari < 0

    @property
    def diserahkan_terlambat(self) -> bool:
        return (
            self.dilaporkan is not None
            and self.batas_laporan is not None
            and tanggal(self.dilaporkan, self.desa) > self.batas_laporan
        )

    @property
    def lama_hari(self) -> int | None:
        """Days of the assignment, first and last included. Format VI, II."""
        if self.tanggal_mulai is None or self.tanggal_selesai is None:
            return None
        return (self.tanggal_selesai - self.tanggal_mulai).days + 1


class RiwayatMonitoring(RiwayatStatus):
    monitoring = models.ForeignKey(Monitoring, models.CASCADE, related_name="riwayat")
    # Nobody's act: the calendar of days off moved the last day of its report.
    oleh = models.ForeignKey(  # type: ignore[assignment]  # wider than the base: nobody's act is allowed here
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    @property
    def ke_label(self) -> str:
        lain = {"ubah": "Rencana diubah", "hitung_ulang": "Batas laporan dihitung ulang"}
        return lain.get(self.aksi) or StatusMonitoring(self.ke).label


class PetugasMonitoring(models.Model):
    """One person whom the surat tugas names; who fills in and signs has an account."""

    monitoring = models.ForeignKey(Monitoring, models.CASCADE, related_name="petugas")
    urut = models.PositiveSmallIntegerField()
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    nama = models.CharField("nama lengkap", max_length=150)
    jenis_kelamin = models.CharField("jenis kelamin", max_length=1, choices=JenisKelamin.choices)
    nip = models.CharField("NIP", max_length=18, blank=True)
    jabatan = models.CharField("jabatan", max_length=150)
    alamat = models.CharField("alamat", max_length=250)

    class Meta:
        verbose_name = "petugas monitoring"
        verbose_name_plural = "petugas monitoring"
        ordering = ["monitoring", "urut"]
        constraints = [
            models.UniqueConstraint(
                fields=["monitoring", "pengguna"],
                condition=Q(pengguna__isnull=False),
                name="petugasmonitoring_orang_sekali",
                violation_error_message="Orang ini sudah ada di surat tugas.",
            )
        ]

    def __str__(self) -> str:
        return self.nama


class KabarMonitoring(models.Model):
    """A reminder of a report that was sent: each matter once for each date that it is due on."""

    monitoring = models.ForeignKey(Monitoring, models.CASCADE, related_name="kabar")
    jenis = models.CharField(max_length=10, choices=JenisKabar.choices)
    batas = models.DateField()
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kabar monitoring"
        verbose_name_plural = "kabar monitoring"
        constraints = [
            models.UniqueConstraint(fields=["monitoring", "jenis", "batas"], name="kabarmonitoring_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.monitoring}"
