"""The verdicts on a version beside what the evaluators made of them."""

from dataclasses import dataclass
from typing import Any

from apbdes.anggaran import Anggaran
from apbdes.aturan import Aturan, Hasil, Perangkat, Putusan, Rusak
from apbdes.enums import SikapPutusan
from apbdes.kata import Kata
from apbdes.models import SikapAturan, VersiApbdes
from apbdes.perangkat import bertentangan, perangkat_versi, periksa_semua_perangkat
from apbdes.pernyataan import MENURUT_EVALUATOR, lengkapi
from apbdes.services.anggaran import AnggaranTersimpan, muat_anggaran

PERLU_SIKAP = frozenset({Putusan.DILANGGAR, Putusan.TIDAK_DAPAT_DITENTUKAN})
SEBUTAN = {
    Putusan.DILANGGAR: "Dilanggar",
    Putusan.TIDAK_DAPAT_DITENTUKAN: "Tidak dapat ditentukan",
    Putusan.TERPENUHI: "Terpenuhi",
    Putusan.TIDAK_BERLAKU: "Tidak berlaku",
}
TINGKAT = {
    "wajib": "Wajib",
    "perlu": "Perlu",
    "petunjuk": "Petunjuk",
    "perlu_konfirmasi": "Petunjuk, perlu konfirmasi",
}


@dataclass(frozen=True)
class PutusanDinilai:
    """One verdict. `sikap` is None while nobody has said anything about it, or when the verdict has changed since."""

    perangkat: Perangkat
    aturan: Aturan
    hasil: Hasil
    sikap: SikapAturan | None
    tentang: tuple[dict[str, Any], ...] = ()  # where another chosen set says otherwise, and which one prevails
    menurut_evaluator: bool = False  # without what the evaluator stated it would be another verdict or arithmetic
    usang: bool = False  # an attitude to another verdict: the figures or the choice of sets changed meanwhile

    @property
    def kunci(self) -> str:
        return f"{self.perangkat.kode}:{self.aturan.kode}"

    @property
    def perlu_sikap(self) -> bool:
        return self.hasil.putusan in PERLU_SIKAP

    @property
    def belum_disikapi(self) -> bool:
        return self.perlu_sikap and self.sikap is None

    @property
    def menghalangi_sesuai(self) -> bool:
        """Compulsory, not kept (or not shown to be kept), and nobody has set the verdict aside."""
        dikesampingkan = self.sikap is not None and self.sikap.sikap == SikapPutusan.DIKESAMPINGKAN
        return self.perlu_sikap and self.aturan.tingkat == "wajib" and not dikesampingkan

    @property
    def revisi(self) -> int:
        """Which attitude the page shows; 0 for none."""
        return self.sikap.revisi if self.sikap else 0

    @property
    def sebutan(self) -> str:
        """The verdict in words, wherever it is named; marked where it rests on the evaluator's word."""
        sebutan = SEBUTAN[self.hasil.putusan]
        return f"{sebutan}, {MENURUT_EVALUATOR}" if self.menurut_evaluator else sebutan

    @property
    def tingkat(self) -> str:
        return TINGKAT.get(self.aturan.tingkat, self.aturan.tingkat)


@dataclass(frozen=True)
class Penilaian:
    tersimpan: AnggaranTersimpan
    perangkat: list[Perangkat]
    tak_dinilai: str  # one sentence on what no set judged; "" where nothing is left out
    putusan: list[PutusanDinilai]
    rusak: tuple[Rusak, ...] = ()  # sets that bind this desa and cannot be judged by

    def menurut(self, *jenis: str) -> list[PutusanDinilai]:
        return [p for p in self.putusan if p.hasil.putusan in jenis]

    @property
    def belum_disikapi(self) -> list[PutusanDinilai]:
        return [p for p in self.putusan if p.belum_disikapi]

    @property
    def menghalangi_sesuai(self) -> list[PutusanDinilai]:
        return [p for p in self.putusan if p.menghalangi_sesuai]

    @property
    def baris(self) -> dict[str, Any]:
        """The rows by their place: baris["Belanja!7"]."""
        return dict(Kata(self.tersimpan.anggaran).baris)


def penilaian(
    versi: VersiApbdes, tersimpan: AnggaranTersimpan | None = None, *, dengan_pernyataan: bool = True
) -> Penilaian:
    """All verdicts of the sets that apply to this desa and year, as they stand now; `tersimpan` where the budget was
    read already. `dengan_pernyataan`: with what the evaluator stated where the budget is silent (not for pages that
    the desa reads while it is being evaluated).

    What was proposed keeps the sets and figures that it was judged by.
    """
    tersimpan = tersimpan or muat_anggaran(versi)
    perangkat, tak_dinilai, rusak = perangkat_versi(versi)
    sikap = {(s.perangkat, s.kode): s for s in versi.sikap.select_related("oleh")}
    tentang = [t for t in bertentangan(perangkat) if t.get("terhadap")]
    putusan = []
    kata = Kata(tersimpan.anggaran)
    pernyataan = list(versi.pernyataan.all()) if dengan_pernyataan else []
    dinilai = lengkapi(tersimpan, pernyataan)
    asli = {} if dinilai is tersimpan.anggaran else _menurut_kunci(tersimpan.anggaran, perangkat)
    for p in periksa_semua_perangkat(dinilai, perangkat):
        for h in p.hasil:
            kunci = (p.perangkat.kode, h.aturan.kode)
            ada = sikap.get(kunci)
            usang = ada is not None and ada.putusan != h.hasil.putusan
            milik = tuple(t for t in tentang if t["perangkat"] == p.perangkat.kode and h.aturan.kode in t["aturan"])
            putusan.append(
                PutusanDinilai(
                    p.perangkat,
                    h.aturan,
                    kata.hasil(h.hasil),
                    None if usang else ada,
                    milik,
                    menurut_evaluator=asli.get(kunci, h.hasil) != h.hasil,
                    usang=usang,
                )
            )
    return Penilaian(tersimpan, perangkat, tak_dinilai, putusan, tuple(rusak))


def _menurut_kunci(anggaran: Anggaran, perangkat: list[Perangkat]) -> dict[tuple[str, str], Hasil]:
    hasil = periksa_semua_perangkat(anggaran, perangkat)
    return {(p.perangkat.kode, h.aturan.kode): h.hasil for p in hasil for h in p.hasil}
