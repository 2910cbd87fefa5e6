"""The number of a document: how a kecamatan writes it, and how far it has counted."""

import re
from string import Formatter

from django.core.exceptions import ValidationError
from django.db import models

from dasar.konflik import Berversi
from desa.models import Kecamatan
from naskah.jenis import KODE_MAKS, jenis_naskah, nama_jenis, pilihan_jenis

NOMOR_MAKS = 100  # characters
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

    def _contoh(self, urut: int, tahun: int) -> str:
        return self.pola.format(klasifikasi="0", urut=urut, kode="K", tahun=tahun, bulan_romawi="I")

    def clean(self) -> None:
        try:
            if any(not _isian_dikenal(*isian) for isian in Formatter().parse(self.pola)):
                raise KeyError(self.pola)
            contoh = {self._contoh(urut, tahun) for urut in (7, 8) for tahun in (2026, 2027)}
            terpanjang = self.pola.format(
                klasifikasi=self.klasifikasi, urut=99_999, kode="K" * 15, tahun=2026, bulan_romawi="VIII"
            )
        except (KeyError, IndexError, ValueError, AttributeError, TypeError) as galat:
            raise ValidationError({"pola": "Pola nomor memuat isian yang tidak dikenal."}) from galat
        if len(contoh) < 4:
            raise ValidationError({"pola": "Pola nomor harus memuat {urut} dan {tahun} supaya nomor tidak berulang."})
        if len(terpanjang) > NOMOR_MAKS:
            raise ValidationError(
                {"pola": f"Nomor menurut pola ini terlalu panjang; paling banyak {NOMOR_MAKS} huruf."}
            )
        for kode, nama in pilihan_jenis():
            lain = SeriNomor.objects.filter(kecamatan_id=self.kecamatan_id, jenis=kode).first() or jenis_naskah(kode)
            if kode != self.jenis and (lain.klasifikasi, lain.pola) == (self.klasifikasi, self.pola):
                raise ValidationError(
                    {"klasifikasi": f"Klasifikasi dan pola ini sudah dipakai {nama}; dua naskah akan bernomor sama."}
                )


class HitunganNomor(models.Model):
    """The last number given out per kecamatan, kind and year. Only `nomor_ambil` touches it."""

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=KODE_MAKS)
    tahun = models.PositiveSmallIntegerField()
    terakhir = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kecamatan", "jenis", "tahun"], name="hitungannomor_unik")]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tahun}: {self.terakhir}"
