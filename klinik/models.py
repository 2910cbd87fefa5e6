"""What a village asks, what the kecamatan answers, and the articles that good answers become."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from akun.lingkup import lingkup
from akun.models import Pengguna, Penugasan
from berkas.models import Berkas, VersiBerkas
from dasar.alur import RiwayatStatus
from dasar.konflik import Berversi
from dasar.waktu import tanggal
from desa.models import Desa, Kecamatan
from klinik.enums import MENUNGGU, PENJAWAB, StatusArtikel, StatusPertanyaan


class TopikQuerySet(models.QuerySet):
    def bagi(self, *kecamatan: Kecamatan):
        """What is offered there: the general ones, and the office's own."""
        return self.filter(Q(kecamatan=None) | Q(kecamatan__in=kecamatan), aktif=True)


class Topik(Berversi):
    """What a question is about. Without a kecamatan it comes from the reference data (klinik/acuan)."""

    kode = models.SlugField("kode", max_length=60, null=True, unique=True, editable=False)
    nama = models.CharField("nama", max_length=80)
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    dasar = models.CharField("sumber", max_length=200, blank=True, editable=False)
    urut = models.PositiveSmallIntegerField(default=500, editable=False)
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, null=True, blank=True, related_name="+")
    aktif = models.BooleanField("ditawarkan", default=True)

    objects = TopikQuerySet.as_manager()

    class Meta:
        verbose_name = "topik klinik"
        verbose_name_plural = "topik klinik"
        ordering = ["urut", "nama", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kecamatan", "nama"],
                name="topik_nama_unik",
                violation_error_message="Topik bernama ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(kecamatan__isnull=True, kode__isnull=False) | Q(kecamatan__isnull=False, kode__isnull=True),
                name="topik_acuan_atau_kantor",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def wilayah(self) -> Kecamatan | None:
        return self.kecamatan


class PertanyaanQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The questions of the desa in this person's regions (`klinik.lihat_pertanyaan`)."""
        return self.filter(lingkup(pengguna))

    def lengkap(self):
        return self.select_related("desa__kecamatan__kabupaten", "topik", "ditangani")

    def menunggu(self):
        return self.filter(status__in=MENUNGGU)

    def giliran(self, pengguna):
        """Waiting for this person: not handed to a colleague who still answers there."""
        rekan = Penugasan.objects.aktif().filter(
            pengguna=models.OuterRef("ditangani"),
            pengguna__is_active=True,
            kecamatan=models.OuterRef("desa__kecamatan"),
            peran__in=PENJAWAB,
        )
        return self.menunggu().filter(~models.Exists(rekan) | Q(ditangani=pengguna), lingkup(pengguna, *PENJAWAB))


class Pertanyaan(models.Model):
    """One question of a village, with its thread (`pesan`)."""

    kiriman = models.UUIDField(unique=True, editable=False)  # made with the page: sent twice, it is one question
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="pertanyaan")
    topik = models.ForeignKey(Topik, models.PROTECT, related_name="pertanyaan", verbose_name="topik")
    judul = models.CharField("pertanyaan", max_length=200)
    tentang = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dokumen")
    status = models.CharField(
        "status", max_length=10, choices=StatusPertanyaan.choices, default=StatusPertanyaan.DRAF, editable=False
    )
    ditanya_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField("diajukan", auto_now_add=True)
    dijawab_pada = models.DateTimeField("jawaban pertama", null=True, editable=False)
    # Since when it is the kecamatan's turn; empty while it is not. Asked on after an answer, it waits anew.
    menunggu_sejak = models.DateTimeField("menunggu sejak", null=True, editable=False)
    ditangani = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="ditangani"
    )
    luar = models.CharField("diteruskan ke luar kecamatan", max_length=150, blank=True, editable=False)

    objects = PertanyaanQuerySet.as_manager()

    class Meta:
        verbose_name = "pertanyaan"
        verbose_name_plural = "pertanyaan"
        ordering = ["-dibuat_pada", "-pk"]
        indexes = [models.Index(fields=["desa", "status"]), models.Index(fields=["status", "dibuat_pada"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["diajukan", "diteruskan"]) | Q(menunggu_sejak__isnull=False),
                name="pertanyaan_menunggu_sejak",
                violation_error_message="Pertanyaan yang menunggu harus mencatat sejak kapan.",
            ),
            models.CheckConstraint(
                condition=~Q(status="dijawab") | Q(dijawab_pada__isnull=False),
                name="pertanyaan_dijawab_berwaktu",
                violation_error_message="Pertanyaan yang dijawab harus mencatat kapan jawaban pertamanya.",
            ),
            models.CheckConstraint(
                condition=~Q(status="diteruskan") | Q(ditangani__isnull=False) | ~Q(luar=""),
                name="pertanyaan_diteruskan_kepada",
                violation_error_message="Pertanyaan yang diteruskan harus menyebut kepada siapa.",
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    def get_absolute_url(self) -> str:
        return reverse("klinik:pertanyaan-rinci", args=[self.pk])

    @property
    def versi_baris(self) -> int:
        return 0  # every step has its row of history

    @property
    def wilayah(self) -> Desa:
        return self.desa

    @property
    def hari_diajukan(self) -> date:
        return tanggal(self.dibuat_pada, self.desa)

    @property
    def hari_dijawab(self) -> date | None:
        return tanggal(self.dijawab_pada, self.desa) if self.dijawab_pada else None


class RiwayatPertanyaan(RiwayatStatus):
    pertanyaan = models.ForeignKey(Pertanyaan, models.CASCADE, related_name="riwayat")

    @property
    def sebutan(self) -> str:
        """A step that no message tells of, in the thread."""
        lain = {"selesai": "Dinyatakan selesai oleh desa", "tutup": "Ditutup kecamatan"}
        return lain.get(self.aksi) or {"buka_kembali": "Dibuka kembali"}.get(self.aksi) or self.ke_label

    @property
    def ke_label(self) -> str:
        return StatusPertanyaan(self.ke).label


class Pesan(models.Model):
    """One message of the thread. Never changed: what was read stays as it was read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pertanyaan = models.ForeignKey(Pertanyaan, models.CASCADE, related_name="pesan")
    dari_desa = models.BooleanField()
    isi = models.TextField("isi", blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pesan"
        verbose_name_plural = "pesan"
        ordering = ["dibuat_pada", "pk"]

    def __str__(self) -> str:
        return self.isi[:80]

    @property
    def wilayah(self) -> Desa:
        return self.pertanyaan.desa


class LampiranPesan(models.Model):
    """One file or photo that came with a message: this version, whatever is sent after it."""

    pesan = models.ForeignKey(Pesan, models.CASCADE, related_name="lampiran")
    versi = models.ForeignKey(VersiBerkas, models.PROTECT, related_name="+", verbose_name="berkas")
    urut = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "lampiran pesan"
        verbose_name_plural = "lampiran pesan"
        ordering = ["urut", "pk"]
        constraints = [models.UniqueConstraint(fields=["pesan", "versi"], name="lampiranpesan_sekali")]

    def __str__(self) -> str:
        return str(self.versi)

    @property
    def bergambar(self) -> bool:
        """Its first page can be shown."""
        return self.versi.boleh_dibuka and self.versi.pratinjau_halaman > 0


class ArtikelQuerySet(models.QuerySet):
    def untuk(self, pengguna: Pengguna):
        """The articles of the kecamatan of this person's regions, those too that were withdrawn: whoever has a link
        reads why."""
        return self.filter(kecamatan__in=pengguna.kecamatan_terlihat().values("pk"))

    def terbit(self):
        return self.filter(status=StatusArtikel.TERBIT)


class Artikel(Berversi):
    """An answer for everybody: without names, with the regulation that it rests on. `VersiArtikel` keeps every text."""

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="artikel", editable=False)
    topik = models.ForeignKey(Topik, models.PROTECT, related_name="artikel", verbose_name="topik")
    judul = models.CharField("judul", max_length=200)
    isi = models.TextField("isi")
    dasar = models.TextField("peraturan yang mendasari")
    status = models.CharField(
        "status", max_length=10, choices=StatusArtikel.choices, default=StatusArtikel.TERBIT, editable=False
    )
    pertanyaan = models.ForeignKey(
        Pertanyaan, models.SET_NULL, null=True, editable=False, related_name="artikel", verbose_name="dari pertanyaan"
    )
    diubah_pada = models.DateTimeField("diubah", auto_now=True)

    objects = ArtikelQuerySet.as_manager()

    class Meta:
        verbose_name = "artikel"
        verbose_name_plural = "artikel"
        ordering = ["judul", "pk"]
        indexes = [models.Index(fields=["kecamatan", "status"])]

    def __str__(self) -> str:
        return self.judul

    def get_absolute_url(self) -> str:
        return reverse("klinik:artikel-rinci", args=[self.pk])

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan


class VersiArtikel(models.Model):
    """The text as it stood from `waktu` on."""

    artikel = models.ForeignKey(Artikel, models.CASCADE, related_name="semua_versi")
    urut = models.PositiveIntegerField("versi")
    topik = models.ForeignKey(Topik, models.PROTECT, related_name="+")
    judul = models.CharField(max_length=200)
    isi = models.TextField()
    dasar = models.TextField()
    catatan = models.CharField("apa yang berubah", max_length=300, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "versi artikel"
        verbose_name_plural = "versi artikel"
        ordering = ["-urut"]
        constraints = [models.UniqueConstraint(fields=["artikel", "urut"], name="versiartikel_urut_unik")]

    def __str__(self) -> str:
        return f"{self.judul} (versi {self.urut})"


class RiwayatArtikel(RiwayatStatus):
    artikel = models.ForeignKey(Artikel, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return StatusArtikel(self.ke).label
