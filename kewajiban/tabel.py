"""Villages × duties of one year, with how much of what was due came on time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desa.models import Desa
from kewajiban.acuan import Kewajiban
from kewajiban.enums import Keadaan
from kewajiban.keadaan import Sel

# Of several last days in one cell (every month), what is worst is shown.
TERBERAT = (
    Keadaan.TERLAMBAT,
    Keadaan.MENUNGGU,
    Keadaan.DIPENUHI_LEWAT,
    Keadaan.TAK_DIKETAHUI,
    Keadaan.TEPAT,
    Keadaan.BELUM,
)
DINILAI = frozenset({Keadaan.TEPAT, Keadaan.DIPENUHI_LEWAT, Keadaan.TERLAMBAT})


@dataclass(frozen=True)
class Kepatuhan:
    """On time, of what was due and is known. None where nothing was: no share of nothing."""

    tepat: int
    dinilai: int

    @classmethod
    def dari(cls, sel: Iterable[Sel]) -> "Kepatuhan":
        keadaan = [s.keadaan for s in sel if s.keadaan in DINILAI]
        return cls(keadaan.count(Keadaan.TEPAT), len(keadaan))

    @property
    def persen(self) -> int | None:
        """Whole per cent, rounded down: all means all."""
        return self.tepat * 100 // self.dinilai if self.dinilai else None


@dataclass(frozen=True)
class Kotak:
    kewajiban: Kewajiban
    sel: tuple[Sel, ...]

    @property
    def keadaan(self) -> Keadaan | None:
        ada = {s.keadaan for s in self.sel}
        return next((k for k in TERBERAT if k in ada), None)

    @property
    def wakil(self) -> Sel | None:
        return next((s for s in self.sel if s.keadaan == self.keadaan), None)

    @property
    def hitungan(self) -> str:
        """'3 dari 10' met, where there are several."""
        if len(self.sel) < 2:
            return ""
        return f"{sum(s.keadaan in (Keadaan.TEPAT, Keadaan.DIPENUHI_LEWAT) for s in self.sel)} dari {len(self.sel)}"


@dataclass(frozen=True)
class Baris:
    desa: Desa
    kotak: tuple[Kotak, ...]
    kepatuhan: Kepatuhan
    terlambat: int


@dataclass(frozen=True)
class Tabel:
    kolom: tuple[Kewajiban, ...]
    baris: tuple[Baris, ...]
    bulan: tuple[tuple[date, Kepatuhan], ...]
    kepatuhan: Kepatuhan


def tabel(desa: Sequence[Desa], sel: Sequence[Sel], tahun: int) -> Tabel:
    """The columns are what comes to the kecamatan, in the order of their last days."""
    terlihat = [s for s in sel if s.kewajiban.lewat_kecamatan or s.keadaan in DINILAI]
    kolom = tuple({s.kewajiban.kode: s.kewajiban for s in terlihat}.values())
    isi: dict[tuple[int, str], list[Sel]] = {}
    for s in terlihat:
        isi.setdefault((s.desa.pk, s.kewajiban.kode), []).append(s)
    baris = []
    for d in desa:
        kotak = tuple(Kotak(k, tuple(isi.get((d.pk, k.kode), ()))) for k in kolom)
        milik = [s for k in kotak for s in k.sel]
        hitung = Counter(s.keadaan for s in milik)
        baris.append(Baris(d, kotak, Kepatuhan.dari(milik), hitung[Keadaan.TERLAMBAT]))
    bulan = tuple(
        (date(tahun, b, 1), Kepatuhan.dari(s for s in terlihat if bulan_tempo(s, tahun) == b)) for b in range(1, 13)
    )
    return Tabel(kolom, tuple(baris), bulan, Kepatuhan.dari(terlihat))


def bulan_tempo(sel: Sel, tahun: int) -> int:
    """The month in which it is counted: that of its last day, in the year that it is due in. What is due on the last of
    December, a day off, ends in January and counts in December: every month together is the year."""
    return sel.batas.month if sel.batas.year == tahun else 12


def rumpun(sel: Iterable[Sel]) -> list[list[Sel]]:
    """Those of one duty together, in the order of the first of each: eleven months are one line that opens."""
    isi: dict[str, list[Sel]] = {}
    for s in sel:
        isi.setdefault(s.kewajiban.kode, []).append(s)
    return list(isi.values())
