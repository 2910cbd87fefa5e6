"""The instrument: aspects with five described levels each. A published version never changes."""

from typing import Any

from django.db import models

from dasar.alur import RiwayatStatus
from evaluasi.enums import Huruf
from instrumen import BarisFormulir, FormulirBerversi, StatusInstrumen, VersiTerkunci


class FormulirEvaluasi(FormulirBerversi):
    """One version of one evaluation form of Lampiran IV, or an office's own."""

    ISI_TETAP = (*FormulirBerversi.ISI_TETAP, "skala")

    # The scale it was published with: [{"huruf": "a", "nilai": "SANGAT BAIK", "minimal": 90}, …], best first.
    skala = models.JSONField("skala")

    class Meta(FormulirBerversi.Meta):
        verbose_name = "formulir evaluasi"
        verbose_name_plural = "formulir evaluasi"

    def kekurangan_baris(self) -> list[str]:
        aspek = list(self.aspek.order_by("urut").prefetch_related("tingkat"))
        kalimat = [] if aspek else ["Belum ada aspek."]
        for a in aspek:
            if not a.teks.strip():
                kalimat.append(f"Aspek {a.nomor} belum berisi teks.")
            terisi = {t.huruf for t in a.tingkat.all() if t.teks.strip()}
            if kosong := [h.value for h in Huruf if h not in terisi]:
                kalimat.append(f"Aspek {a.nomor} belum berisi uraian tingkat {', '.join(kosong)}.")
        return kalimat


class RiwayatFormulirEvaluasi(RiwayatStatus):
    formulir = models.ForeignKey(FormulirEvaluasi, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return StatusInstrumen(self.ke).label


class Aspek(BarisFormulir):
    """One row of the form that gets a score."""

    formulir = models.ForeignKey(FormulirEvaluasi, models.CASCADE, related_name="aspek")

    class Meta(BarisFormulir.Meta):
        verbose_name = "aspek"
        verbose_name_plural = "aspek"
        constraints = [models.UniqueConstraint(fields=["formulir", "urut"], name="aspek_urut_unik")]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.teks}"


class TingkatAspek(models.Model):
    """What a level means for this aspect: the text that an evaluator chooses."""

    aspek = models.ForeignKey(Aspek, models.CASCADE, related_name="tingkat")
    huruf = models.CharField("tingkat", max_length=1, choices=Huruf.choices)
    teks = models.TextField("uraian", blank=True)
    teks_sumber = models.TextField("uraian dalam sumber", blank=True, editable=False)

    class Meta:
        verbose_name = "tingkat"
        verbose_name_plural = "tingkat"
        ordering = ["aspek", "huruf"]
        constraints = [models.UniqueConstraint(fields=["aspek", "huruf"], name="tingkataspek_huruf_unik")]

    def __str__(self) -> str:
        return f"{self.huruf}. {self.teks}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.aspek.formulir.dapat_diubah:
            raise VersiTerkunci(self.aspek.formulir.sebutan)
        super().save(*args, **kwargs)

    @property
    def berbeda(self) -> bool:
        return bool(self.teks_sumber) and self.teks_sumber != self.teks
