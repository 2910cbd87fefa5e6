"""What supervision found, who mends it, by when - and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from akun.lingkup import lingkup
from dasar.alur import RiwayatStatus
from dasar.simpan import BarisBerversi
from dasar.waktu import hari_ini, menurut_zona
from desa.bawaan import ASAL as ASAL_BAWAAN
from desa.models import Desa
from tindaklanjut.enums import BERJALAN, TANPA_DRAF, HasilTindakLanjut, StatusTemuan


def _batas_lewat(hari):
    return Q(batas_waktu__lt=hari)


class TemuanQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The findings of this person's desa (`tindaklanjut.lihat_temuan`); drafts only for who may read them."""
        return self.filter(lingkup(pengguna, hanya={TANPA_DRAF: ~models.Q(status=StatusTemuan.DRAF)}))

    def belum_selesai(self):
        return self.filter(status__in=BERJALAN)

    def terlambat(self, pada=None):
        """Open past its day (today in the desa when none is given)."""
        lewat = Q(batas_waktu__lt=pada) if pada else menurut_zona("desa__kecamatan__zona_waktu", _batas_lewat)
        return self.belum_selesai().filter(lewat)


class Temuan(BarisBerversi):
    """A finding, with the place it came from (`asal_jenis`, `asal_id`: this room knows no visits)."""

    desa = models.ForeignKey(Desa, models.PROTECT, related_name="temuan")
    asal_jenis = models.CharField(max_length=20)
    asal_id = models.CharField(max_length=40)
    asal_teks = models.CharField("berasal dari", max_length=200)
    uraian = models.TextField("temuan")
    rekomendasi = models.TextField("saran perbaikan", blank=True)
    penanggung_jawab = models.CharField("penanggung jawab", max_length=150)
    batas_waktu = models.DateField("batas waktu")
    status = models.CharField(
        "status", max_length=10, choices=StatusTemuan.choices, default=StatusTemuan.DRAF, editable=False
    )
    ditutup_pada = models.DateField("ditutup", null=True, blank=True, editable=False)

    objects = TemuanQuerySet.as_manager()

    class Meta(BarisBerversi.Meta):
        verbose_name = "temuan"
        verbose_name_plural = "temuan"
        indexes = [
            models.Index(fields=["desa", "status"]),
            models.Index(fields=["asal_jenis", "asal_id"]),
            models.Index(fields=["status", "batas_waktu"]),
        ]

    def __str__(self) -> str:
        return self.uraian[:80]

    def get_absolute_url(self) -> str:
        return reverse("tindaklanjut:temuan-rinci", args=[self.pk])

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def wilayah(self) -> Desa:
        return self.desa

    def get_status_display(self) -> str:  # type: ignore[no-redef]  # in place of what the field makes
        if self.dibawa and self.status == StatusTemuan.DICABUT:
            return "Catatan lama ditarik"
        return str(StatusTemuan(self.status).label)

    @property
    def dibawa(self) -> bool:
        """Carried over from old records (`asal_teks` says so wherever it stands)."""
        return self.asal_jenis == ASAL_BAWAAN

    @property
    def terlambat(self) -> bool:
        return self.status in BERJALAN and self.batas_waktu < hari_ini(self.desa)


class RiwayatTemuan(RiwayatStatus):
    temuan = models.ForeignKey(Temuan, models.CASCADE, related_name="riwayat")
    # Nobody's act: the calendar of days off moved its last day.
    oleh = models.ForeignKey(  # type: ignore[assignment]  # wider than the base: nobody's act is allowed here
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    @property
    def ke_label(self) -> str:
        lain = {"hitung_ulang": "Batas waktu dihitung ulang", "bawa_lagi": "Diperbarui dari catatan lama"}
        return lain.get(self.aksi) or StatusTemuan(self.ke).label


class TindakLanjut(BarisBerversi):
    """One answer to a finding: by the village, or by an officer at a later visit."""

    temuan = models.ForeignKey(Temuan, models.CASCADE, related_name="tindak_lanjut")
    asal_jenis = models.CharField(max_length=20)
    asal_id = models.CharField(max_length=40, blank=True)
    hasil = models.CharField("hasil", max_length=10, choices=HasilTindakLanjut.choices)
    uraian = models.TextField("uraian")
    # What an officer writes at a visit is not for the village to read before its record is approved.
    resmi = models.BooleanField("resmi", default=False, editable=False)

    class Meta(BarisBerversi.Meta):
        verbose_name = "tindak lanjut"
        verbose_name_plural = "tindak lanjut"
        constraints = [
            models.UniqueConstraint(
                fields=["temuan", "asal_jenis", "asal_id"],
                condition=~models.Q(asal_id=""),
                name="tindaklanjut_satu_per_asal",
                violation_error_message="Temuan ini sudah dijawab pada kunjungan ini.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_hasil_display()}: {self.uraian[:60]}"
