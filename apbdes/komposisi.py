"""The composition of spending as Siskeudes prints it for the evaluator: operational and other, per 5.1 to 5.4.

Operational is what the 30 per cent of PP 43/2014 Pasal 100 (PP 11/2019) counts: the activities that the rule of the
chosen sets names, so that sheet and verdict never differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from apbdes.anggaran import BarisBelanja
from apbdes.penilaian import Penilaian, PutusanDinilai
from dasar.uang import rupiah

JENIS = (
    ("5.1", "Belanja Pegawai"),
    ("5.2", "Belanja Barang dan Jasa"),
    ("5.3", "Belanja Modal"),
    ("5.4", "Belanja Tidak Terduga"),
)
ATURAN = ("NAS-B30", "B30-01")  # the reading against all spending


@dataclass(frozen=True)
class BarisKomposisi:
    """Amounts in sen."""

    kode: str
    nama: str
    jumlah: int
    operasional: int

    @property
    def lain(self) -> int:
        return self.jumlah - self.operasional

    @property
    def persen_operasional(self) -> str:
        return _persen(self.operasional, self.jumlah)

    @property
    def persen_lain(self) -> str:
        return _persen(self.lain, self.jumlah)


@dataclass(frozen=True)
class Komposisi:
    baris: list[BarisKomposisi]
    dari: str  # the rule that says which spending is operational, or why nobody can say


def _persen(bagian: int, seluruh: int) -> str:
    """With two decimals, as Siskeudes prints it; rounded half up."""
    if not seluruh:
        return "–"
    perseratus = (bagian * 20_000 + seluruh) // (2 * seluruh)
    return f"{perseratus // 100},{perseratus % 100:02d}%"


def komposisi(nilai: Penilaian) -> Komposisi:
    """Without rows where no chosen set could tell operational spending apart."""
    p = next((p for kode in ATURAN for p in nilai.putusan if p.aturan.kode == kode), None)
    if p is None:
        return Komposisi([], "Perangkat aturan yang dipakai tidak memisahkan belanja operasional.")
    return Komposisi(_baris(nilai, p), f"{p.aturan.kode} {p.aturan.judul} ({p.aturan.dasar}): {p.sebutan.lower()}.")


def _baris(nilai: Penilaian, putusan: PutusanDinilai) -> list[BarisKomposisi]:
    anggaran = nilai.tersimpan.anggaran
    operasional = putusan.perangkat.penghitung.dijumlah(putusan.aturan.kode, anggaran)
    hasil = [
        BarisKomposisi(kode, nama, _jumlah(anggaran.belanja, kode), _jumlah(operasional, kode)) for kode, nama in JENIS
    ]
    seluruh = BarisKomposisi("", "Jumlah", sum(b.jumlah for b in hasil), sum(b.operasional for b in hasil))
    return [*hasil, seluruh]


def _jumlah(belanja: Iterable[BarisBelanja], kode: str) -> int:
    return sum(b.jumlah for b in belanja if b.rekening.startswith(f"{kode}."))


def komposisi_beku(nilai: Penilaian) -> dict[str, Any]:
    isi = komposisi(nilai)
    return {
        "dari": isi.dari,
        "baris": [
            {
                "kode": b.kode,
                "nama": b.nama,
                "jumlah": rupiah(b.jumlah),
                "operasional": rupiah(b.operasional),
                "persen_operasional": b.persen_operasional,
                "lain": rupiah(b.lain),
                "persen_lain": b.persen_lain,
            }
            for b in isi.baris
        ],
    }
