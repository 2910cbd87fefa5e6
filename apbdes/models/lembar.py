"""The evaluation worksheet as an instrument with versions, and what was answered in it for one budget."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from apbdes.enums import Diketahui, JawabanLembar, JenisBaris
from apbdes.models.versi import VersiApbdes
from dasar.alur import RiwayatStatus
from instrumen import BarisFormulir, FormulirBerversi, StatusInstrumen


class FormulirLembar(FormulirBerversi):
    """One version of the worksheet: the national one, or an office's own."""

    class Meta(FormulirBerversi.Meta):
        verbose_name = "lembar evaluasi APB Desa"
        verbose_name_plural = "lembar evaluasi APB Desa"

    def kekurangan_baris(self) -> list[str]:
        baris = list(self.butir.order_by("urut"))
        kalimat = []
        if not baris:
            kalimat.append("Belum ada baris.")
        elif not any(b.jenis == JenisBaris.BUTIR for b in baris):
            kalimat.append("Belum ada butir.")
        if baris and baris[0].jenis != JenisBaris.ASPEK:
            kalimat.append("Baris pertama harus sebuah aspek: setiap butir berada di bawah satu aspek.")
        kalimat += [f"Baris {b.nomor} belum berisi teks." for b in baris if not b.teks.strip()]
        nomor = [b.nomor for b in baris]
        kalimat += [f"Nomor {n} dipakai dua baris." for n in sorted({n for n in nomor if nomor.count(n) > 1})]
        return kalimat


class RiwayatFormulirLembar(RiwayatStatus):
    formulir = models.ForeignKey(FormulirLembar, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return StatusInstrumen(self.ke).label


class ButirLembar(BarisFormulir):
    """A row of the worksheet: an aspect with a conclusion, a heading, or a question."""

    formulir = models.ForeignKey(FormulirLembar, models.CASCADE, related_name="butir")
    jenis = models.CharField("jenis baris", max_length=10, choices=JenisBaris.choices, default=JenisBaris.BUTIR)
    alat_verifikasi = models.TextField("alat verifikasi", blank=True)
    keterangan = models.TextField("keterangan", blank=True)
    diketahui = models.CharField("diusulkan dari", max_length=20, choices=Diketahui.choices, blank=True)

    class Meta(BarisFormulir.Meta):
        verbose_name = "baris lembar"
        verbose_name_plural = "baris lembar"
        constraints = [models.UniqueConstraint(fields=["formulir", "urut"], name="butirlembar_urut_unik")]

    def __str__(self) -> str:
        return f"{self.nomor} {self.teks}"


class IsianLembar(models.Model):
    """What the evaluators answered to one row; of an aspect only `keterangan`, its conclusion."""

    versi = models.ForeignKey(VersiApbdes, models.CASCADE, related_name="isian_lembar")
    butir = models.ForeignKey(ButirLembar, models.PROTECT, related_name="isian")
    jawaban = models.CharField("jawaban", max_length=5, choices=JawabanLembar.choices, blank=True)
    keterangan = models.TextField("keterangan", blank=True, validators=[MaxLengthValidator(2000)])
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "isian lembar evaluasi"
        verbose_name_plural = "isian lembar evaluasi"
        ordering = ["versi", "butir__urut"]
        constraints = [
            models.UniqueConstraint(fields=["versi", "butir"], name="isianlembar_sekali"),
            models.CheckConstraint(condition=~Q(jawaban="", keterangan=""), name="isianlembar_berisi"),
        ]

    def __str__(self) -> str:
        return f"{self.butir.nomor}: {self.get_jawaban_display()}"
