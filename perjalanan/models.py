"""A journey of a kepala desa or of members of the BPD out of the kabupaten, from the request to its report."""

import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format

from akun.lingkup import lingkup
from berkas.models import VersiBerkas
from dasar.alur import RiwayatStatus
from dasar.waktu import menurut_zona
from desa.models import AnggotaBPD, Desa, Perangkat
from naskah.models import Naskah
from naskah.queries.naskah import beserta_penerus
from perjalanan.enums import (
    BERJALAN,
    BUKAN_DESA,
    DAPAT_DIUBAH,
    DIPUTUS,
    TERBIT,
    Keperluan,
    Rekomendasi,
    StatusPerjalanan,
)


class PerjalananQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The journeys of this person's villages (`perjalanan.lihat_perjalanan`); a draft is the village's own."""
        return self.filter(lingkup(pengguna, hanya={BUKAN_DESA: ~Q(status=StatusPerjalanan.DRAF)}))

    def lengkap(self):
        """With what every list row shows."""
        return self.select_related("desa__kecamatan__kabupaten", "surat").defer("surat__isi").prefetch_related("orang")

    def tentang(self, naskah):
        """The journey that this document orders; there is at most one."""
        return self.filter(surat__in=beserta_penerus(naskah))

    def belum_dilaporkan(self):
        """Ordered, over, and nothing said about it yet. Nobody is late: no source names a day."""
        return self.filter(
            menurut_zona("desa__kecamatan__zona_waktu", lambda hari: Q(selesai__lt=hari)),
            status=StatusPerjalanan.DISETUJUI,
        )

    def berpotongan(self, lain: "Perjalanan"):
        """Others of the same village on some of the same days, whatever it is to replace left out."""
        bukan = [pk for pk in (lain.pk, lain.menggantikan_id) if pk]
        return (
            self.filter(desa=lain.desa_id, status__in=BERJALAN, mulai__lte=lain.selesai, selesai__gte=lain.mulai)
            .exclude(pk__in=bukan)
            .exclude(menggantikan=lain.pk)
            .exclude(terlaksana=False)
        )


class Perjalanan(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="perjalanan")
    status = models.CharField(
        "status", max_length=12, choices=StatusPerjalanan.choices, default=StatusPerjalanan.DRAF, editable=False
    )
    keperluan = models.CharField("keperluan", max_length=12, choices=Keperluan.choices)
    maksud = models.CharField("maksud perjalanan", max_length=300)
    tujuan = models.CharField("tempat tujuan", max_length=150)
    kota_tujuan = models.CharField("kabupaten atau kota tujuan", max_length=100)
    mulai = models.DateField("berangkat")
    selesai = models.DateField("kembali")
    dasar = models.CharField("dasar perjalanan", max_length=250)
    berkas_dasar = models.ForeignKey(VersiBerkas, models.PROTECT, null=True, editable=False, related_name="+")
    nomor_permohonan = models.CharField("nomor surat permohonan", max_length=100, blank=True)
    tanggal_permohonan = models.DateField("tanggal surat permohonan", null=True, blank=True)
    pembebanan = models.CharField("biaya dibebankan pada", max_length=150)
    kode_kegiatan = models.CharField(
        "kode kegiatan APB Desa",
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\d+(\.\d+){1,3}$", "Tulis kodenya seperti 1.1.06.")],
    )
    telaahan_desa = models.TextField("telaahan pemohon", blank=True)
    pelaksana_harian = models.CharField("pelaksana harian", max_length=300, blank=True)
    menggantikan = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="pengganti"
    )
    pemohon = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    pemohon_sebagai = models.CharField("diajukan oleh", max_length=250, blank=True, editable=False)
    diajukan = models.DateTimeField("diajukan", null=True, editable=False)  # the first time
    # What the office adds: its telaahan, and until when it would like to hear of the journey. Nobody is late by it.
    telaahan = models.TextField("telaahan kecamatan", blank=True, editable=False)
    rekomendasi = models.CharField(
        "rekomendasi", max_length=12, choices=Rekomendasi.choices, blank=True, editable=False
    )
    laporan_diharapkan = models.DateField("laporan diharapkan", null=True, editable=False)
    surat = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    terlaksana = models.BooleanField("dilaksanakan", null=True, editable=False)
    laporan = models.TextField("laporan perjalanan", blank=True, editable=False)
    berkas_laporan = models.ForeignKey(VersiBerkas, models.PROTECT, null=True, editable=False, related_name="+")
    dilaporkan = models.DateTimeField("dilaporkan", null=True, editable=False)
    versi = models.PositiveIntegerField(default=0, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = PerjalananQuerySet.as_manager()

    class Meta:
        verbose_name = "perjalanan dinas"
        verbose_name_plural = "perjalanan dinas"
        ordering = ["-mulai", "-dibuat", "pk"]
        indexes = [
            models.Index(fields=["desa", "mulai"], name="perjalanan_desa_mulai"),
            models.Index(fields=["status", "selesai"], name="perjalanan_status_selesai"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai__gte=F("mulai")),
                name="perjalanan_selesai_setelah_mulai",
                violation_error_message="Tanggal kembali mendahului tanggal berangkat.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draf", "dibatalkan"])
                | Q(diajukan__isnull=False, pemohon__isnull=False, berkas_dasar__isnull=False),
                name="perjalanan_diajukan_berdasar",
                violation_error_message="Permohonan yang diajukan menyebut pemohon dan dasarnya.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["ditelaah", *sorted(TERBIT), "dicabut", "diganti"]) | Q(surat__isnull=False),
                name="perjalanan_ditelaah_bersurat",
                violation_error_message="Perjalanan yang ditelaah mempunyai surat perintah tugas.",
            ),
            models.CheckConstraint(
                condition=~Q(status="dilaporkan") | Q(dilaporkan__isnull=False, terlaksana__isnull=False),
                name="perjalanan_dilaporkan_berlaporan",
                violation_error_message="Perjalanan yang dilaporkan menyebut hasilnya.",
            ),
            models.UniqueConstraint(
                fields=["menggantikan"],
                condition=Q(status__in=sorted(DAPAT_DIUBAH | DIPUTUS)),
                name="perjalanan_satu_pengganti",
                violation_error_message="Penggantinya sudah disusun.",
            ),
        ]

    def __str__(self) -> str:
        return f"Perjalanan dinas {self.desa} ke {self.kota_tujuan}, {self.rentang}"

    def get_absolute_url(self) -> str:
        return reverse("perjalanan:perjalanan-rinci", args=[self.pk])

    @property
    def tempat_status(self) -> str:
        """Where what the status says is to be seen: the document, the reason, or the next step."""
        if self.surat and self.status in {*TERBIT, StatusPerjalanan.DICABUT, StatusPerjalanan.DIGANTI}:
            return self.surat.get_absolute_url()
        alasan = {StatusPerjalanan.DIKEMBALIKAN, StatusPerjalanan.DITOLAK, StatusPerjalanan.DIBATALKAN}
        return f"{self.get_absolute_url()}#{'alasan' if self.status in alasan else 'langkah'}"

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def wilayah(self) -> Desa:
        return self.desa

    @property
    def rentang(self) -> str:
        """'5 Mei 2026', '5 sampai 7 Mei 2026', '30 Desember 2026 sampai 2 Januari 2027'."""
        akhir = date_format(self.selesai, "j F Y")
        if self.mulai == self.selesai:
            return akhir
        bentuk = "j" if (self.mulai.year, self.mulai.month) == (self.selesai.year, self.selesai.month) else "j F"
        return f"{date_format(self.mulai, bentuk if self.mulai.year == self.selesai.year else 'j F Y')} sampai {akhir}"

    @property
    def lama(self) -> int:
        """Days, the first and the last included."""
        return (self.selesai - self.mulai).days + 1

    @property
    def rekomendasi_label(self) -> str:
        return self.get_rekomendasi_display().lower()

    @property
    def hasil_label(self) -> str:
        if self.terlaksana is None:
            return ""
        return "Dilaksanakan" if self.terlaksana else "Tidak jadi dilaksanakan"

    @property
    def nama_orang(self) -> str:
        """'Ahmad, Budi dan 2 lainnya'; reads `orang`, as lists fetch it."""
        nama = [o.nama for o in self.orang.all()]
        return ", ".join(nama[:2]) + (f" dan {len(nama) - 2} lainnya" if len(nama) > 2 else "") or "–"


class RiwayatPerjalanan(RiwayatStatus):
    perjalanan = models.ForeignKey(Perjalanan, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        lain = {"ubah": "Permohonan diubah", "kembalikan_laporan": "Laporan dikembalikan"}
        return lain.get(self.aksi) or StatusPerjalanan(self.ke).label


class OrangPerjalanan(models.Model):
    """Somebody who travels: an official of the village's list. The name stays where the row in that list goes."""

    perjalanan = models.ForeignKey(Perjalanan, models.CASCADE, related_name="orang")
    urut = models.PositiveSmallIntegerField()
    perangkat = models.ForeignKey(Perangkat, models.SET_NULL, null=True, blank=True, related_name="perjalanan")
    bpd = models.ForeignKey(AnggotaBPD, models.SET_NULL, null=True, blank=True, related_name="perjalanan")
    nama = models.CharField("nama", max_length=150)
    jabatan = models.CharField("jabatan", max_length=250)

    class Meta:
        verbose_name = "pelaku perjalanan"
        verbose_name_plural = "pelaku perjalanan"
        ordering = ["perjalanan", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["perjalanan", "perangkat"], name="orangperjalanan_perangkat_sekali"),
            models.UniqueConstraint(fields=["perjalanan", "bpd"], name="orangperjalanan_bpd_sekali"),
        ]

    def __str__(self) -> str:
        return f"{self.nama} ({self.jabatan})"

    @property
    def wilayah(self) -> Desa:
        return self.perjalanan.desa

    @property
    def pejabat(self) -> Perangkat | AnggotaBPD | None:
        """The row of the village's list; None once it was deleted there."""
        return self.perangkat or self.bpd
