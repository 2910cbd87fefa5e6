"""What supervision found, who mends it, by when - and what became of it."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format

from akun.lingkup import lingkup
from berkas.models import VersiBerkas
from dasar.alur import RiwayatStatus
from dasar.simpan import BarisBerversi
from dasar.waktu import hari_ini, menurut_zona
from desa.bawaan import ASAL as ASAL_BAWAAN
from desa.hari_kerja import LiburTercatat, hari_kerja_sejak, sudah_lewat
from desa.models import Desa, Kabupaten, Kecamatan
from naskah.models import Naskah
from tindaklanjut.enums import BERJALAN, MENUNGGU_DESA, TANPA_DRAF, HasilTindakLanjut, Jenjang, StatusTemuan, Tingkat

ZONA, KABUPATEN = "desa__kecamatan__zona_waktu", "desa__kecamatan__kabupaten"


def _lewat(hari: date, libur: LiburTercatat | None = None) -> Q:
    """Its last day is over, by the working days of its kabupaten. docs/keputusan/0075."""
    return sudah_lewat("batas_waktu", hari, KABUPATEN, libur)


def _lewat_kini() -> Q:
    """The same today, in the desa's own zone."""
    return menurut_zona(ZONA, partial(_lewat, libur=LiburTercatat()))


class JenisTemuanQuerySet(models.QuerySet):
    def bagi(self, kecamatan: Iterable[Kecamatan]):
        """The general ones, and those of these kecamatan and of their kabupaten."""
        semua = list(kecamatan)
        milik = Q(kecamatan__in=semua) | Q(kabupaten__in=[k.kabupaten_id for k in semua])
        return self.filter(Q(kecamatan=None, kabupaten=None) | milik)


class JenisTemuan(models.Model):
    """A kind of finding (tindaklanjut/jenis.py): per book and what is amiss with it, or per row of a form.

    Out of a form of an office or a kabupaten it is theirs, and no kind of anybody else.
    """

    kode = models.CharField("kode", max_length=120, unique=True)
    nama = models.CharField("jenis temuan", max_length=250)
    kelompok = models.CharField("kelompok", max_length=100)
    uraian = models.TextField("kalimat yang diusulkan", blank=True)
    saran = models.TextField("saran yang diusulkan", blank=True)
    tingkat = models.CharField("tingkat yang diusulkan", max_length=10, choices=Tingkat.choices, blank=True)
    dasar = models.CharField("dasar", max_length=300, blank=True)
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, null=True, blank=True, related_name="+")
    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, null=True, blank=True, related_name="+")

    objects = JenisTemuanQuerySet.as_manager()

    class Meta:
        verbose_name = "jenis temuan"
        verbose_name_plural = "jenis temuan"
        ordering = ["kelompok", "pk"]

    def __str__(self) -> str:
        return self.nama


def _sebelumnya() -> "models.QuerySet[Temuan]":
    """Earlier official findings of the same kind in the same village, for a subquery; those of the same visit or
    monitoring came together, not again."""
    ini = {n: models.OuterRef(n) for n in ("desa", "jenis")}
    asal = {n: models.OuterRef(n) for n in ("asal_jenis", "asal_id")}
    resmi = Temuan.objects.exclude(status__in=[StatusTemuan.DRAF, StatusTemuan.DICABUT])
    return resmi.filter(**ini, dibuat_pada__lt=models.OuterRef("dibuat_pada")).exclude(**asal).order_by()


class TemuanQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The findings of this person's desa (`tindaklanjut.lihat_temuan`); drafts only for who may read them."""
        return self.filter(lingkup(pengguna, hanya={TANPA_DRAF: ~models.Q(status=StatusTemuan.DRAF)}))

    def belum_selesai(self):
        return self.filter(status__in=BERJALAN)

    def terlambat(self, pada: date | None = None):
        """Open past its day (today in the desa when none is given); a last day on a day off ends on the next working
        day."""
        return self.belum_selesai().filter(_lewat(pada) if pada else _lewat_kini())

    def menunggu_desa(self):
        """It is the village's turn: never answered, or the answer was sent back."""
        return self.filter(status__in=MENUNGGU_DESA)

    def berulang(self):
        """The same kind was found in this village before."""
        return self.filter(models.Exists(_sebelumnya()))

    def dengan_ulangan(self):
        """For lists: `ulangan` says how many earlier ones of its kind there were in this village."""
        jumlah = _sebelumnya().values("desa").annotate(n=models.Count("pk")).values("n")
        return self.annotate(ulangan=Coalesce(models.Subquery(jumlah), 0))

    def bertanda(self, pada: date | None = None):
        """For lists: each row knows whether its day has passed (today in the desa, or on a day that is given), in one
        query for all of them."""
        syarat = _lewat(pada) if pada else _lewat_kini()
        return self.annotate(lewat_batas=Case(When(syarat, then=Value(True)), default=Value(False)))


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
    jenis = models.ForeignKey(JenisTemuan, models.PROTECT, null=True, blank=True, verbose_name="jenis temuan")
    tingkat = models.CharField("tingkat", max_length=10, choices=Tingkat.choices, blank=True, default="", db_default="")
    # Who found it does not say that it is mended. Nobody for what old records brought: they were found elsewhere.
    ditemukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
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
            models.Index(fields=["jenis", "desa"], name="temuan_jenis_desa"),
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
    def hari_terakhir(self) -> date:
        """The last day on which it can still be mended in time: the due date, or the next working day after it."""
        return hari_kerja_sejak(self.batas_waktu, self.desa.kecamatan.kabupaten)

    @property
    def terlambat(self) -> bool:
        """Of a list read with `bertanda` without a query."""
        if self.status not in BERJALAN:
            return False
        if "lewat_batas" in self.__dict__:
            return bool(self.__dict__["lewat_batas"])
        return self.lewat_pada(hari_ini(self.desa))

    def lewat_pada(self, hari: date) -> bool:
        return self.batas_waktu < hari and self.hari_terakhir < hari


class RiwayatTemuan(RiwayatStatus):
    temuan = models.ForeignKey(Temuan, models.CASCADE, related_name="riwayat")
    # Nobody's act: the calendar of days off moved its last day.
    oleh = models.ForeignKey(  # type: ignore[assignment]  # wider than the base: nobody's act is allowed here
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    @property
    def ke_label(self) -> str:
        lain = {
            "hitung_ulang": "Batas waktu dihitung ulang",
            "bawa_lagi": "Diperbarui dari catatan lama",
            "buka_kembali": "Dibuka kembali",
        }
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


class BuktiJawaban(models.Model):
    """One file or photo that an answer rests on: this version, whatever is sent after it."""

    tindak_lanjut = models.ForeignKey(TindakLanjut, models.CASCADE, related_name="bukti")
    versi = models.ForeignKey(VersiBerkas, models.PROTECT, related_name="+", verbose_name="berkas")
    urut = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "bukti jawaban"
        verbose_name_plural = "bukti jawaban"
        ordering = ["urut", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tindak_lanjut", "versi"],
                name="buktijawaban_sekali",
                violation_error_message="Berkas ini sudah menjadi bukti jawaban ini.",
            )
        ]

    def __str__(self) -> str:
        return str(self.versi)

    @property
    def bergambar(self) -> bool:
        """Its first page can be shown."""
        return self.versi.boleh_dibuka and self.versi.pratinjau_halaman > 0


class Pengaduan(models.Model):
    """A citizen's complaint behind a finding, as the office took it down. Who complained is the office's to know, never
    the village's; of who did not want to be named nothing is kept."""

    temuan = models.OneToOneField(Temuan, models.CASCADE, related_name="pengaduan")
    tanggal = models.DateField("tanggal pengaduan")
    anonim = models.BooleanField("tidak mau disebut namanya", default=False)
    pelapor = models.CharField("nama pelapor", max_length=150, blank=True)
    kontak = models.CharField("telepon atau alamat pelapor", max_length=150, blank=True)
    dicatat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "pengaduan warga"
        verbose_name_plural = "pengaduan warga"
        constraints = [
            models.CheckConstraint(
                condition=Q(anonim=True, pelapor="", kontak="") | (Q(anonim=False) & ~Q(pelapor="")),
                name="pengaduan_bernama_atau_anonim",
                violation_error_message="Tulis nama pelapornya, atau tandai bahwa ia tidak mau disebut namanya.",
            )
        ]

    def __str__(self) -> str:
        return f"Pengaduan warga, {date_format(self.tanggal, 'j F Y')}"

    @property
    def wilayah(self) -> Desa:
        return self.temuan.desa


class Pengingat(models.Model):
    """One reminder as it was sent: to the same people, about these findings of a village. Its list is `kabar`."""

    desa = models.ForeignKey(Desa, models.CASCADE, related_name="+")
    jenjang = models.PositiveSmallIntegerField("jenjang", choices=Jenjang.choices)
    tanggal = models.DateField("tanggal")

    class Meta:
        verbose_name = "pengingat temuan"
        verbose_name_plural = "pengingat temuan"

    def __str__(self) -> str:
        return f"{self.get_jenjang_display()}, {self.desa}"


class KabarTemuan(models.Model):
    """That a step of one finding's reminders was spoken of, for one due date: another due date begins anew."""

    pengingat = models.ForeignKey(Pengingat, models.CASCADE, related_name="kabar")
    temuan = models.ForeignKey(Temuan, models.CASCADE, related_name="kabar")
    batas = models.DateField()
    jenjang = models.PositiveSmallIntegerField(choices=Jenjang.choices)

    class Meta:
        verbose_name = "kabar temuan"
        verbose_name_plural = "kabar temuan"
        constraints = [models.UniqueConstraint(fields=["temuan", "batas", "jenjang"], name="kabartemuan_sekali")]

    def __str__(self) -> str:
        return f"{self.temuan}: {self.get_jenjang_display()}"


class Teguran(models.Model):
    """A teguran tertulis about a finding; `ke` counts those that were issued before it."""

    temuan = models.ForeignKey(Temuan, models.PROTECT, related_name="teguran")
    naskah = models.OneToOneField(Naskah, models.PROTECT, related_name="+")
    ke = models.PositiveSmallIntegerField("teguran ke")

    class Meta:
        verbose_name = "teguran"
        verbose_name_plural = "teguran"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Teguran ke-{self.ke} atas {self.temuan}"

    @property
    def wilayah(self) -> Desa:
        return self.temuan.desa
