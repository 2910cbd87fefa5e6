"""Duties that are owed, one line per duty: ten months of one book are one thing to do, not ten."""

from collections.abc import Iterable
from dataclasses import dataclass

from berkas.periode import periode_nama
from kewajiban.acuan import Kewajiban
from kewajiban.keadaan import Sel
from kewajiban.tabel import rumpun


@dataclass(frozen=True)
class Kelompok:
    """The owed periods of one duty in one village, the one due first on top; never empty."""

    kewajiban: Kewajiban
    sel: tuple[Sel, ...]

    @property
    def rentang(self) -> str:
        """'Januari–Oktober 2026'; '' for what is met once, or follows an event."""
        return rentang_periode(*sorted(s.periode for s in self.sel)[:: max(1, len(self.sel) - 1)])

    @property
    def nama(self) -> str:
        return f"{self.kewajiban.nama_singkat}, {self.rentang}" if self.rentang else self.kewajiban.nama_singkat

    @property
    def ditolak(self) -> int:
        return sum(s.ditolak for s in self.sel)

    @property
    def terlama(self) -> int:
        """Days that the oldest of them is late."""
        return max(s.hari_telat for s in self.sel)


def kelompokkan(sel: Iterable[Sel]) -> list[Kelompok]:
    """By duty, the one with the earliest last day first."""
    urut = sorted(sel, key=lambda s: s.batas)
    return [Kelompok(semua[0].kewajiban, tuple(semua)) for semua in rumpun(urut)]


def rentang_periode(awal: str, akhir: str = "") -> str:
    """From one period to another of the same kind, the year once where it is the same."""
    pertama, terakhir = periode_nama(awal), periode_nama(akhir or awal)
    if pertama == terakhir:
        return pertama
    if awal[:4] == akhir[:4]:
        return f"{pertama.removesuffix(awal[:4]).strip()}–{terakhir}"
    pisah = " – " if " " in pertama else "–"
    return f"{pertama}{pisah}{terakhir}"
