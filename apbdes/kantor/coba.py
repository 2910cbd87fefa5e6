"""A rule tried on the budgets at hand, before it is anybody's law: which verdicts it gives, which it changes.

Only budgets that were handed in are read, and of them only what the rule says: the admin of a kabupaten reads no more
of the work than that (docs/keputusan/0042).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from apbdes.aturan.hasil import Hasil, Putusan
from apbdes.aturan.mesin import Penghitung
from apbdes.enums import TERBUKA
from apbdes.gramatika import bentuk as b
from apbdes.kantor.isi import pasang
from apbdes.kantor.mesin import berlevel, hasil_terbaca
from apbdes.kantor.nilai import Salah, kamus_untuk, nilai
from apbdes.models import PerangkatAturan, VersiApbdes
from apbdes.pemeriksaan import anggaran_tersimpan

PALING_BANYAK = 300
SEBUTAN = {
    Putusan.DILANGGAR: ("merah", "Dilanggar"),
    Putusan.TIDAK_DAPAT_DITENTUKAN: ("kuning", "Tidak dapat ditentukan"),
    Putusan.TERPENUHI: ("hijau", "Terpenuhi"),
    Putusan.TIDAK_BERLAKU: ("netral", "Tidak berlaku"),
}
URUTAN = list(SEBUTAN)


class Satu(NamedTuple):
    """One budget: the verdict of the rule as it is written now, and as it was before."""

    versi: VersiApbdes
    hasil: Hasil
    putusan: Putusan
    semula: Putusan | None

    @property
    def lencana(self) -> tuple[str, str]:
        return SEBUTAN[self.putusan]

    @property
    def berubah(self) -> bool:
        return self.semula is not None and self.semula != self.putusan

    @property
    def sebutan_semula(self) -> str:
        return SEBUTAN[self.semula][1].lower() if self.semula else ""


class Percobaan(NamedTuple):
    """`salah`: why it cannot be tried yet. `tahun`: of the budgets."""

    salah: list[Salah]
    semua: list[Satu]
    tahun: list[int]

    @property
    def ringkasan(self) -> list[tuple[str, str, int]]:
        banyak = Counter(s.putusan for s in self.semua)
        return [(*SEBUTAN[p], banyak[p]) for p in URUTAN if banyak[p]]

    @property
    def berubah(self) -> int:
        return sum(s.berubah for s in self.semua)


def coba(perangkat: PerangkatAturan, entri: Mapping[str, Any]) -> Percobaan:
    """The rule `entri` in the set of this draft, on the newest budgets of the kabupaten for its years; six queries for
    every hundred of them."""
    kode = entri["kode"]
    kamus = kamus_untuk(perangkat.kabupaten, max(perangkat.tahun, default=0))
    dinilai = nilai(pasang(perangkat.isi, "aturan", kode, dict(entri)), kamus)
    if dinilai.perangkat is None or dinilai.salah:
        return Percobaan([s for s in dinilai.salah if s.nama == kode] or dinilai.salah, [], [])
    aturan = next((a for a in dinilai.perangkat.aturan if a.kode == kode), None)
    if aturan is None or aturan.pakai:
        return Percobaan([Salah("aturan", kode, "Hitungan bawaan tidak dicoba di sini.")], [], [])
    kini = _satu(dinilai.perangkat, aturan)
    lama, aturan_lama = _semula(perangkat, kode, kamus)
    versi = VersiApbdes.objects.filter(
        apbdes__desa__kecamatan__kabupaten=perangkat.kabupaten_id, apbdes__tahun__in=perangkat.tahun, status__in=TERBUKA
    )
    dipilih = versi.order_by("-pk").values_list("pk", flat=True)[:PALING_BANYAK]
    semua = []
    for v, anggaran in anggaran_tersimpan(VersiApbdes.objects.filter(pk__in=list(dipilih)), sekaligus=100):
        hasil = hasil_terbaca(kini, anggaran, kode)
        semula = None
        if lama is not None and aturan_lama is not None:
            semula = berlevel(aturan_lama.tingkat, lama.semua(anggaran)[kode].putusan)
        semua.append(Satu(v, hasil, berlevel(aturan.tingkat, hasil.putusan), semula))
    semua.sort(key=lambda s: (not s.berubah, URUTAN.index(s.putusan), s.versi.pk))
    return Percobaan([], semua, perangkat.tahun)


def _satu(perangkat: b.Perangkat, aturan: b.Aturan) -> Penghitung:
    """Only the one rule is asked."""
    return Penghitung(replace(perangkat, aturan=(aturan,)))


def _semula(perangkat: PerangkatAturan, kode: str, kamus: Any) -> tuple[Penghitung | None, b.Aturan | None]:
    """The rule as it is stored in the draft; where it is not there or not whole, of the published edition."""
    terbit = PerangkatAturan.objects.terbit().filter(kode=perangkat.kode).first()
    for isi in (perangkat.isi, terbit.isi if terbit else None):
        if isi is None:
            continue
        dinilai = nilai(isi, kamus)
        aturan = next((a for a in dinilai.perangkat.aturan if a.kode == kode), None) if dinilai.perangkat else None
        if dinilai.perangkat is not None and aturan is not None and aturan.semua and not dinilai.salah:
            return _satu(dinilai.perangkat, aturan), aturan
    return None, None
