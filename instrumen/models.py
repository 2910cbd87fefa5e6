"""Instruments with versions: what a form asks, and who may use which version of it.

A room keeps its own forms and rows; what they share is this life: a draft is written, published, and from
then on never changes. What was filled in keeps the version it was filled in with. A withdrawn version is
offered for nothing new.
"""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format

from akun.enums import Peran
from akun.lingkup import lingkup
from dasar.waktu import hari_ini, hari_ini_pembaca, menurut_zona
from desa.models import Kabupaten, Kecamatan
from instrumen.enums import PENGELOLA_FORMULIR, StatusInstrumen

UMUM = Q(kecamatan=None, kabupaten=None)
# The general ones first, then those of a kabupaten, then those of an office.
MENURUT_MILIK = (F("kecamatan").asc(nulls_first=True), F("kabupaten").asc(nulls_first=True))


class VersiTerkunci(Exception):
    """A programming fault: something tried to change a published version. Services refuse with a sentence first."""


def _sudah_berlaku(hari: date) -> Q:
    return Q(berlaku_sejak__lte=hari)


class FormulirQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """What this person may read: the general forms and their offices' own; drafts only if they keep them."""
        kelola = Q(pk__in=[])
        for p in pengguna.penugasan_aktif:
            if p.peran == Peran.ADMIN:
                kelola |= UMUM
            if p.peran == Peran.ADMIN_KABUPATEN:
                kelola |= Q(kabupaten=p.kabupaten_id)
        kelola |= lingkup(
            pengguna, *(PENGELOLA_FORMULIR - {Peran.ADMIN}), kecamatan="kecamatan", desa="kecamatan__desa"
        )
        tercakup = pengguna.kecamatan_tercakup()
        terlihat = UMUM | Q(kecamatan__in=tercakup) | Q(kabupaten__in=tercakup.values("kabupaten"))
        return self.filter(terlihat).filter(~Q(status=StatusInstrumen.DRAF) | kelola)

    def untuk_kecamatan(self, kecamatan: Kecamatan):
        """Those of the regulation, those of its kabupaten, and the office's own."""
        return self.filter(UMUM | Q(kabupaten=kecamatan.kabupaten_id) | Q(kecamatan=kecamatan))

    def terbit(self, pada: date | None = None):
        """Published and in force on a day (today in its kecamatan when none is given)."""
        berlaku = Q(berlaku_sejak__lte=pada) if pada else menurut_zona("kecamatan__zona_waktu", _sudah_berlaku)
        return self.filter(berlaku, status=StatusInstrumen.TERBIT)

    def terbaru(self, pada: date | None = None):
        """The newest published version of each form; a kabupaten's or office's own stands beside the general one."""
        lain = self._semua().terbit(pada).filter(kode=OuterRef("kode"))
        lain = lain.filter(
            Q(berlaku_sejak__gt=OuterRef("berlaku_sejak"))
            | Q(berlaku_sejak=OuterRef("berlaku_sejak"), versi__gt=OuterRef("versi"))
        )
        digantikan: Any = UMUM & Exists(lain.filter(UMUM))
        digantikan |= Exists(lain.filter(kecamatan=OuterRef("kecamatan")))
        digantikan |= Exists(lain.filter(kabupaten=OuterRef("kabupaten")))
        return self.terbit(pada).exclude(digantikan)

    def _semua(self) -> Any:
        """Every row of the table, through this same queryset class."""
        return self.model._default_manager

    def berkeadaan(self):
        """With `kini`: whether it is the newest published version today."""
        return self.annotate(kini=Exists(self._semua().terbaru().filter(pk=OuterRef("pk"))))

    def berlaku(self, kecamatan: Kecamatan, pada: date | None = None):
        """What this office may begin new work with, ordered by bidang; the general forms before those of its kabupaten,
        and those before its own."""
        pada = pada or hari_ini(kecamatan)
        return self.untuk_kecamatan(kecamatan).terbaru(pada).order_by("nomor_bidang", *MENURUT_MILIK, "kode")


class FormulirBerversi(models.Model):
    """One version of one form. `kode` names the form ("III.II"), `versi` counts from 1 under it.

    Without a `kecamatan` or `kabupaten` it is the regulation's (or the installation's) and serves every office; that
    of a kabupaten serves the offices of it.
    """

    # What a room adds to what a published version fixes.
    kini: bool  # of `berkeadaan()`

    ISI_TETAP: ClassVar[tuple[str, ...]] = (
        "kode",
        "versi",
        "kecamatan_id",
        "kabupaten_id",
        "judul",
        "nomor_bidang",
        "bidang",
        "jenis_kegiatan",
        "lokasi",
        "dasar",
        "tempat",
        "catatan",
        "berlaku_sejak",
    )

    kode = models.CharField("kode", max_length=20)
    versi = models.PositiveSmallIntegerField("versi", default=1)
    kecamatan = models.ForeignKey(
        Kecamatan, models.PROTECT, null=True, blank=True, related_name="%(class)s_set", verbose_name="kecamatan"
    )
    kabupaten = models.ForeignKey(
        Kabupaten, models.PROTECT, null=True, blank=True, related_name="%(class)s_set", verbose_name="kabupaten/kota"
    )
    judul = models.CharField("judul", max_length=300)
    nomor_bidang = models.PositiveSmallIntegerField("nomor bidang")
    bidang = models.CharField("bidang", max_length=150)
    jenis_kegiatan = models.CharField("jenis kegiatan", max_length=200)
    lokasi = models.CharField("lokasi", max_length=200, blank=True)
    dasar = models.CharField("dasar", max_length=300, blank=True)
    tempat = models.CharField("tempat dalam sumber", max_length=200, blank=True)
    catatan = models.JSONField("catatan tentang sumber", default=list, blank=True)
    berlaku_sejak = models.DateField("berlaku sejak", default=hari_ini_pembaca)
    status = models.CharField(
        "status", max_length=10, choices=StatusInstrumen.choices, default=StatusInstrumen.DRAF, editable=False
    )
    # The YAML version that it was loaded from and the fingerprint of this form in it; "" for one that an office wrote.
    acuan = models.CharField(max_length=60, blank=True, editable=False)
    sidik = models.CharField(max_length=64, blank=True, editable=False)
    disalin_dari = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat = models.DateTimeField(auto_now_add=True)
    # Counts the saves of a draft: who saves names the one they started from.
    revisi = models.PositiveIntegerField(default=0, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    diubah = models.DateTimeField(null=True, editable=False)
    diterbitkan = models.DateTimeField(null=True, editable=False)
    alasan_ditarik = models.TextField("alasan ditarik", blank=True, editable=False)

    objects = FormulirQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["nomor_bidang", "kode", "-versi"]
        constraints = [
            models.UniqueConstraint(
                fields=["kode", "versi"],
                condition=Q(kecamatan__isnull=True, kabupaten__isnull=True),
                name="%(class)s_versi_umum_unik",
            ),
            models.UniqueConstraint(
                fields=["kabupaten", "kode", "versi"],
                condition=Q(kabupaten__isnull=False),
                name="%(class)s_versi_kabupaten_unik",
            ),
            models.CheckConstraint(
                condition=Q(kecamatan__isnull=True) | Q(kabupaten__isnull=True),
                name="%(class)s_satu_pemilik",
                violation_error_message="Formulir milik kecamatan atau milik kabupaten, tidak keduanya.",
            ),
            models.UniqueConstraint(
                fields=["kecamatan", "kode", "versi"],
                condition=Q(kecamatan__isnull=False),
                name="%(class)s_versi_kecamatan_unik",
            ),
            models.UniqueConstraint(fields=["acuan", "kode"], condition=~Q(acuan=""), name="%(class)s_acuan_sekali"),
            models.CheckConstraint(
                condition=Q(status="draf") | Q(diterbitkan__isnull=False),
                name="%(class)s_terbit_berwaktu",
                violation_error_message="Formulir yang terbit harus mencatat waktu terbitnya.",
            ),
            models.CheckConstraint(
                condition=~Q(status="ditarik") | ~Q(alasan_ditarik=""),
                name="%(class)s_ditarik_beralasan",
                violation_error_message="Formulir yang ditarik harus menyebut alasannya.",
            ),
            models.UniqueConstraint(
                fields=["kode"],
                condition=Q(status="draf", kecamatan__isnull=True, kabupaten__isnull=True),
                name="%(class)s_satu_draf_umum",
                violation_error_message="Formulir ini sudah mempunyai draf.",
            ),
            models.UniqueConstraint(
                fields=["kabupaten", "kode"],
                condition=Q(status="draf", kabupaten__isnull=False),
                name="%(class)s_satu_draf_kabupaten",
                violation_error_message="Formulir ini sudah mempunyai draf.",
            ),
            models.UniqueConstraint(
                fields=["kecamatan", "kode"],
                condition=Q(status="draf", kecamatan__isnull=False),
                name="%(class)s_satu_draf_kecamatan",
                violation_error_message="Formulir ini sudah mempunyai draf.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.judul}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            lama = type(self)._default_manager.filter(pk=self.pk).exclude(status=StatusInstrumen.DRAF).first()
            if lama and any(getattr(lama, nama) != getattr(self, nama) for nama in self.ISI_TETAP):
                raise VersiTerkunci(self.sebutan)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse(f"{self._meta.app_label}:formulir-rinci", args=[self.pk])

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if not self.dapat_diubah:
            raise VersiTerkunci(self.sebutan)
        return super().delete(*args, **kwargs)

    def kekurangan_baris(self) -> list[str]:
        """What its rows still lack before it can be published, as sentences. Each room knows its own rows."""
        raise NotImplementedError

    @property
    def versi_baris(self) -> int:
        """`versi` is the form's own number, the same for every save."""
        return self.revisi

    @property
    def wilayah(self) -> Kecamatan | Kabupaten | None:
        return self.kecamatan or self.kabupaten

    def melayani(self, kecamatan: Kecamatan) -> bool:
        """Whether this office may work with it."""
        return self.wilayah is None or self.kecamatan_id == kecamatan.pk or self.kabupaten_id == kecamatan.kabupaten_id

    @property
    def pemilik(self) -> dict[str, int | None]:
        """Whose it is, as a filter: versions of one form have the same."""
        return {"kecamatan": self.kecamatan_id, "kabupaten": self.kabupaten_id}

    @property
    def dapat_diubah(self) -> bool:
        return self.status == StatusInstrumen.DRAF

    @property
    def keadaan(self) -> tuple[str, str]:
        """Colour and word of its badge; of one from `berkeadaan()`."""
        if self.status == StatusInstrumen.DRAF:
            return "kuning", "Draf"
        if self.status == StatusInstrumen.DITARIK:
            return "merah", "Ditarik"
        if self.kini:
            return "hijau", "Berlaku"
        if self.berlaku_sejak > (hari_ini(self.wilayah) if self.wilayah else hari_ini_pembaca()):
            return "biru", f"Berlaku mulai {date_format(self.berlaku_sejak, 'j M Y')}"
        return "netral", "Digantikan"

    @property
    def peringatan(self) -> str:
        """For the pages of what was begun with this version: that it was withdrawn; else nothing."""
        if self.status != StatusInstrumen.DITARIK:
            return ""
        return (
            f"Formulir {self.sebutan} sudah ditarik dengan alasan: “{self.alasan_ditarik}”. "
            "Yang sudah dimulai tetap dilanjutkan dengan versi ini; pekerjaan baru tidak memakainya lagi."
        )

    @property
    def milik(self) -> str:
        """Whose form it is."""
        return str(self.wilayah or "Semua kecamatan")

    @property
    def sebutan(self) -> str:
        """Which version, in few words: "III.II versi 2" or "III.II versi 1, Kecamatan Awayan"."""
        milik = f", {self.wilayah}" if self.wilayah else ""
        return f"{self.kode} versi {self.versi}{milik}"


class BarisFormulir(models.Model):
    """A row of a form. It changes with its draft and with nothing else; `formulir` is what it belongs to."""

    formulir: Any  # the room's foreign key

    urut = models.PositiveSmallIntegerField()
    nomor = models.CharField("nomor", max_length=10)
    teks = models.TextField("teks", blank=True)
    # In a copy: what the source says here, kept when an office words it differently.
    teks_sumber = models.TextField("teks dalam sumber", blank=True, editable=False)
    tempat = models.CharField("tempat dalam sumber", max_length=200, blank=True)
    catatan = models.JSONField("catatan tentang sumber", default=list, blank=True)

    class Meta:
        abstract = True
        ordering = ["formulir", "urut"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._hanya_draf()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        self._hanya_draf()
        return super().delete(*args, **kwargs)

    @property
    def berbeda(self) -> bool:
        """Worded differently from the source that it was copied from."""
        return bool(self.teks_sumber) and self.teks_sumber != self.teks

    @property
    def tempat_pendek(self) -> str:
        """Its place within the regulation that the page of the form names already."""
        peraturan = self.formulir.tempat.partition(", ")[0]
        return self.tempat.removeprefix(f"{peraturan}, ") if peraturan else self.tempat

    def _hanya_draf(self) -> None:
        if not self.formulir.dapat_diubah:
            raise VersiTerkunci(self.formulir.sebutan)
