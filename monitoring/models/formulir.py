"""The instrument: which rows a monitoring form asks. A published version never changes."""

from django.db import models

from dasar.alur import RiwayatStatus
from instrumen import BarisFormulir, FormulirBerversi, StatusInstrumen


class FormulirMonitoring(FormulirBerversi):
    """One version of one monitoring form of Lampiran III, or an office's own.

    `pilihan` are the two answers as the form heads its columns: ["ADA", "TIDAK"]. `bagian` are its
    parts, [{"kode": "A", "judul": …, "tempat": …}], empty for a form without parts.
    """

    ISI_TETAP = (*FormulirBerversi.ISI_TETAP, "pilihan", "bagian", "boleh_tambah")

    pilihan = models.JSONField("pilihan jawaban")
    bagian = models.JSONField("bagian", default=list, blank=True)
    boleh_tambah = models.BooleanField("petugas boleh menambah butir (DST)", default=True)

    class Meta(FormulirBerversi.Meta):
        verbose_name = "formulir monitoring"
        verbose_name_plural = "formulir monitoring"

    def kekurangan_baris(self) -> list[str]:
        butir = list(self.butir.order_by("urut"))
        bagian = {b["kode"]: b["judul"] for b in self.bagian}
        kalimat = []
        if not butir:
            kalimat.append("Belum ada butir.")
        for b in butir:
            sebutan = f"Butir {b.bagian}{b.nomor}"
            if not b.teks.strip():
                kalimat.append(f"{sebutan} belum berisi teks.")
            if bagian and b.bagian not in bagian:
                kalimat.append(f"{sebutan} belum ditempatkan pada bagian.")
            if b.positif not in self.pilihan:
                kalimat.append(f"{sebutan} belum menyebut jawaban yang baik.")
        terisi = {b.bagian for b in butir}
        for kode, judul in bagian.items():
            if not judul.strip():
                kalimat.append(f"Bagian {kode} belum berjudul.")
            if butir and kode not in terisi:
                kalimat.append(f"Bagian {kode} belum berisi butir.")
        return kalimat


class RiwayatFormulirMonitoring(RiwayatStatus):
    formulir = models.ForeignKey(FormulirMonitoring, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return StatusInstrumen(self.ke).label


class ButirMonitoring(BarisFormulir):
    """One row of a form. `positif` is the answer that is good news; in three rows of the source that is TIDAK."""

    formulir = models.ForeignKey(FormulirMonitoring, models.CASCADE, related_name="butir")
    bagian = models.CharField("bagian", max_length=5, blank=True)
    positif = models.CharField("jawaban yang baik", max_length=20)

    class Meta(BarisFormulir.Meta):
        verbose_name = "butir monitoring"
        verbose_name_plural = "butir monitoring"
        constraints = [models.UniqueConstraint(fields=["formulir", "urut"], name="butirmonitoring_urut_unik")]

    def __str__(self) -> str:
        return f"{self.bagian}{self.nomor}. {self.teks}"

    @property
    def ya_kabar_buruk(self) -> bool:
        """The first answer (ADA, YA) is the bad news here."""
        return self.positif != self.formulir.pilihan[0]
