"""The number of a document: how a kecamatan writes it, and how far it has counted."""

import re
from string import Formatter

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from dasar.konflik import Berversi
from desa.models import Kecamatan
from naskah.enums.naskah import CaraNomor
from naskah.jenis import KODE_MAKS, jenis_naskah, nama_jenis, pilihan_jenis

NOMOR_MAKS = 100  # characters
URUT_MAKS = 99_999
CONTOH_URUT = (1, 23, 456, 7_890, 12_345)  # of every width
ISIAN_NOMOR = {"klasifikasi", "urut", "kode", "tahun", "bulan_romawi"}


def _isian_dikenal(_teks: str, nama: str | None, lebar: str | None, ubah: str | None) -> bool:
    """One piece of a number pattern: plain text, or a name; only the running number has a width."""
    if nama is None:
        return True
    boleh = r"(0?\d?d)?" if nama == "urut" else ""
    return nama in ISIAN_NOMOR and not ubah and re.fullmatch(boleh, lebar or "") is not None


class SeriNomor(Berversi):
    """How a kecamatan numbers one kind of naskah, where it departs from the kind's default."""

    kecamatan = models.ForeignKey(Kecamatan, models.CASCADE, related_name="seri_nomor")
    jenis = models.CharField("jenis naskah", max_length=KODE_MAKS)  # a kind that is registered: naskah.jenis
    klasifikasi = models.CharField(
        "kode klasifikasi", max_length=20, help_text="Permendagri 83/2022, misalnya 400.10.2."
    )
    pola = models.CharField(
        "pola nomor",
        max_length=80,
        default="{klasifikasi}/{urut:03d}/{kode}/{tahun}",
        help_text="Isian yang dikenal: {klasifikasi} {urut} {kode} {tahun} {bulan_romawi}.",
    )
    retensi_tahun = models.PositiveSmallIntegerField(
        "retensi (tahun)",
        null=True,
        blank=True,
        help_text="Lama disimpan sesudah tahun naskah; 0 berarti permanen. Kosong: menurut bawaan jenisnya.",
    )
    ikut = models.CharField(  # the kind in whose book it counts; empty: in its own
        "menghitung bersama",
        max_length=KODE_MAKS,
        blank=True,
        default="",
        db_default="",
        help_text="Pilih bila kantor menomori beberapa jenis dalam satu buku, misalnya satu buku surat keluar.",
    )
    lanjut = models.BooleanField(
        "nomor berlanjut ke tahun berikutnya",
        default=False,
        db_default=False,
        help_text="Kosongkan bila setiap tahun mulai lagi dari 1. Yang menghitung bersama mengikuti bukunya.",
    )

    class Meta:
        verbose_name = "seri nomor"
        verbose_name_plural = "seri nomor"
        constraints = [
            models.UniqueConstraint(
                fields=["kecamatan", "jenis"], name="serinomor_unik", violation_error_message="Seri ini sudah diatur."
            )
        ]

    def __str__(self) -> str:
        return f"{self.kecamatan} – {self.get_jenis_display()}"

    def get_jenis_display(self) -> str:
        return nama_jenis(self.jenis)

    @property
    def buku(self) -> str:
        """The kind in whose book it counts."""
        return self.ikut or self.jenis

    def _contoh(self, urut: int, tahun: int) -> str:
        return self.pola.format(klasifikasi="0", urut=urut, kode="K", tahun=tahun, bulan_romawi="I")

    def clean(self) -> None:
        try:
            if any(not _isian_dikenal(*isian) for isian in Formatter().parse(self.pola)):
                raise KeyError(self.pola)
            contoh = {self._contoh(urut, tahun) for urut in (7, 8) for tahun in (2026, 2027)}
            terpanjang = self.pola.format(
                klasifikasi=self.klasifikasi, urut=URUT_MAKS, kode="K" * 15, tahun=2026, bulan_romawi="VIII"
            )
        except (KeyError, IndexError, ValueError, AttributeError, TypeError) as galat:
            raise ValidationError({"pola": "Pola nomor memuat isian yang tidak dikenal."}) from galat
        if len(contoh) < 4:
            raise ValidationError({"pola": "Pola nomor harus memuat {urut} dan {tahun} supaya nomor tidak berulang."})
        if len(terpanjang) > NOMOR_MAKS:
            raise ValidationError(
                {"pola": f"Nomor menurut pola ini terlalu panjang; paling banyak {NOMOR_MAKS} huruf."}
            )
        lainnya = {kode: seri_berlaku(self.kecamatan_id, kode) for kode, _ in pilihan_jenis() if kode != self.jenis}
        self._periksa_buku(lainnya)
        for kode, lain in lainnya.items():
            if lain.buku != self.buku and _tercetak(lain) & _tercetak(self):
                raise ValidationError(
                    {
                        "klasifikasi": f"Menurut klasifikasi dan pola ini nomornya dapat sama dengan nomor "
                        f"{nama_jenis(kode)}. Bedakan polanya, atau hitung bersama."
                    }
                )

    def _periksa_buku(self, lainnya: "dict[str, SeriNomor]") -> None:
        if not self.ikut:
            return
        if self.ikut not in lainnya:
            raise ValidationError({"ikut": "Pilih jenis naskah yang lain."})
        if lainnya[self.ikut].ikut:
            nama = nama_jenis(lainnya[self.ikut].ikut)
            raise ValidationError({"ikut": f"{nama_jenis(self.ikut)} sendiri menghitung bersama {nama}. Pilih {nama}."})
        if pengikut := [nama_jenis(kode) for kode, lain in lainnya.items() if lain.ikut == self.jenis]:
            raise ValidationError({"ikut": f"Jenis ini dipakai menghitung bersama oleh {', '.join(pengikut)}."})


def _tercetak(seri: SeriNomor) -> set[str]:
    """Numbers of every width as this series prints them; two series that share one can print the same."""
    return {
        seri.pola.format(klasifikasi=seri.klasifikasi, urut=urut, kode="K", tahun=2026, bulan_romawi="I")
        for urut in CONTOH_URUT
    }


def seri_berlaku(kecamatan: int, jenis: str) -> SeriNomor:
    """The series of this kind here: the office's own, or the kind's default, which is not stored."""
    seri = SeriNomor.objects.filter(kecamatan=kecamatan, jenis=jenis).first()
    bawaan = jenis_naskah(jenis)
    return seri or SeriNomor(kecamatan_id=kecamatan, jenis=jenis, klasifikasi=bawaan.klasifikasi, pola=bawaan.pola)


class HitunganNomor(models.Model):
    """The last number used per kecamatan, book (`jenis`: the kind it is named after) and year.

    Only services/nomor.py touches it.
    """

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=KODE_MAKS)
    tahun = models.PositiveSmallIntegerField()
    terakhir = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kecamatan", "jenis", "tahun"], name="hitungannomor_unik")]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tahun}: {self.terakhir}"


class NomorTerpakai(Berversi):
    """One number that is no longer free, whoever used it: two of one text cannot be in the book of an office.

    `buku` is the kind in whose book it counts; empty where the number belongs to no series of PERUT. With cara
    "lompat": the run from `urut` to `sampai`, which stands in the office's paper book, number by number.
    """

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="nomor_terpakai")
    buku = models.CharField("buku nomor", max_length=KODE_MAKS, blank=True)
    tahun = models.PositiveSmallIntegerField("tahun")
    urut = models.PositiveIntegerField("nomor urut", null=True, blank=True)
    sampai = models.PositiveIntegerField("sampai nomor", null=True, blank=True)
    nomor = models.CharField("nomor", max_length=NOMOR_MAKS, blank=True)
    cara = models.CharField("cara", max_length=10, choices=CaraNomor.choices)
    naskah = models.OneToOneField(
        "naskah.Naskah", models.PROTECT, null=True, editable=False, related_name="nomor_terpakai"
    )
    tanggal = models.DateField("tanggal")
    jenis_surat = models.CharField("jenis surat", max_length=100, blank=True)
    perihal = models.CharField("perihal", max_length=250, blank=True)
    kepada = models.CharField("kepada", max_length=200, blank=True)
    alasan = models.CharField("alasan", max_length=250, blank=True)
    kembar = models.BooleanField(default=False, editable=False)  # given twice before the book was kept
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "nomor"
        verbose_name_plural = "nomor"
        ordering = ["tahun", "buku", "urut", "pk"]
        indexes = [models.Index(fields=["kecamatan", "tahun", "cara"])]
        constraints = [
            models.UniqueConstraint(
                "kecamatan",
                Upper("nomor"),
                condition=~Q(nomor="") & Q(kembar=False),
                name="nomorterpakai_nomor_unik",
                violation_error_message="Nomor ini sudah dipakai.",
            ),
            models.UniqueConstraint(
                fields=["kecamatan", "buku", "tahun", "urut"],
                condition=~Q(cara=CaraNomor.LOMPAT) & ~Q(buku=""),
                name="nomorterpakai_urut_unik",
                violation_error_message="Nomor urut ini sudah dipakai.",
            ),
            models.CheckConstraint(
                condition=Q(cara=CaraNomor.LOMPAT, urut__isnull=False, sampai__gte=models.F("urut"), nomor="")
                | ~Q(cara=CaraNomor.LOMPAT) & Q(sampai__isnull=True) & ~Q(nomor=""),
                name="nomorterpakai_bernomor",
                violation_error_message="Nomornya belum diisi.",
            ),
            models.CheckConstraint(
                condition=Q(cara=CaraNomor.NASKAH) | Q(naskah__isnull=True) & ~Q(alasan=""),
                name="nomorterpakai_beralasan",
                violation_error_message="Alasan wajib diisi.",
            ),
        ]

    def __str__(self) -> str:
        return self.sebutan

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan

    @property
    def sebutan(self) -> str:
        """The number as it is printed; of a run its first and last."""
        if self.cara != CaraNomor.LOMPAT:
            return self.nomor
        return f"{self.urut}" if self.urut == self.sampai else f"{self.urut} s.d. {self.sampai}"

    @property
    def nama_buku(self) -> str:
        return nama_jenis(self.buku) if self.buku else "Di luar seri PERUT"
