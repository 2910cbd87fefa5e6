"""What changed between two versions: row by row, and summed by bidang, sub bidang, kegiatan, rekening and source.

Rows are matched by descent first (a row names the one it continues), then by what they say. In sen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from apbdes.anggaran import SUMBER_DANA, Anggaran, BarisBelanja
from apbdes.katalog import Katalog
from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from apbdes.ringkasan import awalan
from apbdes.services.anggaran import AnggaranTersimpan, muat_anggaran
from apbdes.warisan import pasangkan

DIBANDINGKAN = {
    "kegiatan": "kegiatan",
    "rekening": "rekening",
    "uraian": "uraian",
    "pelaksana": "pelaksana",
    "penerima": "penerima",
    "komponen": "komponen",
    "volume": "volume",
    "satuan": "satuan",
    "harga_satuan": "harga satuan",
    "jumlah": "jumlah",
    "sumber": "sumber dana",
    "paket": "paket",
    "dari_silpa": "dari SiLPA",
    "bantuan_khusus": "bantuan khusus",
    "risiko_tinggi": "risiko tinggi",
    "kegiatan_acuan": "kegiatan acuan",
    "pagu_acuan": "pagu acuan",
}
LEMBAR = (("Pendapatan", RincianPendapatan), ("Belanja", RincianBelanja), ("Pembiayaan", RincianPembiayaan))


@dataclass(frozen=True)
class Selisih:
    """One line: what it was, what it is. `keadaan`: baru, dihapus, berubah, sama."""

    kode: str
    nama: str
    semula: int
    menjadi: int
    keadaan: str = "berubah"
    rincian: str = ""  # which fields changed, in words
    baris: UUID | None = None  # the row in the later version; in the earlier one where it is gone

    @property
    def selisih(self) -> int:
        return self.menjadi - self.semula


@dataclass(frozen=True)
class Perbedaan:
    baris: dict[str, list[Selisih]] = field(default_factory=dict)  # by sheet, only what is not the same
    kelompok: dict[str, list[Selisih]] = field(default_factory=dict)  # by "Bidang", "Kegiatan", …
    total: dict[str, Selisih] = field(default_factory=dict)  # by sheet
    sama: int = 0

    @property
    def banyak(self) -> int:
        return sum(len(b) for b in self.baris.values())


def bandingkan(semula: VersiApbdes, menjadi: VersiApbdes, katalog: Katalog) -> Perbedaan:
    """Six queries for the rows, one more per version between the two."""
    lama = muat_anggaran(semula, dengan_semula=False)
    baru = muat_anggaran(menjadi, dengan_semula=False)
    turunan = _turunan(semula, menjadi)
    baris: dict[str, list[Selisih]] = {}
    total: dict[str, Selisih] = {}
    sama = 0
    for nama, _ in LEMBAR:
        dulu, kini = _isi(lama, nama), _isi(baru, nama)
        pasangan = _pasangkan(dulu, kini, turunan)
        semua = [_selisih(a, b, pk) for a, b, pk in pasangan]
        baris[nama] = [s for s in semua if s.keadaan != "sama"]
        sama += len(semua) - len(baris[nama])
        jumlah = [sum(r.jumlah for r in isi.values()) for isi in (dulu, kini)]
        total[nama] = Selisih("", nama, *jumlah, keadaan=_keadaan(*jumlah))
    return Perbedaan(baris, _kelompok(lama, baru, katalog), total, sama)


def bandingkan_isi(semula: Anggaran, menjadi: Anggaran) -> Perbedaan:
    """Row by row what storing `menjadi` in the place of `semula` would change. In memory, no query."""
    baris: dict[str, list[Selisih]] = {}
    sama = 0
    for nama, _ in LEMBAR:
        semua = [
            _selisih(dulu, kini) for dulu, kini in pasangkan(*(getattr(a, nama.lower()) for a in (semula, menjadi)))
        ]
        baris[nama] = [s for s in semua if s.keadaan != "sama"]
        sama += len(semua) - len(baris[nama])
    return Perbedaan(baris, sama=sama)


def _isi(tersimpan: AnggaranTersimpan, lembar: str) -> dict[UUID, Any]:
    baris = getattr(tersimpan.anggaran, lembar.lower())
    return {tersimpan.baris[b.tempat]: b for b in baris}


def _turunan(semula: VersiApbdes, menjadi: VersiApbdes) -> dict[UUID, UUID]:
    """Row of the later version → the row of the earlier one that it continues, through every version between."""
    rantai = [menjadi]
    while rantai[-1].pk != semula.pk and rantai[-1].sebelum is not None:
        rantai.append(rantai[-1].sebelum)
    if rantai[-1].pk != semula.pk:
        return {}
    hasil: dict[UUID, UUID] | None = None
    for versi in rantai[:-1]:
        asal: dict[UUID, UUID] = {}
        for _, model in LEMBAR:
            asal |= dict(
                model.objects.filter(versi_apbdes=versi, asal__isnull=False).order_by().values_list("pk", "asal")
            )
        hasil = asal if hasil is None else {pk: asal[tua] for pk, tua in hasil.items() if tua in asal}
    return hasil or {}


def _pasangkan(
    dulu: dict[UUID, Any], kini: dict[UUID, Any], turunan: dict[UUID, UUID]
) -> Iterable[tuple[Any, Any, UUID]]:
    """(earlier row or None, later row or None, id), in the order of the later version; what is gone comes last."""
    sisa = dict(dulu)
    pasangan = {pk: sisa.pop(turunan[pk]) for pk in kini if turunan.get(pk) in sisa}
    menurut_isi: dict[tuple[Any, ...], list[UUID]] = defaultdict(list)
    for pk, b in reversed(sisa.items()):
        menurut_isi[_kunci(b)].append(pk)
    for pk, b in kini.items():
        if pk not in pasangan and menurut_isi.get(_kunci(b)):
            pasangan[pk] = sisa.pop(menurut_isi[_kunci(b)].pop())
    for pk, b in kini.items():
        yield pasangan.get(pk), b, pk
    for pk, b in sisa.items():
        yield b, None, pk


def _kunci(b: Any) -> tuple[Any, ...]:
    return (getattr(b, "kegiatan", ""), b.rekening, b.paket, b.uraian, getattr(b, "penerima", ""), b.sumber)


def _selisih(dulu: Any, kini: Any, pk: UUID | None = None) -> Selisih:
    b = kini or dulu
    kode = f"{b.kegiatan} · {b.rekening}" if isinstance(b, BarisBelanja) else b.rekening
    if dulu is None or kini is None:
        keadaan, rincian = ("baru", "") if dulu is None else ("dihapus", "")
    else:
        ubah = [
            sebutan for nama, sebutan in DIBANDINGKAN.items() if getattr(dulu, nama, None) != getattr(kini, nama, None)
        ]
        keadaan, rincian = ("berubah", ", ".join(ubah)) if ubah else ("sama", "")
    return Selisih(
        kode,
        b.uraian,
        dulu.jumlah if dulu else 0,
        kini.jumlah if kini else 0,
        keadaan=keadaan,
        rincian=rincian,
        baris=pk,
    )


def _keadaan(semula: int, menjadi: int) -> str:
    if semula == menjadi:
        return "sama"
    return "baru" if not semula else "dihapus" if not menjadi else "berubah"


def _kelompok(lama: AnggaranTersimpan, baru: AnggaranTersimpan, katalog: Katalog) -> dict[str, list[Selisih]]:
    semua = [lama.anggaran, baru.anggaran]
    belanja = [a.belanja for a in semua]
    tertulis = {b.kegiatan: b.uraian_kegiatan for isi in belanja for b in isi}
    rekening = [(*a.pendapatan, *a.belanja, *a.pembiayaan) for a in semua]
    cara: dict[str, tuple[list[Any], Callable[[Any], str], Callable[[str], str]]] = {
        "Bidang": (belanja, lambda b: awalan(b.kegiatan, 1), katalog.nama_bidang),
        "Sub bidang": (belanja, lambda b: awalan(b.kegiatan, 2), katalog.nama_bidang),
        "Kegiatan": (
            belanja,
            lambda b: b.kegiatan,
            lambda kode: katalog.nama_kegiatan(kode, tertulis.get(kode, "")),
        ),
        "Rekening": (rekening, lambda b: awalan(b.rekening, 3), katalog.nama_rekening),
        "Sumber dana": (belanja, lambda b: b.sumber, lambda kode: SUMBER_DANA.get(kode, kode)),
    }
    hasil: dict[str, list[Selisih]] = {}
    for sebutan, (isi, kunci, nama) in cara.items():
        jumlah: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for sisi, baris in enumerate(isi):
            for b in baris:
                jumlah[kunci(b)][sisi] += b.jumlah
        hasil[sebutan] = [
            Selisih(kode, nama(kode), *pasang, keadaan=_keadaan(*pasang)) for kode, pasang in sorted(jumlah.items())
        ]
    return hasil
