"""What is filled in at the village: each class is one kind of row, saved by the saving contract."""

from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models import Q

from berkas.models.foto import FotoBaris
from dasar.simpan import BarisBerversi
from desa.models import AnggotaBPD, Desa, PengurusLKD, Perangkat
from perut.enums import JenisKegiatan, Mutakhir, Unsur
from perut.models.buku import Buku
from perut.models.kunjungan import Kunjungan


class BarisKunjungan(BarisBerversi):
    kunjungan = models.ForeignKey(Kunjungan, models.CASCADE, related_name="%(class)s_set")

    class Meta(BarisBerversi.Meta):
        abstract = True

    @property
    def wilayah(self) -> Desa:
        return self.kunjungan.desa


class Kehadiran(BarisKunjungan):
    """One person on the attendance list, picked from the village's people or typed in."""

    nama = models.CharField("nama", max_length=150)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)
    unsur = models.CharField("unsur", max_length=20, choices=Unsur.choices)
    perangkat = models.ForeignKey(Perangkat, models.PROTECT, null=True, blank=True)
    bpd = models.ForeignKey(AnggotaBPD, models.PROTECT, null=True, blank=True)
    lkd = models.ForeignKey(PengurusLKD, models.PROTECT, null=True, blank=True)

    class Meta(BarisKunjungan.Meta):
        verbose_name = "kehadiran"
        verbose_name_plural = "daftar hadir"
        constraints = [
            models.UniqueConstraint(
                fields=["kunjungan", sumber],
                condition=Q(**{f"{sumber}__isnull": False}),
                name=f"kehadiran_{sumber}_sekali",
                violation_error_message="Orang ini sudah ada di daftar hadir.",
            )
            for sumber in ("perangkat", "bpd", "lkd")
        ]

    def __str__(self) -> str:
        return self.nama


class Kegiatan(BarisKunjungan):
    jenis = models.CharField("jenis kegiatan", max_length=15, choices=JenisKegiatan.choices)
    topik = models.CharField("topik", max_length=200)
    materi = models.TextField("materi", blank=True, validators=[MaxLengthValidator(20_000)])
    peserta = models.PositiveSmallIntegerField(
        "jumlah peserta", null=True, blank=True, validators=[MaxValueValidator(5000)]
    )

    class Meta(BarisKunjungan.Meta):
        verbose_name = "kegiatan"
        verbose_name_plural = "kegiatan"

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.topik}"


class Pemeriksaan(BarisKunjungan):
    """The examination of one book at one visit. None means: not answered yet."""

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="pemeriksaan")
    ada = models.BooleanField("keberadaan", null=True)
    format_sesuai = models.BooleanField("format sesuai", null=True)
    mutakhir_sampai = models.DateField("terisi sampai bulan", null=True, blank=True)
    ditandatangani = models.BooleanField("ditandatangani", null=True)
    catatan = models.TextField("catatan", blank=True, validators=[MaxLengthValidator(5000)])
    # Answered together with the rest of its group by one tap, not by itself; told to whoever verifies.
    sekaligus = models.BooleanField("ditandai sekaligus", default=False, db_default=False)

    class Meta(BarisKunjungan.Meta):
        verbose_name = "pemeriksaan buku"
        verbose_name_plural = "pemeriksaan buku"
        ordering = ["buku__urut"]
        constraints = [
            models.UniqueConstraint(
                fields=["kunjungan", "buku"],
                name="pemeriksaan_sekali_per_buku",
                violation_error_message="Buku ini sudah diperiksa pada kunjungan ini.",
            ),
            models.CheckConstraint(
                condition=Q(ada=True)
                | Q(format_sesuai__isnull=True, mutakhir_sampai__isnull=True, ditandatangani__isnull=True),
                name="pemeriksaan_rincian_bila_ada",
                violation_error_message="Rincian hanya diisi bila bukunya ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.buku}: {self.ringkas}"

    @property
    def dijawab(self) -> bool:
        """'Tidak ada' is a whole answer; 'ada' needs format, month (or none yet) and signature."""
        if self.ada is None:
            return False
        return not self.ada or (self.format_sesuai is not None and self.ditandatangani is not None)

    @property
    def mutakhir(self) -> bool:
        """Filled in as far as the book's own measure asks on the day of the visit."""
        tanggal = self.kunjungan.tanggal
        if not self.ada or self.mutakhir_sampai is None or tanggal is None:
            return False
        if self.buku.mutakhir == Mutakhir.TAHUN_INI:
            return self.mutakhir_sampai.year >= tanggal.year
        return self.mutakhir_sampai.year * 12 + self.mutakhir_sampai.month >= tanggal.year * 12 + tanggal.month - 1

    @property
    def tertib(self) -> bool:
        """Counts towards completeness: present, correct, and up to date."""
        return bool(self.ada and self.format_sesuai and self.mutakhir)

    @property
    def ringkas(self) -> str:
        if self.ada is None:
            return "belum diperiksa"
        if not self.ada:
            return "tidak ada"
        return "tertib" if self.tertib else "ada, belum tertib"


class Kesepakatan(BarisKunjungan):
    """What the kecamatan and the village agreed on at this visit."""

    uraian = models.TextField("kesepakatan", validators=[MaxLengthValidator(5000)])
    pelaksana = models.CharField("pelaksana", max_length=150, blank=True)
    batas_waktu = models.DateField("batas waktu", null=True, blank=True)

    class Meta(BarisKunjungan.Meta):
        verbose_name = "kesepakatan"
        verbose_name_plural = "kesepakatan"

    def __str__(self) -> str:
        return self.uraian[:80]


class Foto(FotoBaris, BarisKunjungan):
    buku = models.ForeignKey(
        Buku, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bukti untuk buku"
    )

    class Meta(BarisKunjungan.Meta):
        verbose_name = "foto"
        verbose_name_plural = "foto"
