"""The shape that every section has: a table by village with its sum, beside it lines and notes. As it is stored,
printed, shown and written into a sheet: one shape, so that a figure is the same everywhere."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from desa.models import Desa
from laporan.masa import Masa

Nilai = int | str | None  # None: not known, shown as "–"


@dataclass(frozen=True)
class Kolom:
    """`daftar` and `saring` lead to the list on the screen with as many rows as the sum says, where there is one."""

    kunci: str
    judul: str
    satuan: str = ""  # "%"
    daftar: str = ""
    saring: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Baris:
    desa: str
    nilai: list[Nilai]


@dataclass(frozen=True)
class Bagian:
    """`kosong`: why there is nothing to count; then there is no table."""

    kunci: str
    judul: str
    kolom: list[Kolom] = field(default_factory=list)
    baris: list[Baris] = field(default_factory=list)
    jumlah: list[Nilai] = field(default_factory=list)
    rinci: list[str] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)
    kosong: str = ""

    @classmethod
    def dari(cls, isi: dict[str, Any]) -> "Bagian":
        """As it was stored."""
        kolom, baris = [Kolom(**k) for k in isi["kolom"]], [Baris(**b) for b in isi["baris"]]
        return cls(**{**isi, "kolom": kolom, "baris": baris})

    def letak(self, kunci: str) -> int | None:
        return next((n for n, k in enumerate(self.kolom) if k.kunci == kunci), None)

    def angka(self, kunci: str) -> Nilai:
        """The sum of a column; None where there is none."""
        n = self.letak(kunci)
        return None if n is None else self.jumlah[n]

    def menurut_desa(self, kunci: str) -> list[tuple[str, Nilai]]:
        n = self.letak(kunci)
        return [] if n is None else [(b.desa, b.nilai[n]) for b in self.baris]


Penyusun = Callable[[Masa], Bagian]


def tulis(nilai: Nilai, satuan: str = "") -> str:
    """As a page and a paper show it."""
    if nilai is None:
        return "–"
    return f"{nilai} {satuan}" if satuan else str(nilai)


def persen(bagian: int, dari: int) -> int | None:
    """Whole per cent, rounded half up as on the pages of the books; None of nothing."""
    return (200 * bagian + dari) // (2 * dari) if dari else None


def hitung_baris(desa: Sequence[Desa], kolom: Sequence[Kolom], isi: dict[int, dict[str, int]]) -> dict[str, Any]:
    """The rows of counts by village, and their sums: none is 0."""
    kunci = [k.kunci for k in kolom]
    baris = [Baris(str(d), [isi.get(d.pk, {}).get(k, 0) for k in kunci]) for d in desa]
    jumlah = [sum(isi.get(d.pk, {}).get(k, 0) for d in desa) for k in kunci]
    return {"kolom": list(kolom), "baris": baris, "jumlah": jumlah}


def tambah(isi: dict[int, dict[str, int]], desa: int, kunci: Iterable[str]) -> None:
    for k in kunci:
        milik = isi.setdefault(desa, {})
        milik[k] = milik.get(k, 0) + 1
