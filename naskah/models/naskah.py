"""Official documents: their frozen content, their PDF, their signers and receivers."""

import re
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from akun.enums import DESA, WAKIL_DESA
from akun.lingkup import lingkup
from dasar.alur import RiwayatStatus
from desa.models import Desa, Kecamatan
from naskah.enums.naskah import (
    BERLAKU,
    DAPAT_DIUBAH,
    TERBIT,
    CaraPenanda,
    CaraTtd,
    StatusNaskah,
    StatusPekerjaan,
    StatusPenanda,
    StatusPindaian,
)
from naskah.jenis import KODE_MAKS, JenisNaskah, jenis_naskah, nama_jenis
from naskah.kode import kode_buat
from naskah.models.nomor import NOMOR_MAKS
from naskah.queries.cari_isi import IndeksIsi


class NaskahQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """What this person may see (`naskah.lihat_naskah`): the documents about their desa and kecamatan.

        A village role shows neither what concerns the kecamatan as a whole nor what the kecamatan has not yet
        approved. Whoever signs a document or receives it sees it once it is approved.
        """
        terbit = models.Q(status__in=TERBIT)
        pihak = models.Q(pk__in=PenandaTangan.objects.filter(pengguna=pengguna).values("naskah")) | models.Q(
            pk__in=Kiriman.objects.filter(pengguna=pengguna).values("naskah")
        )
        return self.filter(lingkup(pengguna, kecamatan="kecamatan", hanya={DESA: terbit}) | pihak & terbit)

    def arsip(self):
        """Signed, and what became of it: distributed, archived, withdrawn, replaced."""
        return self.filter(status__in=TERBIT - {StatusNaskah.DISETUJUI})

    def menunggu_tanda_tangan(self, pengguna):
        """Approved documents on which it is this person's turn to sign."""
        giliran = PenandaTangan.objects.giliran().filter(pengguna=pengguna)
        return self.filter(status=StatusNaskah.DISETUJUI, pk__in=giliran.values("naskah"))


class Naskah(models.Model):
    """One official document. Approved, `isi` is all it says, frozen; the PDF made of it changes by signing only."""

    jenis = models.CharField("jenis", max_length=KODE_MAKS)  # a kind that is registered: naskah.jenis
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="naskah")
    desa = models.ForeignKey(Desa, models.PROTECT, null=True, blank=True, related_name="naskah")
    tahun = models.PositiveSmallIntegerField("tahun")
    urut = models.PositiveIntegerField("nomor urut", null=True, blank=True)
    nomor = models.CharField("nomor", max_length=NOMOR_MAKS, blank=True)
    tanggal = models.DateField("tanggal")
    perihal = models.CharField("perihal", max_length=250)
    isi = models.JSONField("isi")
    status = models.CharField("status", max_length=20, choices=StatusNaskah.choices, default=StatusNaskah.DRAF)
    cara_ttd = models.CharField("cara tanda tangan", max_length=12, choices=CaraTtd.choices, blank=True)
    kode = models.CharField("kode verifikasi", max_length=26, unique=True, default=kode_buat, editable=False)
    pejabat_berganti = models.BooleanField(
        "menggantikan karena pejabatnya berganti", default=False, db_default=False, editable=False
    )
    # Says what a withdrawn one said: the document was wrong, not the work.
    isi_tetap = models.BooleanField(
        "isi yang sama dengan yang dicabut", default=False, db_default=False, editable=False
    )
    # In its PDF.
    ttd_dijelaskan = models.BooleanField(
        "jenis tanda tangan dijelaskan", default=False, db_default=False, editable=False
    )
    menggantikan = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="calon_pengganti")
    pdf = models.FileField("PDF", upload_to="naskah/%Y/%m/", max_length=200, blank=True)
    pdf_sha256 = models.CharField("SHA-256", max_length=64, blank=True, db_index=True)
    pdf_galat = models.CharField("kegagalan PDF", max_length=300, blank=True)
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibuat = models.DateTimeField("dibuat", auto_now_add=True)
    disetujui = models.DateTimeField("disetujui", null=True, blank=True)
    versi = models.PositiveIntegerField(default=0, editable=False)

    objects = NaskahQuerySet.as_manager()

    class Meta:
        verbose_name = "naskah"
        verbose_name_plural = "naskah"
        ordering = ["-tahun", "-tanggal", "-urut", "-pk"]
        indexes = [IndeksIsi(fields=["isi"], name="naskah_isi_gin")]
        constraints = [
            models.UniqueConstraint(fields=["kecamatan", "jenis", "tahun", "urut"], name="naskah_nomor_urut_unik"),
            models.UniqueConstraint(
                fields=["kecamatan", "jenis", "nomor"], condition=~models.Q(nomor=""), name="naskah_nomor_unik"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=sorted(TERBIT), urut__isnull=False, disetujui__isnull=False)
                & ~models.Q(nomor="")
                & ~models.Q(cara_ttd="")
                | models.Q(status__in=sorted(set(StatusNaskah.values) - TERBIT), urut__isnull=True, nomor=""),
                name="naskah_bernomor_sejak_disetujui",
                violation_error_message="Nomor diberikan ketika naskah disetujui, tidak sebelum dan tidak sesudahnya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor or '(belum bernomor)'}"

    def get_absolute_url(self) -> str:
        return reverse("naskah:naskah-rinci", args=[self.pk])

    def get_jenis_display(self) -> str:
        return self.nama_jenis

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def wilayah(self) -> Desa | Kecamatan:
        return self.desa or self.kecamatan

    @property
    def nama_jenis(self) -> str:
        return nama_jenis(self.jenis)

    @property
    def ketentuan(self) -> JenisNaskah:
        return jenis_naskah(self.jenis)

    @property
    def lewat_asal(self) -> bool:
        """Decided on the page of its work; what only replaces the signers of a document has none to go back to."""
        return self.ketentuan.lewat_asal and not self.pejabat_berganti

    @property
    def diverifikasi_dahulu(self) -> bool:
        """What says the same as a document that was verified is not verified again."""
        return self.ketentuan.diverifikasi and not (self.pejabat_berganti or self.isi_tetap)

    @property
    def terbit(self) -> bool:
        return self.status in TERBIT

    @property
    def berlaku(self) -> bool:
        return self.status in BERLAKU

    @property
    def dapat_diubah(self) -> bool:
        return self.status in DAPAT_DIUBAH

    @property
    def pengganti(self) -> "Naskah | None":
        """The document in force that took this one's place."""
        return next((n for n in self.calon_pengganti.all() if n.status in TERBIT), None)

    @property
    def pdf_tertinggal(self) -> bool:
        """No PDF though it should be there by now: it failed, or whoever made it died on the way."""
        if self.pdf or self.disetujui is None:
            return False
        return bool(self.pdf_galat) or self.disetujui < timezone.now() - timedelta(minutes=2)

    @property
    def nama_berkas(self) -> str:
        """The name under which the PDF is handed out."""
        return re.sub(r"[^\w.()-]+", "-", f"{self.jenis}-{self.nomor or 'draf'}.pdf")

    @property
    def retensi_sampai(self) -> date | None:
        """The last day on which it must be kept; None when it is kept for ever."""
        seri = next((s for s in self.kecamatan.seri_nomor.all() if s.jenis == self.jenis), None)
        tahun = seri.retensi_tahun if seri and seri.retensi_tahun is not None else self.ketentuan.retensi_tahun
        return date(self.tahun + tahun, 12, 31) if tahun else None


class RiwayatNaskah(RiwayatStatus):
    naskah = models.ForeignKey(Naskah, models.CASCADE, related_name="riwayat")
    isi = models.JSONField("isi yang dikembalikan", null=True, editable=False)

    @property
    def ke_label(self) -> str:
        return StatusNaskah(self.ke).label


class PenandaQuerySet(models.QuerySet):
    def giliran(self):
        """Those whose turn it is: nobody of an earlier `urutan` is still to sign."""
        lebih_dulu = PenandaTangan.objects.filter(
            naskah=models.OuterRef("naskah"), urutan__lt=models.OuterRef("urutan")
        ).exclude(status=StatusPenanda.SELESAI)
        return self.filter(~models.Exists(lebih_dulu), status=StatusPenanda.MENUNGGU)


def nama_goresan(_penanda: "PenandaTangan", _nama: str) -> str:
    return f"goresan/{timezone.now():%Y/%m}/{kode_buat()}.png"


class PenandaTangan(models.Model):
    """One signer of an approved document, in order. Nothing here is printed but the signature itself."""

    naskah = models.ForeignKey(Naskah, models.CASCADE, related_name="penanda")
    urutan = models.PositiveSmallIntegerField("urutan")
    kunci = models.SlugField("tempat", max_length=40)
    sebagai = models.CharField("sebagai", max_length=60, blank=True)
    nama = models.CharField("nama", max_length=150)
    jabatan = models.CharField("jabatan", max_length=200, blank=True)
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    halaman = models.PositiveSmallIntegerField("halaman (mulai 0)", null=True, blank=True)
    kotak = models.JSONField("kotak dalam titik PDF: x1, y1, x2, y2 dari kiri bawah", null=True, blank=True)
    status = models.CharField(max_length=10, choices=StatusPenanda.choices, default=StatusPenanda.MENUNGGU)
    cara = models.CharField("cara", max_length=12, choices=CaraPenanda.choices, blank=True)
    waktu = models.DateTimeField("ditandatangani", null=True, blank=True)
    tanggal_kertas = models.DateField("tanggal pada kertas", null=True, blank=True)  # ink: `waktu` is its confirmation
    goresan = models.ImageField("goresan", upload_to=nama_goresan, max_length=200, blank=True)
    saksi = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    lintang = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    objects = PenandaQuerySet.as_manager()

    class Meta:
        verbose_name = "penanda tangan"
        verbose_name_plural = "penanda tangan"
        ordering = ["urutan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["naskah", "kunci"], name="penanda_kunci_unik"),
            models.CheckConstraint(
                condition=models.Q(status="selesai", waktu__isnull=False) & ~models.Q(cara="")
                | ~models.Q(status="selesai") & models.Q(waktu__isnull=True),
                name="penanda_selesai_berwaktu",
            ),
            models.CheckConstraint(
                condition=~models.Q(cara="jari") | models.Q(saksi__isnull=False) & ~models.Q(goresan=""),
                name="penanda_jari_bersaksi",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} ({self.jabatan})" if self.nama and self.jabatan else self.sebutan

    @property
    def sebutan(self) -> str:
        """The name; of a place whose name is written by hand, the post."""
        return self.nama or self.jabatan or self.sebagai.capitalize() or "Penanda tangan"

    @property
    def wilayah(self) -> Desa | Kecamatan:
        return self.naskah.wilayah


def nama_versi(versi: "VersiPdf", _nama: str) -> str:
    return f"naskah/{versi.naskah.tahun}/{kode_buat()}.pdf"


class VersiPdf(models.Model):
    """The bytes of a document after each step: as made, then after each signature. Never changed."""

    naskah = models.ForeignKey(Naskah, models.CASCADE, related_name="versi_pdf")
    urut = models.PositiveSmallIntegerField("urut")
    berkas = models.FileField(upload_to=nama_versi, max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    sebab = models.CharField("sebab", max_length=200)
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "versi PDF"
        verbose_name_plural = "versi PDF"
        ordering = ["urut"]
        constraints = [models.UniqueConstraint(fields=["naskah", "urut"], name="versipdf_urut_unik")]

    def __str__(self) -> str:
        return f"{self.naskah} versi {self.urut}: {self.sebab}"


class KirimanQuerySet(models.QuerySet):
    def masuk(self, pengguna):
        """What this person can acknowledge: sent to them, or to the desa that they govern."""
        return self.filter(models.Q(pengguna=pengguna) | lingkup(pengguna, *WAKIL_DESA))

    def menunggu(self):
        """Not yet acknowledged, though the document is in force."""
        return self.filter(diterima=None, naskah__status__in=BERLAKU)


class Kiriman(models.Model):
    """A signed document sent to one receiver: a desa as a whole, or a person. Receipt is acknowledged."""

    naskah = models.ForeignKey(Naskah, models.CASCADE, related_name="kiriman")
    desa = models.ForeignKey(Desa, models.PROTECT, null=True, blank=True, related_name="kiriman")
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="kiriman"
    )
    dikirim = models.DateTimeField("dikirim", auto_now_add=True)
    diterima = models.DateTimeField("diterima", null=True, blank=True)
    diterima_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = KirimanQuerySet.as_manager()

    class Meta:
        verbose_name = "kiriman"
        verbose_name_plural = "kiriman"
        ordering = ["-dikirim", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["naskah", "desa"], name="kiriman_desa_unik"),
            models.UniqueConstraint(fields=["naskah", "pengguna"], name="kiriman_pengguna_unik"),
            models.CheckConstraint(
                condition=models.Q(desa__isnull=True, pengguna__isnull=False)
                | models.Q(desa__isnull=False, pengguna__isnull=True),
                name="kiriman_satu_penerima",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naskah} kepada {self.penerima}"

    @property
    def penerima(self) -> str:
        return str(self.desa or self.pengguna)

    @property
    def wilayah(self) -> Desa | Kecamatan:
        return self.naskah.wilayah


def nama_siap(_pekerjaan: "PekerjaanTtd", _nama: str) -> str:
    return f"tanda-tangan/{timezone.now():%Y/%m}/{kode_buat()}.pdf"


class PekerjaanTtd(models.Model):
    """One electronic signature on its way into the document.

    Prepared bytes and CMS are made, key and passphrase forgotten. What is left can be repeated, and happens once.
    """

    penanda = models.ForeignKey(PenandaTangan, models.CASCADE, related_name="pekerjaan")
    naskah = models.ForeignKey(Naskah, models.CASCADE, related_name="pekerjaan_ttd")
    dasar_sha256 = models.CharField("SHA-256 byte yang ditandatangani", max_length=64)
    siap = models.FileField("PDF yang disiapkan", upload_to=nama_siap, max_length=200)
    cms = models.BinaryField("CMS")
    keadaan = models.JSONField("yang diperlukan untuk menyelesaikan", default=dict)
    status = models.CharField(max_length=10, choices=StatusPekerjaan.choices, default=StatusPekerjaan.ANTRE)
    percobaan = models.PositiveIntegerField(default=0)
    galat = models.CharField(max_length=300, blank=True)
    coba_lagi = models.DateTimeField("dicoba lagi sesudah", null=True, blank=True)
    dibuat = models.DateTimeField(auto_now_add=True)
    selesai = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "pekerjaan tanda tangan"
        verbose_name_plural = "pekerjaan tanda tangan"
        ordering = ["dibuat"]
        constraints = [
            models.UniqueConstraint(
                fields=["naskah"], condition=models.Q(status="antre"), name="pekerjaanttd_satu_per_naskah"
            )
        ]

    def __str__(self) -> str:
        return f"Tanda tangan {self.penanda} pada {self.naskah}"


def nama_pindaian(_pindaian: "Pindaian", _nama: str) -> str:
    return f"pindaian/{timezone.now():%Y/%m}/{kode_buat()}.pdf"


class Pindaian(models.Model):
    """A scan of the printed document with its wet signatures, and whether the office confirmed it."""

    naskah = models.ForeignKey(Naskah, models.CASCADE, related_name="pindaian")
    berkas = models.FileField(upload_to=nama_pindaian, max_length=200)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=StatusPindaian.choices, default=StatusPindaian.MENUNGGU)
    tanggal = models.DateField("tanggal pada kertas", null=True)  # not asked for before 0.3
    dicocokkan = models.JSONField("tanda tangan yang dicocokkan", default=list, db_default=[], editable=False)
    alasan = models.TextField("alasan penolakan", blank=True)
    diunggah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diunggah = models.DateTimeField(auto_now_add=True)
    diputus_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    diputus = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "pindaian"
        verbose_name_plural = "pindaian"
        ordering = ["-diunggah", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["naskah"], condition=models.Q(status="menunggu"), name="pindaian_satu_menunggu"
            ),
            models.UniqueConstraint(
                fields=["naskah"], condition=models.Q(status="diterima"), name="pindaian_satu_diterima"
            ),
        ]

    def __str__(self) -> str:
        return f"Pindaian {self.naskah}"

    @property
    def wilayah(self) -> Desa | Kecamatan:
        return self.naskah.wilayah
