"""Required documents that are owed, one line per kind: ten months of one book are one thing to do, not ten."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from berkas.enums import StatusBerkas
from berkas.models import KategoriBerkas
from berkas.wajib.periode import periode_nama
from berkas.wajib.rekap import Sel


@dataclass(frozen=True)
class Kelompok:
    """The owed periods of one kind of document in one village, the one due first on top; never empty."""

    kategori: KategoriBerkas
    sel: tuple[Sel, ...]

    @property
    def rentang(self) -> str:
        """'Januari–Oktober 2026'; '' for what is sent once."""
        return rentang_periode(*sorted(s.tuntutan.periode for s in self.sel)[:: max(1, len(self.sel) - 1)])

    @property
    def nama(self) -> str:
        return f"{self.kategori}, {self.rentang}" if self.rentang else str(self.kategori)

    @property
    def ditolak(self) -> int:
        return sum(ditolak(s) for s in self.sel)

    @property
    def terlama(self) -> int:
        """Days that the oldest of them is late."""
        return max(s.hari_telat for s in self.sel)

    @property
    def baris(self) -> list[tuple[Sel, str]]:
        """Each with the page that says more to whoever only reads: the file that was refused, else the recap."""
        return [(s, alamat_baca(s)) for s in self.sel]


def ditolak(sel: Sel) -> bool:
    return sel.kiriman is not None and sel.kiriman.status == StatusBerkas.DITOLAK


def alamat_baca(sel: Sel) -> str:
    if sel.kiriman:
        return reverse("berkas:berkas-rinci", args=[sel.kiriman.pk])
    return reverse("berkas:berkas-rekap-desa", args=[sel.desa.pk])


def kelompokkan(sel: Iterable[Sel]) -> list[Kelompok]:
    """By kind, the kind with the earliest due date first."""
    isi: dict[int, list[Sel]] = {}
    for s in sorted(sel, key=lambda s: s.tuntutan.jatuh_tempo):
        isi.setdefault(s.tuntutan.kategori.pk, []).append(s)
    return [Kelompok(semua[0].tuntutan.kategori, tuple(semua)) for semua in isi.values()]


def rentang_periode(awal: str, akhir: str = "") -> str:
    """From one period to another of the same kind, the year once where it is the same."""
    pertama, terakhir = periode_nama(awal), periode_nama(akhir or awal)
    if pertama == terakhir:
        return pertama
    if awal[:4] == akhir[:4]:
        return f"{pertama.removesuffix(awal[:4]).strip()}–{terakhir}"
    pisah = " – " if " " in pertama else "–"
    return f"{pertama}{pisah}{terakhir}"
