"""A desa's budget of one year, and its versions: murni, each perubahan, and each mending of one of them."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from akun.enums import DESA, SEMUA
from akun.lingkup import lingkup
from apbdes.enums import (
    BERHARI,
    DAPAT_DIUBAH,
    DIPUTUS,
    NAMA_PAGU,
    TERBUKA,
    HasilEvaluasi,
    JenisVersi,
    LangkahPagu,
    PerkaraTenggat,
    StatusVersi,
)
from berkas.models import VersiBerkas
from dasar.alur import RiwayatStatus
from dasar.uang import rupiah_atau_kosong
from desa.models import Desa
from naskah.models import Naskah


class ApbdesQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The budgets of the desa in this person's regions."""
        return self.filter(lingkup(pengguna))


class Apbdes(models.Model):
    """The budget of one desa for one year; what it says stands in its versions."""

    desa = models.ForeignKey(Desa, models.PROTECT, related_name="apbdes")
    tahun = models.PositiveSmallIntegerField(
        "tahun anggaran", validators=[MinValueValidator(2015), MaxValueValidator(2100)]
    )

    objects = ApbdesQuerySet.as_manager()

    class Meta:
        verbose_name = "APB Desa"
        verbose_name_plural = "APB Desa"
        ordering = ["-tahun", "desa"]
        constraints = [
            models.UniqueConstraint(
                fields=["desa", "tahun"],
                name="apbdes_sekali_setahun",
                violation_error_message="APB Desa tahun ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return f"APB {self.desa} {self.tahun}"

    @property
    def wilayah(self) -> Desa:
        return self.desa


class VersiQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The versions this person may see (`apbdes.lihat_versiapbdes`): a draft is its desa's own."""
        terbuka = Q(status__in=TERBUKA) | Q(status=StatusVersi.DIBATALKAN, diajukan__isnull=False)
        return self.filter(lingkup(pengguna, desa="apbdes__desa", hanya={SEMUA - DESA: terbuka}))

    def lengkap(self):
        """With what every list row shows."""
        return self.select_related("apbdes__desa__kecamatan__kabupaten", "berita_acara", "keputusan", "sebelum")

    def ringkas(self):
        """The same without what is long, which no list shows."""
        return self.lengkap().defer("beku", "berita_acara__isi", "keputusan__isi", "sebelum__beku")

    def tentang(self, naskah):
        """The version that this document is about; there is at most one."""
        return self.filter(Q(berita_acara=naskah) | Q(keputusan=naskah))


_DITERIMA = ["dievaluasi", "diusulkan", "sesuai", "perlu_diperbaiki", "dicabut", "lewat_waktu", "ditetapkan"]


def _uang(sebutan: str) -> models.BigIntegerField:
    """Sen, not negative; empty where nobody has said."""
    return models.BigIntegerField(sebutan, null=True, blank=True, validators=[MinValueValidator(0)])


class VersiApbdes(models.Model):
    """One full version. `perubahan_ke` 0 is the murni; `perbaikan_ke` counts the mendings of that one.

    `sebelum` is what it is compared with: the version that it mends, or the one that a perubahan changes.
    Money is in sen.
    """

    apbdes = models.ForeignKey(Apbdes, models.PROTECT, related_name="versi_set")
    jenis = models.CharField("jenis", max_length=10, choices=JenisVersi.choices)
    perubahan_ke = models.PositiveSmallIntegerField("perubahan ke", default=0)
    perbaikan_ke = models.PositiveSmallIntegerField("perbaikan ke", default=0)
    sebelum = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="sesudah")
    status = models.CharField(
        "status", max_length=20, choices=StatusVersi.choices, default=StatusVersi.DISUSUN, editable=False
    )
    # What was read of its rows, and for whom it stands (services/anggaran.py).
    _terbaca: Any = None
    _sehalaman = False
    _bagi: Any = None
    # The sheet "Identitas" of the workbook.
    pagu_dds = _uang("pagu Dana Desa")
    pagu_add = _uang("pagu Alokasi Dana Desa")
    pagu_pbh = _uang("pagu bagi hasil pajak dan retribusi")
    akhir_masa_jabatan_kades = models.DateField("akhir masa jabatan kepala desa", null=True, blank=True)
    perdes_dana_cadangan = models.CharField("Perdes dana cadangan", max_length=150, blank=True)
    tanggal_perdes_dana_cadangan = models.DateField("tanggal Perdes dana cadangan", null=True, blank=True)
    jumlah_petugas_pbb = models.PositiveIntegerField("jumlah petugas PBB", null=True, blank=True)
    # The way to the camat and back.
    tanggal_disepakati = models.DateField("tanggal disepakati bersama BPD", null=True, blank=True)
    diajukan = models.DateTimeField("diajukan", null=True, editable=False)
    diterima = models.DateTimeField("diterima kecamatan", null=True, editable=False)
    # Counted on receipt; a holiday decreed later moves it with history and notice, never silently (kalender.py).
    batas_evaluasi = models.DateField("hasil evaluasi paling lambat", null=True, editable=False)
    diputus = models.DateTimeField("diputus camat", null=True, editable=False)
    batas_perbaikan = models.DateField("perbaikan paling lambat", null=True, editable=False)
    hasil = models.CharField("hasil", max_length=20, choices=HasilEvaluasi.choices, blank=True, editable=False)
    kesimpulan = models.TextField("kesimpulan evaluator", blank=True)
    # Frozen when the result is proposed: the sets and figures used, every verdict, what was made of it, the notes.
    beku = models.JSONField("hasil evaluasi beku", null=True, editable=False)
    # Which version of the worksheet it is evaluated with: fixed with the first answer.
    lembar = models.ForeignKey(
        "apbdes.FormulirLembar", models.PROTECT, null=True, editable=False, related_name="lembar"
    )
    berita_acara = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    keputusan = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    perdes_nomor = models.CharField("nomor Perdes APB Desa", max_length=100, blank=True, editable=False)
    perdes_tanggal = models.DateField("tanggal Perdes APB Desa", null=True, editable=False)
    versi = models.PositiveIntegerField(default=0, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = VersiQuerySet.as_manager()

    class Meta:
        verbose_name = "rancangan APB Desa"
        verbose_name_plural = "rancangan APB Desa"
        ordering = ["apbdes", "perubahan_ke", "perbaikan_ke"]
        indexes = [models.Index(fields=["status", "batas_evaluasi"])]
        constraints = [
            models.UniqueConstraint(
                fields=["apbdes", "perubahan_ke", "perbaikan_ke"],
                condition=~Q(status="dibatalkan"),
                name="versiapbdes_urut_unik",
                violation_error_message="Rancangan ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(jenis="murni", perubahan_ke=0) | Q(jenis="perubahan", perubahan_ke__gt=0),
                name="versiapbdes_jenis_sesuai_urut",
                violation_error_message="Jenis dan urutan perubahan tidak cocok.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=_DITERIMA) | Q(diterima__isnull=False, batas_evaluasi__isnull=False),
                name="versiapbdes_diterima_bertanggal",
                violation_error_message="Rancangan yang diterima harus mempunyai tanggal terima dan batas waktu.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["diusulkan", "sesuai", "perlu_diperbaiki", "dicabut"])
                | (Q(beku__isnull=False) & ~Q(hasil="")),
                name="versiapbdes_diusulkan_berhasil",
                violation_error_message="Hasil evaluasi yang diusulkan harus memuat putusannya.",
            ),
            models.CheckConstraint(
                condition=~Q(status="ditetapkan") | (~Q(perdes_nomor="") & Q(perdes_tanggal__isnull=False)),
                name="versiapbdes_ditetapkan_berperdes",
                violation_error_message="Nomor dan tanggal Perdes wajib diisi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.apbdes}, {self.sebutan}"

    def get_absolute_url(self) -> str:
        return reverse("apbdes:versi-rinci", args=[self.pk])

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def wilayah(self) -> Desa:
        return self.apbdes.desa

    @property
    def sebutan(self) -> str:
        """'murni', 'perubahan ke-2', 'murni, perbaikan ke-1'."""
        dasar = "murni" if self.perubahan_ke == 0 else f"perubahan ke-{self.perubahan_ke}"
        return f"{dasar}, perbaikan ke-{self.perbaikan_ke}" if self.perbaikan_ke else dasar

    @property
    def dapat_diubah(self) -> bool:
        return self.status in DAPAT_DIUBAH

    @property
    def berkeputusan(self) -> bool:
        """The camat has decided, and that was not withdrawn since; a Perdes that followed stays what it is."""
        return self.keputusan_id is not None and self.status in DIPUTUS

    @property
    def berhari(self) -> bool:
        """The 20 working days of the evaluation run."""
        return self.status in BERHARI


class RiwayatApbdes(RiwayatStatus):
    versiapbdes = models.ForeignKey(VersiApbdes, models.CASCADE, related_name="riwayat")
    # Nobody's act: the days ran out.
    oleh = models.ForeignKey(  # type: ignore[assignment]  # wider than the base: nobody's act is allowed here
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    @property
    def ke_label(self) -> str:
        lain = {"hitung_ulang": "Batas waktu dihitung ulang", "naskah_dicabut": "Naskah hasil evaluasi dicabut"}
        return lain.get(self.aksi) or StatusVersi(self.ke).label


class KabarTenggat(models.Model):
    """Somebody was told of a deadline of this version, once per matter."""

    versi = models.ForeignKey(VersiApbdes, models.CASCADE, related_name="kabar")
    perkara = models.CharField(max_length=25, choices=PerkaraTenggat.choices)
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kabar tenggat"
        verbose_name_plural = "kabar tenggat"
        constraints = [models.UniqueConstraint(fields=["versi", "perkara"], name="kabartenggat_sekali")]

    def __str__(self) -> str:
        return f"{self.versi}: {self.get_perkara_display()}"


class DokumenPendamping(models.Model):
    """One of the documents that go with a submission. Permendagri 20/2018 Pasal 34.

    `kode` is a category of files registered by this room; the version that was handed in stays.
    """

    versi = models.ForeignKey(VersiApbdes, models.CASCADE, related_name="dokumen")
    kode = models.CharField("dokumen", max_length=40)
    berkas = models.ForeignKey(VersiBerkas, models.PROTECT, null=True, blank=True, related_name="+")
    # Those that a desa need not have ("bila ada"): it says that it has none.
    tidak_ada = models.BooleanField("tidak ada", default=False)

    class Meta:
        verbose_name = "dokumen pendamping"
        verbose_name_plural = "dokumen pendamping"
        ordering = ["versi", "kode"]
        constraints = [models.UniqueConstraint(fields=["versi", "kode"], name="dokumenpendamping_sekali")]

    def __str__(self) -> str:
        return self.kode


class CatatanPagu(models.Model):
    """A dated step before submission: pagu adjusted (Pasal 3) or policy changed (Pasal 4-5)."""

    versi = models.ForeignKey(VersiApbdes, models.CASCADE, related_name="langkah_pagu")
    langkah = models.CharField("langkah", max_length=20, choices=LangkahPagu.choices)
    tanggal = models.DateField("tanggal")
    dasar = models.CharField("dasar", max_length=250)
    uraian = models.TextField("uraian", max_length=2000)
    pagu_semula = models.JSONField("pagu semula", default=dict, blank=True)
    pagu_menjadi = models.JSONField("pagu menjadi", default=dict, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "langkah pagu"
        verbose_name_plural = "langkah pagu"
        ordering = ["tanggal", "pk"]

    def __str__(self) -> str:
        return f"{self.get_langkah_display()}, {date_format(self.tanggal, 'j F Y')}"

    @property
    def perubahan(self) -> list[dict[str, str]]:
        """The pagu that this step changed, in words."""
        return [
            {
                "nama": nama,
                "semula": rupiah_atau_kosong(self.pagu_semula.get(k)),
                "menjadi": rupiah_atau_kosong(self.pagu_menjadi[k]),
            }
            for k, nama in NAMA_PAGU.items()
            if k in self.pagu_menjadi
        ]
