"""A visit and its history."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format

from akun.enums import DESA
from akun.lingkup import lingkup
from dasar.alur import RiwayatStatus
from dasar.waktu import hari_ini
from desa.models import Desa
from klinik.models import Pertanyaan
from naskah.models import Naskah
from naskah.queries.naskah import beserta_penerus
from perut.enums import DAPAT_DIISI, DIBACA_DESA, StatusKunjungan
from perut.models.buku import InstrumenBuku
from perut.models.program import Program


class KunjunganQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The visits this person may see: `perut.lihat_kunjungan`, as a query."""
        dibaca = Q(status__in=DIBACA_DESA) | Q(status=StatusKunjungan.DIBATALKAN, surat_tugas__isnull=False)
        return self.filter(lingkup(pengguna, hanya={DESA: dibaca}))

    def lengkap(self):
        """With what every list row shows."""
        return self.select_related("desa__kecamatan", "program", "surat_tugas", "berita_acara").prefetch_related(
            "petugas"
        )

    def ringkas(self):
        """The same without what is long, which no list shows."""
        return self.lengkap().defer("notulen", "verifikasi", "surat_tugas__isi", "berita_acara__isi")

    def tentang(self, naskah):
        """The visit that this document is about; there is at most one."""
        semua = beserta_penerus(naskah)
        return self.filter(Q(surat_tugas__in=semua) | Q(berita_acara__in=semua))

    def bertugas(self, pengguna):
        return self.filter(petugas=pengguna)

    def bentrok(self, *, tanggal, jam_mulai, jam_selesai, petugas, kecuali=None):
        """Visits of any of these officers that overlap in time; a visit without hours takes the day."""
        sehari = (
            self.filter(tanggal=tanggal, petugas__in=petugas)
            .exclude(status=StatusKunjungan.DIBATALKAN)
            .exclude(pk=kecuali)
            .distinct()
        )
        if jam_mulai is None or jam_selesai is None:
            return sehari
        return sehari.filter(
            Q(jam_mulai__isnull=True)
            | Q(jam_selesai__isnull=True)
            | Q(jam_mulai__lt=jam_selesai, jam_selesai__gt=jam_mulai)
        )


_BERTANGGAL = [s for s in StatusKunjungan.values if s not in {"rencana", "dibatalkan"}]


class Kunjungan(models.Model):
    """One visit of the kecamatan to a desa."""

    program = models.ForeignKey(Program, models.PROTECT, null=True, blank=True, related_name="kunjungan")
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="kunjungan")
    # What a village asked, where the visit was planned to answer it.
    pertanyaan = models.ForeignKey(Pertanyaan, models.SET_NULL, null=True, editable=False, related_name="kunjungan")
    tanggal = models.DateField("tanggal", null=True, blank=True)
    jam_mulai = models.TimeField("jam mulai", null=True, blank=True)
    jam_selesai = models.TimeField("jam selesai", null=True, blank=True)
    petugas = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="kunjungan", verbose_name="petugas", blank=True
    )
    agenda = models.TextField("agenda", blank=True)
    notulen = models.TextField("notulen", blank=True)
    status = models.CharField(
        "status", max_length=15, choices=StatusKunjungan.choices, default=StatusKunjungan.RENCANA, editable=False
    )
    instrumen = models.ForeignKey(InstrumenBuku, models.PROTECT, null=True, editable=False, related_name="kunjungan")
    surat_tugas = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    berita_acara = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    verifikasi = models.JSONField("enam aspek verifikasi", null=True, editable=False)
    versi = models.PositiveIntegerField(default=0, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = KunjunganQuerySet.as_manager()

    class Meta:
        verbose_name = "kunjungan"
        verbose_name_plural = "kunjungan"
        ordering = ["-tanggal", "-pk"]
        indexes = [models.Index(fields=["desa", "tanggal"]), models.Index(fields=["status", "tanggal"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(jam_selesai__isnull=True) | Q(jam_mulai__isnull=True) | Q(jam_selesai__gt=F("jam_mulai")),
                name="kunjungan_selesai_setelah_mulai",
                violation_error_message="Jam selesai mendahului jam mulai.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=_BERTANGGAL) | Q(tanggal__isnull=False, surat_tugas__isnull=False),
                name="kunjungan_dijadwalkan_bertanggal",
                violation_error_message="Kunjungan yang dijadwalkan harus bertanggal dan mempunyai surat tugas.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["diajukan", "dikembalikan", "diverifikasi", "disahkan", "dicabut"])
                | Q(berita_acara__isnull=False),
                name="kunjungan_diajukan_berberita_acara",
                violation_error_message="Kunjungan yang diajukan harus mempunyai berita acara.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["diverifikasi", "disahkan", "dicabut"]) | Q(verifikasi__isnull=False),
                name="kunjungan_diverifikasi_beraspek",
                violation_error_message="Kunjungan yang diverifikasi harus memuat enam aspek verifikasi.",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"Kunjungan {self.desa}, {date_format(self.tanggal, 'j F Y')}"
            if self.tanggal
            else f"Kunjungan {self.desa} (belum bertanggal)"
        )

    def get_absolute_url(self) -> str:
        return reverse("perut:kunjungan-rinci", args=[self.pk])

    @property
    def tempat_status(self) -> str:
        """Where what the status says is to be seen: the document, the reason, or the next step."""
        if self.berita_acara and self.status in {StatusKunjungan.DISAHKAN, StatusKunjungan.DICABUT}:
            return self.berita_acara.get_absolute_url()
        return (
            f"{self.get_absolute_url()}#{'pengembalian' if self.status == StatusKunjungan.DIKEMBALIKAN else 'langkah'}"
        )

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def tanggal_panjang(self) -> str:
        """Selasa, 5 Mei 2026; empty while it has none."""
        return date_format(self.tanggal, "l, j F Y") if self.tanggal else ""

    @property
    def wilayah(self) -> Desa:
        return self.desa

    @property
    def dapat_diisi(self) -> bool:
        return self.status in DAPAT_DIISI

    @property
    def lewat(self) -> bool:
        """Planned or scheduled for a day that has passed without the visit having begun."""
        belum = self.status in {StatusKunjungan.RENCANA, StatusKunjungan.DIJADWALKAN}
        return belum and self.tanggal is not None and self.tanggal < hari_ini(self.desa)


class RiwayatKunjungan(RiwayatStatus):
    kunjungan = models.ForeignKey(Kunjungan, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return "Rencana diubah" if self.aksi == "ubah" else StatusKunjungan(self.ke).label


class CatatanKunjungan(models.Model):
    """A remark beside a visit, by a pendamping or anyone of the kecamatan. Not part of the record."""

    kunjungan = models.ForeignKey(Kunjungan, models.CASCADE, related_name="catatan")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    isi = models.TextField("catatan", max_length=2000)
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["waktu"]

    def __str__(self) -> str:
        return self.isi[:80]
