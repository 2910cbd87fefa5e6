"""A report of the camat to the bupati about one period."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from akun.lingkup import lingkup
from dasar.alur import RiwayatStatus
from dasar.waktu import hari_ini
from desa.models import Kecamatan
from laporan.enums import DAPAT_DIUBAH, KANTOR, PEMBACA, StatusLaporan
from laporan.hitung import Beda, bagian_tersimpan, beda, hitung
from laporan.masa import SEBUTAN, jenis_periode, judul_periode
from naskah.enums.naskah import TERBIT
from naskah.models import Naskah
from naskah.queries.naskah import beserta_penerus


class LaporanQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The office its own, from the first draft; whoever watches over it what was once approved
        (`laporan.lihat_laporan`)."""
        terbit = Q(naskah__status__in=TERBIT) | Q(naskah__menggantikan__isnull=False)
        kantor = lingkup(pengguna, *KANTOR, kecamatan="kecamatan")
        return self.filter(kantor | lingkup(pengguna, *PEMBACA, kecamatan="kecamatan") & terbit)

    def lengkap(self):
        return self.select_related("kecamatan__kabupaten", "naskah")

    def tentang(self, naskah):
        """The report that this document is; there is at most one."""
        return self.filter(naskah__in=beserta_penerus(naskah))


class Laporan(models.Model):
    """One for each kecamatan and period. `hitungan` is what was counted, as of `dihitung`; the words are people's own.

    Put right after its approval it is drawn up once more: the document that is in force stays so until the camat
    approves the next one, which takes its place.
    """

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="laporan")
    periode = models.CharField("masa laporan", max_length=7)  # '2026-10', '2026-T4', '2026': laporan/masa.py
    judul = models.CharField("masa laporan dalam kata", max_length=40, editable=False)  # what is searched
    hitungan = models.JSONField("angka", editable=False)
    dihitung = models.DateTimeField("dihitung", editable=False)
    hasil = models.TextField("hasil", blank=True)
    masalah = models.TextField("permasalahan", blank=True)
    tindak_lanjut = models.TextField("tindak lanjut", blank=True)
    rekomendasi = models.JSONField("rekomendasi", default=list, blank=True)
    kata_camat = models.TextField("kata camat", blank=True)
    status = models.CharField(
        "status", max_length=15, choices=StatusLaporan.choices, default=StatusLaporan.DISUSUN, editable=False
    )
    naskah = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    versi = models.PositiveIntegerField(default=0, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LaporanQuerySet.as_manager()

    class Meta:
        verbose_name = "laporan"
        verbose_name_plural = "laporan"
        ordering = ["-periode", "kecamatan__kode"]
        constraints = [
            models.UniqueConstraint(
                fields=["kecamatan", "periode"],
                condition=~Q(status="dibatalkan"),
                name="laporan_satu_per_masa",
                violation_error_message="Laporan masa ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["diajukan", "dikembalikan", "disahkan", "dicabut"]) | Q(naskah__isnull=False),
                name="laporan_diajukan_bernaskah",
                violation_error_message="Laporan yang diajukan harus mempunyai naskah.",
            ),
        ]

    def __str__(self) -> str:
        return f"Laporan {self.nama_periode} {self.kecamatan}"

    def save(self, *args, **kwargs) -> None:
        self.judul = judul_periode(self.periode)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("laporan:laporan-rinci", args=[self.pk])

    @property
    def tempat_status(self) -> str:
        if self.naskah and self.status in {StatusLaporan.DISAHKAN, StatusLaporan.DICABUT}:
            return self.naskah.get_absolute_url()
        jangkar = "pengembalian" if self.status == StatusLaporan.DIKEMBALIKAN else "langkah"
        return f"{self.get_absolute_url()}#{jangkar}"

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan

    @property
    def nama_periode(self) -> str:
        return judul_periode(self.periode)

    @property
    def jenis(self) -> str:
        return SEBUTAN[jenis_periode(self.periode)]

    @property
    def dapat_diubah(self) -> bool:
        return self.status in DAPAT_DIUBAH

    @cached_property
    def berubah(self) -> list[Beda]:
        """The figures that are others by now, asked once for each object that was read."""
        kini = bagian_tersimpan(hitung(self.kecamatan, self.periode))
        return beda(bagian_tersimpan(self.hitungan), kini)

    @property
    def sementara(self) -> bool:
        """Its figures were counted before the period was over, or it still is not."""
        return bool(self.hitungan.get("sementara")) or hari_ini(self.kecamatan).isoformat() <= self.hitungan["pada"]

    @property
    def diperbaiki(self) -> bool:
        """Drawn up once more, while what was approved before is numbered already."""
        return self.status not in {StatusLaporan.DISAHKAN, StatusLaporan.DICABUT} and self.naskah_lama is not None

    @property
    def naskah_lama(self) -> Naskah | None:
        """The document that the next one will take the place of."""
        if self.naskah is None:
            return None
        return self.naskah if self.naskah.terbit else self.naskah.menggantikan


class RiwayatLaporan(RiwayatStatus):
    laporan = models.ForeignKey(Laporan, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        khusus = {"koreksi": "Diperbaiki", "hitung": "Dihitung ulang", "urungkan": "Perbaikan diurungkan"}
        return khusus.get(self.aksi) or StatusLaporan(self.ke).label
