"""Uploaded files: what a village sends, version by version. An original is never altered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from akun.lingkup import lingkup
from berkas.enums import BOLEH_DIBUKA, StatusBerkas, StatusPindai, StatusPratinjau
from berkas.indeks import IndeksTeks
from berkas.models.kategori import KategoriBerkas
from berkas.periode import periode_nama
from dasar.alur import RiwayatStatus
from desa.models import Desa


def tempat_isi(_versi, _nama: str) -> str:
    """A storage name nobody can guess and no user has chosen."""
    return f"berkas/{timezone.now():%Y/%m}/{uuid.uuid4().hex}"


class BerkasQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The files of the desa in this person's regions."""
        return self.filter(lingkup(pengguna))

    def lengkap(self):
        """With what every list row shows, and without the long text."""
        return self.select_related("desa__kecamatan", "kategori", "versi_terkini__oleh").defer(
            "teks_cari", "versi_terkini__teks"
        )


class Berkas(models.Model):
    """One document of a desa: a category and a period, and its versions."""

    desa = models.ForeignKey(Desa, models.PROTECT, related_name="berkas")
    kategori = models.ForeignKey(KategoriBerkas, models.PROTECT, related_name="berkas")
    tahun = models.PositiveSmallIntegerField("tahun", help_text="Tahun yang dicakup dokumen.")
    periode = models.CharField("periode", max_length=7, blank=True, help_text="2026, 2026-S1, 2026-T3, 2026-05.")
    judul = models.CharField("judul", max_length=200)
    nomor = models.CharField("nomor dokumen", max_length=100, blank=True)
    tanggal = models.DateField("tanggal dokumen", null=True, blank=True)
    status = models.CharField("status", max_length=10, choices=StatusBerkas.choices, default=StatusBerkas.MENUNGGU)
    versi_terkini = models.ForeignKey("VersiBerkas", models.PROTECT, null=True, blank=True, related_name="+")
    # Title, number, category and the text of the current version, normalised by berkas.teks.normal.
    teks_cari = models.TextField(blank=True, editable=False)
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibuat = models.DateTimeField("dibuat", auto_now_add=True)
    diubah = models.DateTimeField("terakhir berubah", auto_now=True)

    objects = BerkasQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        ordering = ["-diubah", "-pk"]
        indexes = [
            models.Index(fields=["desa", "kategori", "periode"], name="berkas_desa_kategori_periode"),
            models.Index(fields=["status", "-diubah"], name="berkas_status_diubah"),
            IndeksTeks(fields=["teks_cari"], name="berkas_teks_cari_gin"),
        ]

    def __str__(self) -> str:
        return f"{self.judul} – {self.desa}"

    def get_absolute_url(self) -> str:
        return reverse("berkas:berkas-rinci", args=[self.pk])

    @property
    def versi_baris(self) -> int:
        return self.versi_terkini_id or 0

    @property
    def wilayah(self) -> Desa:
        return self.desa

    @property
    def periode_label(self) -> str:
        """'Mei 2026', 'Semester I 2026', '2026', or a dash for what is sent once."""
        return periode_nama(self.periode) or "–"


class RiwayatBerkas(RiwayatStatus):
    berkas = models.ForeignKey(Berkas, models.CASCADE, related_name="riwayat")
    versi = models.ForeignKey("VersiBerkas", models.PROTECT, null=True, blank=True, related_name="+")

    @property
    def ke_label(self) -> str:
        return StatusBerkas(self.ke).label


class VersiBerkas(models.Model):
    """The bytes as they were sent, once. `isi` may be shared by versions with the same bytes in one desa."""

    berkas = models.ForeignKey(Berkas, models.CASCADE, related_name="versi")
    urut = models.PositiveSmallIntegerField("versi")
    isi = models.FileField("berkas", upload_to=tempat_isi, max_length=120)
    nama_asli = models.CharField("nama berkas", max_length=150)
    mime = models.CharField("jenis isi", max_length=100)
    ukuran = models.PositiveBigIntegerField("ukuran", help_text="Dalam byte.")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    alasan = models.CharField("alasan versi ini", max_length=300, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField("diunggah", auto_now_add=True)
    teks = models.TextField("teks", blank=True, editable=False)
    waktu_foto = models.DateTimeField("waktu pemotretan", null=True, blank=True)
    lintang = models.DecimalField("lintang", max_digits=9, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    kunci = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # names the folder of its preview
    pratinjau = models.CharField(
        "pratinjau", max_length=10, choices=StatusPratinjau.choices, default=StatusPratinjau.MENUNGGU
    )
    pratinjau_halaman = models.PositiveSmallIntegerField("halaman yang ditampilkan", default=0)
    halaman = models.PositiveIntegerField("jumlah halaman", null=True, blank=True)
    olah_percobaan = models.PositiveSmallIntegerField(default=0, editable=False)
    olah_galat = models.CharField("kegagalan pratinjau", max_length=300, blank=True)
    status_pindai = models.CharField(
        "pemindaian virus", max_length=13, choices=StatusPindai.choices, default=StatusPindai.TIDAK_DIPAKAI
    )
    pindai_keterangan = models.CharField("hasil pemindaian", max_length=200, blank=True)

    class Meta:
        verbose_name = "versi berkas"
        verbose_name_plural = "versi berkas"
        ordering = ["berkas", "-urut"]
        constraints = [
            models.UniqueConstraint(fields=["berkas", "urut"], name="versiberkas_urut_unik"),
            models.UniqueConstraint(
                fields=["berkas", "sha256"],
                name="versiberkas_isi_unik",
                violation_error_message="Isi yang sama sudah ada dalam berkas ini.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["waktu"], condition=Q(status_pindai__in=["menunggu", "gagal"]), name="versiberkas_antre_pindai"
            ),
            models.Index(fields=["waktu"], condition=Q(pratinjau="menunggu"), name="versiberkas_antre_olah"),
        ]

    def __str__(self) -> str:
        return f"{self.nama_asli} (versi {self.urut})"

    @property
    def wilayah(self) -> Desa:
        return self.berkas.desa

    @property
    def boleh_dibuka(self) -> bool:
        """Scanned clean, or no scanner is used: the bytes may leave the house."""
        return self.status_pindai in BOLEH_DIBUKA

    @property
    def daftar_halaman(self) -> range:
        """The pages of the preview, from 1."""
        return range(1, self.pratinjau_halaman + 1)

    @property
    def tautan_peta(self) -> str:
        """Where a photo was taken, on OpenStreetMap; empty when it does not say."""
        if self.lintang is None or self.bujur is None:
            return ""
        return (
            f"https://www.openstreetmap.org/?mlat={self.lintang}&mlon={self.bujur}#map=17/{self.lintang}/{self.bujur}"
        )

    def nama_pratinjau(self, halaman: int) -> str:
        """Where one page of the preview is stored (from 1)."""
        return f"pratinjau/{self.kunci.hex}/{halaman:04d}.jpg"
