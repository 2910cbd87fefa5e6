"""What the evaluator states where the budget is silent: put beside the budget, never into it.

A pagu (sen) or the recipient of a row; what the budget says itself always prevails.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.functional import cached_property

from apbdes.anggaran import Anggaran
from apbdes.enums import NAMA_PAGU, HalPernyataan
from apbdes.kata import sebut_baris
from apbdes.models import PernyataanEvaluator, RincianBelanja, VersiApbdes
from apbdes.services.anggaran import AnggaranTersimpan
from naskah.bagian import waktu_setempat

MENURUT_EVALUATOR = "menurut evaluator"


def lengkapi(tersimpan: AnggaranTersimpan, pernyataan: Iterable[PernyataanEvaluator]) -> Anggaran:
    """The budget with what was stated; the very same one where nothing was."""
    anggaran, pagu = tersimpan.anggaran, {}
    penerima: dict[str, str] = {}
    tempat = tersimpan.tempat
    for p in pernyataan:
        if p.hal == HalPernyataan.PENERIMA:
            if p.baris in tempat:
                penerima[tempat[p.baris]] = p.penerima
        elif getattr(anggaran, p.hal) is None:
            pagu[p.hal] = p.jumlah
    if not pagu and not penerima:
        return anggaran
    belanja = tuple(b if b.penerima else b._replace(penerima=penerima.get(b.tempat, "")) for b in anggaran.belanja)
    return replace(anggaran, belanja=belanja, **pagu)


@dataclass(frozen=True)
class Tawaran:
    """What was stated about the version before and is still missing in this one."""

    hal: str
    baris: UUID | None  # the row of this version
    tentang: str
    lama: PernyataanEvaluator


@dataclass(frozen=True)
class Keterangan:
    """What is stated of this version, what is missing still, and what the version before was given."""

    versi: VersiApbdes
    tersimpan: AnggaranTersimpan
    disebut: frozenset[str]  # the rows that an undetermined verdict names ("Belanja!7")

    @cached_property
    def ada(self) -> list[PernyataanEvaluator]:
        return list(self.versi.pernyataan.select_related("oleh"))

    @cached_property
    def pagu(self) -> list[tuple[str, str]]:
        """The pagu that neither the budget nor anybody has given."""
        sudah = {p.hal for p in self.ada}
        kosong = [k for k in NAMA_PAGU if getattr(self.tersimpan.anggaran, k) is None and k not in sudah]
        return [(k, HalPernyataan(k).label) for k in kosong]

    @cached_property
    def baris(self) -> list[tuple[str, str]]:
        """The rows without a recipient, by which a verdict is undetermined."""
        sudah = {p.baris for p in self.ada}
        pk = self.tersimpan.baris
        isi = [b for b in self.tersimpan.anggaran.belanja if not b.penerima and b.tempat in self.disebut]
        return [(str(pk[b.tempat]), sebut_baris(b, ringkas=True)) for b in isi if pk[b.tempat] not in sudah]

    def tentang(self, hal: str, baris: UUID | None) -> str:
        """'Pagu Dana Desa', or 'Penerima kegiatan 1.1.01, …'."""
        if baris is None:
            return HalPernyataan(hal).label
        letak = self.tersimpan.tempat.get(baris, "")
        b = next((b for b in self.tersimpan.anggaran.belanja if b.tempat == letak), None)
        return f"Penerima {sebut_baris(b, ringkas=True)}" if b else "Penerima baris yang sudah tidak ada"

    @property
    def daftar(self) -> list[tuple[PernyataanEvaluator, str]]:
        return [(p, self.tentang(p.hal, p.baris)) for p in self.ada]

    @cached_property
    def tawaran(self) -> list[Tawaran]:
        """Of a perbaikan: what was stated of the version before, where this one leaves the same open."""
        if not self.versi.perbaikan_ke or self.versi.sebelum_id is None:
            return []
        lama = list(PernyataanEvaluator.objects.filter(versi=self.versi.sebelum_id).select_related("oleh"))
        turunan = RincianBelanja.objects.filter(versi_apbdes=self.versi, asal__in=[p.baris for p in lama if p.baris])
        lanjutan = dict(turunan.values_list("asal", "pk"))
        sudah = {(p.hal, p.baris) for p in self.ada}
        kosong = {pk for t, pk in self.tersimpan.baris.items() if t in self._tanpa_penerima}
        pagu = dict(self.pagu)
        hasil = []
        for p in lama:
            baris = lanjutan.get(p.baris) if p.baris else None
            if (baris in kosong if p.baris else p.hal in pagu) and (p.hal, baris) not in sudah:
                hasil.append(Tawaran(p.hal, baris, self.tentang(p.hal, baris), p))
        return hasil

    @cached_property
    def _tanpa_penerima(self) -> set[str]:
        return {b.tempat for b in self.tersimpan.anggaran.belanja if not b.penerima}


def beku(keterangan: Keterangan) -> list[dict[str, Any]]:
    """What was stated, in words, for the documents."""
    kecamatan = keterangan.versi.apbdes.desa.kecamatan
    return [
        {
            "tentang": tentang,
            "hal": p.hal,
            "isi": p.isi,
            "dasar": p.dasar,
            "oleh": p.oleh.nama,
            "waktu": waktu_setempat(p.waktu, kecamatan),
        }
        for p, tentang in keterangan.daftar
    ]
