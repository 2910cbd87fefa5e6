"""Regions and the people who govern a desa."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from dasar.konflik import Berversi
from dasar.nama import kabupaten_atau_kota, kepala_daerah, sambung
from dasar.waktu import ZonaWaktu, hari_ini, menurut_zona
from desa.bawaan import Bawaan as Bawaan  # models of this room, in modules of their own
from desa.enums import (
    JabatanBPD,
    JabatanPerangkat,
    JenisDesa,
    JenisLKD,
    StatusJabatan,
    jabatan_lengkap,
)
from desa.riwayat import RiwayatData as RiwayatData  # a model of this room, in a module of its own
from desa.sebutan import BentukDesa, BentukKecamatan, BersebutanDesa, BersebutanKecamatan

JENIS_KELAMIN = [("L", "Laki-laki"), ("P", "Perempuan")]


def pola_kode(pola: str, contoh: str) -> RegexValidator:
    return RegexValidator(pola, f"Kode wilayah ditulis seperti {contoh}.")


class Kabupaten(Berversi):
    """A kabupaten or kota; its province stands with it."""

    kode = models.CharField(
        "kode Kemendagri", max_length=5, unique=True, validators=[pola_kode(r"^\d\d\.\d\d$", "63.11")]
    )
    nama = models.CharField("nama", max_length=100, help_text="Dengan sebutannya, misalnya Kabupaten Balangan.")
    provinsi = models.CharField("provinsi", max_length=100)

    class Meta:
        verbose_name = "kabupaten/kota"
        verbose_name_plural = "kabupaten/kota"
        ordering = ["kode"]

    def __str__(self) -> str:
        return kabupaten_atau_kota(self.kode, self.nama)

    @property
    def kepala_daerah(self) -> str:
        """'Bupati Balangan', 'Wali Kota Banjarbaru'."""
        return kepala_daerah(str(self))

    @property
    def zona_waktu(self) -> str:
        """That of its kecamatan: no province lies in two zones."""
        return self.kecamatan.values_list("zona_waktu", flat=True).first() or ZonaWaktu.WITA


class Kecamatan(BersebutanKecamatan, Berversi):
    """A kecamatan, with everything that its letterhead and numbering need."""

    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, related_name="kecamatan")
    kode = models.CharField(
        "kode Kemendagri", max_length=8, unique=True, validators=[pola_kode(r"^\d\d\.\d\d\.\d\d$", "63.11.03")]
    )
    nama = models.CharField("nama", max_length=100)
    bentuk = models.CharField(
        "sebutan",
        max_length=20,
        choices=BentukKecamatan.choices,
        blank=True,
        default="",
        db_default="",
        help_text="Kosongkan bila seperti lazimnya di daerah ini.",
    )
    singkatan = models.CharField(
        "kode naskah", max_length=20, blank=True, help_text="Dalam nomor naskah, misalnya KEC-AWY."
    )
    lambang = models.FileField(
        "lambang daerah",
        upload_to="lambang/",
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg"])],
        help_text="PNG atau JPEG, untuk kop naskah dinas.",
    )
    alamat = models.CharField("alamat kantor", max_length=200, blank=True)
    ibu_kota = models.CharField(
        "ibu kota kecamatan", max_length=100, blank=True, help_text="Tempat naskah ditandatangani."
    )
    kode_pos = models.CharField(
        "kode pos",
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d{5}$", "Kode pos terdiri atas lima angka.")],
    )
    telepon = models.CharField("telepon", max_length=30, blank=True)
    email = models.EmailField("surel", blank=True)
    situs = models.CharField("situs", max_length=100, blank=True)
    zona_waktu = models.CharField("zona waktu", max_length=20, choices=ZonaWaktu.choices, default=ZonaWaktu.WITA)
    nilai_tengah_desa = models.BooleanField(
        "desa melihat nilai tengah kecamatan",
        default=False,
        db_default=False,
        help_text="Di samping keadaannya sendiri, tanpa nama dan angka desa lain.",
    )

    class Meta:
        verbose_name = "kecamatan"
        verbose_name_plural = "kecamatan"
        ordering = ["kode"]

    @property
    def kode_naskah(self) -> str:
        return self.singkatan or f"KEC-{self.kode}"

    @property
    def tempat(self) -> str:
        return self.ibu_kota or self.nama_saja


LINTANG, BUJUR = (-11, 7), (94, 142)  # degrees between which all of Indonesia lies


def di_indonesia(lintang: Decimal, bujur: Decimal) -> bool:
    return LINTANG[0] <= lintang <= LINTANG[1] and BUJUR[0] <= bujur <= BUJUR[1]


class Desa(BersebutanDesa, Berversi):
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="desa")
    kode = models.CharField(
        "kode Kemendagri",
        max_length=13,
        unique=True,
        validators=[pola_kode(r"^\d\d\.\d\d\.\d\d\.\d{4}$", "63.11.03.2021")],
    )
    nama = models.CharField("nama", max_length=100)
    jenis = models.CharField("jenis", max_length=10, choices=JenisDesa.choices, default=JenisDesa.DESA)
    bentuk = models.CharField(
        "sebutan",
        max_length=20,
        choices=BentukDesa.choices,
        blank=True,
        default="",
        db_default="",
        help_text="Kosongkan bila seperti lazimnya di daerah ini. Tidak berlaku bagi kelurahan.",
    )
    alamat = models.CharField("alamat kantor", max_length=200, blank=True)
    telepon = models.CharField("telepon", max_length=30, blank=True)
    email = models.EmailField("surel", blank=True)
    lintang = models.DecimalField("lintang", max_digits=9, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        verbose_name = "desa"
        verbose_name_plural = "desa"
        ordering = ["nama", "kode"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lintang__isnull=True, bujur__isnull=True) | Q(lintang__range=LINTANG, bujur__range=BUJUR),
                name="desa_lokasi_di_indonesia",
                violation_error_message="Lintang dan bujur diisi keduanya dan berada di wilayah Indonesia.",
            )
        ]

    @property
    def wilayah(self) -> "Desa":
        return self

    @property
    def zona_waktu(self) -> str:
        return self.kecamatan.zona_waktu

    @property
    def tautan_peta(self) -> str:
        """The office on OpenStreetMap; empty while its place is unknown."""
        if self.lintang is None or self.bujur is None:
            return ""
        return (
            f"https://www.openstreetmap.org/?mlat={self.lintang}&mlon={self.bujur}#map=17/{self.lintang}/{self.bujur}"
        )


def menjabat_pada(hari: date, awalan: str = "") -> Q:
    """In office on this day; `awalan` leads to the officer ("perangkat__")."""
    mulai, selesai = f"{awalan}mulai", f"{awalan}selesai"
    return (Q(**{mulai: None}) | Q(**{f"{mulai}__lte": hari})) & (Q(**{selesai: None}) | Q(**{f"{selesai}__gte": hari}))


class PejabatQuerySet(models.QuerySet):
    def menjabat(self, pada=None):
        """In office on a day (today in the desa when none is given)."""
        return self.filter(menjabat_pada(pada) if pada else menurut_zona("desa__kecamatan__zona_waktu", menjabat_pada))

    def berakhir(self):
        """No longer in office today."""
        return self.filter(menurut_zona("desa__kecamatan__zona_waktu", lambda hari: Q(selesai__lt=hari)))


class Pejabat(Berversi):
    """What perangkat, BPD members and LKD officers have in common."""

    desa: "Desa"
    desa_id: int
    nama = models.CharField("nama lengkap", max_length=150)
    jenis_kelamin = models.CharField("jenis kelamin", max_length=1, choices=JENIS_KELAMIN, blank=True)
    sk_nomor = models.CharField("nomor SK", max_length=100, blank=True)
    sk_tanggal = models.DateField("tanggal SK", null=True, blank=True)
    mulai = models.DateField("mulai menjabat", null=True, blank=True)
    selesai = models.DateField(
        "akhir masa jabatan",
        null=True,
        blank=True,
        help_text="Kosongkan selama masih menjabat tanpa batas akhir.",
    )
    telepon = models.CharField("telepon", max_length=30, blank=True)

    objects = PejabatQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(mulai__isnull=True) | Q(selesai__isnull=True) | Q(selesai__gte=F("mulai")),
                name="%(class)s_selesai_setelah_mulai",
                violation_error_message="Akhir masa jabatan mendahului tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nama} ({self.sebutan})"

    @property
    def sebutan(self) -> str:
        raise NotImplementedError

    @property
    def berakhir(self) -> bool:
        return self.selesai is not None and self.selesai < hari_ini(self.desa)

    @property
    def wilayah(self) -> "Desa":
        return self.desa


class Perangkat(Pejabat):
    """Kepala desa and perangkat desa."""

    desa = models.ForeignKey(Desa, models.CASCADE, related_name="perangkat")
    jabatan = models.CharField("jabatan", max_length=30, choices=JabatanPerangkat.choices)
    rincian = models.CharField("rincian jabatan", max_length=100, blank=True, help_text="Misalnya Dusun I.")
    niap = models.CharField("NIAP", max_length=40, blank=True, help_text="Nomor Induk Aparat Pemerintah Desa.")
    nip = models.CharField(
        "NIP",
        max_length=18,
        blank=True,
        default="",
        db_default="",
        validators=[RegexValidator(r"^[0-9]{18}$", "NIP terdiri atas 18 angka, ditulis tanpa spasi.")],
        help_text="Hanya bagi pegawai negeri, misalnya penjabat kepala desa.",
    )
    pangkat = models.CharField(
        "pangkat/golongan", max_length=80, blank=True, default="", db_default="", help_text="Bila ber-NIP."
    )
    status_jabatan = models.CharField(
        "cara menjabat",
        max_length=10,
        choices=StatusJabatan.choices,
        default=StatusJabatan.DEFINITIF,
        db_default=StatusJabatan.DEFINITIF,
        help_text="Plt. pelaksana tugas, Plh. pelaksana harian, Pj. penjabat kepala desa (pegawai negeri).",
    )

    class Meta(Pejabat.Meta):
        verbose_name = "perangkat desa"
        verbose_name_plural = "perangkat desa"
        ordering = ["desa__nama", "desa__kode", "jabatan", "nama"]
        constraints = [
            *Pejabat.Meta.constraints,
            models.UniqueConstraint(
                fields=["desa", "niap"],
                condition=~Q(niap=""),
                name="perangkat_niap_unik_per_desa",
                violation_error_message="NIAP ini sudah dipakai perangkat lain di desa yang sama.",
            ),
            models.UniqueConstraint(
                fields=["desa", "nama", "jabatan", "rincian"],
                name="perangkat_unik_per_desa",
                violation_error_message="Perangkat dengan nama dan jabatan ini sudah ada.",
            ),
        ]

    @property
    def sebutan(self) -> str:
        staf = self.jabatan == JabatanPerangkat.STAF and self.rincian
        jabatan = self.rincian if staf else self.desa.jabatan_perangkat(self.jabatan)
        if self.rincian and self.jabatan != JabatanPerangkat.STAF:
            jabatan = f"{jabatan} ({self.rincian})"
        return jabatan_lengkap(self.status_jabatan, jabatan)

    @property
    def bernip(self) -> bool:
        """Signs with NIP and rank rather than with NIAP."""
        return self.status_jabatan == StatusJabatan.PJ or (self.nip != "" and self.niap == "")

    def clean(self) -> None:
        if self.status_jabatan == StatusJabatan.PJ and self.jabatan != JabatanPerangkat.KEPALA_DESA:
            kalimat = "Penjabat (Pj.) hanya ada untuk kepala desa. Untuk perangkat lain pilih Plt. atau Plh."
            raise ValidationError({"status_jabatan": kalimat})


class AnggotaBPD(Pejabat):
    desa = models.ForeignKey(Desa, models.CASCADE, related_name="bpd")
    jabatan = models.CharField("jabatan", max_length=20, choices=JabatanBPD.choices, default=JabatanBPD.ANGGOTA)

    class Meta(Pejabat.Meta):
        verbose_name = "anggota BPD"
        verbose_name_plural = "anggota BPD"
        ordering = ["desa__nama", "desa__kode", "jabatan", "nama"]
        constraints = [
            *Pejabat.Meta.constraints,
            models.UniqueConstraint(
                fields=["desa", "nama"],
                name="anggotabpd_unik_per_desa",
                violation_error_message="Anggota BPD dengan nama ini sudah ada.",
            ),
        ]

    @property
    def sebutan(self) -> str:
        return self.get_jabatan_display()


class PengurusLKD(Pejabat):
    """An officer of a lembaga kemasyarakatan desa (usually its head)."""

    desa = models.ForeignKey(Desa, models.CASCADE, related_name="lkd")
    jenis = models.CharField("jenis lembaga", max_length=20, choices=JenisLKD.choices)
    lembaga = models.CharField("nama lembaga", max_length=120, help_text="Misalnya RT 02 atau PKK Desa.")
    jabatan = models.CharField("jabatan", max_length=80, default="Ketua")

    class Meta(Pejabat.Meta):
        verbose_name = "pengurus LKD"
        verbose_name_plural = "pengurus LKD"
        ordering = ["desa__nama", "desa__kode", "jenis", "lembaga", "nama"]
        constraints = [
            *Pejabat.Meta.constraints,
            models.UniqueConstraint(
                fields=["desa", "lembaga", "nama"],
                name="penguruslkd_unik_per_desa",
                violation_error_message="Pengurus ini sudah tercatat di lembaga yang sama.",
            ),
        ]

    @property
    def sebutan(self) -> str:
        return sambung(self.jabatan, self.lembaga)


class HariLibur(Berversi):
    """A day off that the national calendar does not know: cuti bersama, a regional holiday."""

    tanggal = models.DateField("tanggal")
    nama = models.CharField("nama hari libur", max_length=120)
    kabupaten = models.ForeignKey(
        Kabupaten,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name="kabupaten/kota",
        help_text="Kosongkan bila berlaku nasional.",
    )

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["tanggal", "kabupaten"],
                name="harilibur_unik_per_kabupaten",
                violation_error_message="Hari libur pada tanggal ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["tanggal"],
                condition=Q(kabupaten=None),
                name="harilibur_nasional_unik",
                violation_error_message="Hari libur nasional pada tanggal ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama}, {date_format(self.tanggal, 'j F Y')}"

    @property
    def wilayah(self) -> Kabupaten | None:
        """Where it holds; None: everywhere."""
        return self.kabupaten
