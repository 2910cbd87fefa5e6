"""The deliberation before a visit: who was there, what was agreed, which of it the visit takes up.

Pedoman PERUT B.2.d: before it begins, the accompaniment is brought into line with what the village needs.
"""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format

from akun.enums import DESA
from akun.lingkup import lingkup
from dasar.alur import RiwayatStatus
from dasar.konflik import Berversi
from dasar.simpan import BarisBerversi
from desa.models import AnggotaBPD, Desa, PengurusLKD, Perangkat
from perut.enums import DAPAT_DIATUR, StatusKunjungan, StatusMusyawarah, UnsurMusyawarah
from perut.models.kunjungan import Kunjungan


class MusyawarahQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """`perut.lihat_musyawarah`, as a query: a village reads its own minutes once they are finished."""
        return self.filter(lingkup(pengguna, hanya={DESA: Q(status=StatusMusyawarah.SELESAI)}))


class Musyawarah(Berversi):
    """One meeting. Without a visit it is for the accompaniment of its month; a visit may be named later."""

    desa = models.ForeignKey(Desa, models.PROTECT, related_name="musyawarah")
    kunjungan = models.ForeignKey(
        Kunjungan, models.PROTECT, null=True, blank=True, related_name="musyawarah", verbose_name="untuk kunjungan"
    )
    tanggal = models.DateField("tanggal")
    jam_mulai = models.TimeField("jam mulai", null=True, blank=True)
    jam_selesai = models.TimeField("jam selesai", null=True, blank=True)
    tempat = models.CharField("tempat", max_length=150)
    pimpinan = models.CharField("pimpinan musyawarah", max_length=150, blank=True)
    notulen = models.TextField("jalannya musyawarah", blank=True, validators=[MaxLengthValidator(20_000)])
    status = models.CharField(
        "status", max_length=12, choices=StatusMusyawarah.choices, default=StatusMusyawarah.DRAF, editable=False
    )
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = MusyawarahQuerySet.as_manager()

    class Meta:
        verbose_name = "musyawarah sinkronisasi"
        verbose_name_plural = "musyawarah sinkronisasi"
        ordering = ["-tanggal", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jam_selesai__isnull=True) | Q(jam_mulai__isnull=True) | Q(jam_selesai__gt=F("jam_mulai")),
                name="musyawarah_selesai_setelah_mulai",
                violation_error_message="Jam selesai mendahului jam mulai.",
            )
        ]

    def __str__(self) -> str:
        return f"Musyawarah {self.desa}, {self.tanggal_panjang}"

    def get_absolute_url(self) -> str:
        return reverse("perut:musyawarah-rinci", args=[self.pk])

    @property
    def wilayah(self) -> Desa:
        return self.desa

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def tanggal_panjang(self) -> str:
        return date_format(self.tanggal, "j F Y")

    @property
    def tertutup(self) -> str:
        """Why its visit no longer lets it be changed; '' while it does."""
        k = self.kunjungan
        if k is None or k.status in DAPAT_DIATUR or k.status == StatusKunjungan.DIBATALKAN:
            return ""
        return f"Kunjungannya sudah “{k.get_status_display()}”, jadi musyawarah ini tidak diubah lagi."

    @property
    def peringatan(self) -> str:
        """What does not fit between the meeting and its visit any more; '' where all does."""
        k = self.kunjungan
        if k is None:
            return ""
        if k.status == StatusKunjungan.DIBATALKAN:
            return "Kunjungannya dibatalkan. Ubah musyawarah ini untuk kunjungan yang lain bila ada."
        if k.tanggal and k.tanggal < self.tanggal:
            return (
                f"Kunjungannya {date_format(k.tanggal, 'j F Y')}, mendahului musyawarah ini. Betulkan tanggalnya, atau "
                "pilih kunjungan lain."
            )
        return ""


class RiwayatMusyawarah(RiwayatStatus):
    musyawarah = models.ForeignKey(Musyawarah, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return StatusMusyawarah(self.ke).label


class BarisMusyawarah(BarisBerversi):
    musyawarah = models.ForeignKey(Musyawarah, models.CASCADE, related_name="%(class)s_set")

    class Meta(BarisBerversi.Meta):
        abstract = True

    @property
    def wilayah(self) -> Desa:
        return self.musyawarah.desa


class HadirMusyawarah(BarisMusyawarah):
    """One person who was there, picked from the village's people or typed in."""

    nama = models.CharField("nama", max_length=150)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)
    unsur = models.CharField("unsur", max_length=20, choices=UnsurMusyawarah.choices)
    perangkat = models.ForeignKey(Perangkat, models.PROTECT, null=True, blank=True, related_name="+")
    bpd = models.ForeignKey(AnggotaBPD, models.PROTECT, null=True, blank=True, related_name="+")
    lkd = models.ForeignKey(PengurusLKD, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(BarisMusyawarah.Meta):
        verbose_name = "yang hadir"
        verbose_name_plural = "yang hadir"
        constraints = [
            models.UniqueConstraint(
                fields=["musyawarah", sumber],
                condition=Q(**{f"{sumber}__isnull": False}),
                name=f"hadirmusyawarah_{sumber}_sekali",
                violation_error_message="Orang ini sudah ada di daftar hadir.",
            )
            for sumber in ("perangkat", "bpd", "lkd")
        ]

    def __str__(self) -> str:
        return self.nama


class PokokMusyawarah(BarisMusyawarah):
    """What was agreed. `agenda` is the visit that takes it up; a person decides that."""

    uraian = models.TextField("kesepakatan", validators=[MaxLengthValidator(2000)])
    pelaksana = models.CharField("pelaksana", max_length=150, blank=True)
    agenda = models.ForeignKey(Kunjungan, models.SET_NULL, null=True, editable=False, related_name="agenda_musyawarah")
    agenda_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta(BarisMusyawarah.Meta):
        verbose_name = "kesepakatan musyawarah"
        verbose_name_plural = "kesepakatan musyawarah"

    def __str__(self) -> str:
        return self.uraian[:80]

    @property
    def butir_agenda(self) -> str:
        """As an item of the visit's agenda, with where it comes from."""
        return f"{' '.join(self.uraian.split())} (kesepakatan musyawarah {self.musyawarah.tanggal_panjang})"
