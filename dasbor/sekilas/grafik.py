"""A bar chart that the server draws as SVG: geometry only, from numbers of which some may be zero or missing."""

from collections.abc import Sequence
from dataclasses import dataclass

LEBAR, TINGGI = 340, 150  # of the drawing, in its own units; the page scales it
KIRI, KANAN, ATAS, BAWAH = 4, 4, 16, 18
CELAH = 4  # between the groups of two months
NOL = 1.5  # height of what is zero, so that it is seen to have been counted


@dataclass(frozen=True)
class Deret:
    """One series; None where the value is not known."""

    nama: str
    nilai: tuple[int | None, ...]


@dataclass(frozen=True)
class Batang:
    x: float
    y: float
    lebar: float
    tinggi: float
    nilai: int | None
    deret: int

    @property
    def tengah(self) -> float:
        return round(self.x + self.lebar / 2, 2)

    @property
    def atas(self) -> float:
        """Where its number stands."""
        return round(self.y - 2, 2)

    @property
    def teks(self) -> str:
        return "?" if self.nilai is None else str(self.nilai)


@dataclass(frozen=True)
class Grafik:
    """`satuan` says what is counted; `label` stand under the groups, `label_panjang` before the rows of the table."""

    kunci: str
    judul: str
    keterangan: str
    label: tuple[str, ...]
    label_panjang: tuple[str, ...]
    deret: tuple[Deret, ...]

    lebar = LEBAR
    tinggi = TINGGI
    dasar = TINGGI - BAWAH
    letak_label = TINGGI - 4

    @property
    def batang(self) -> list[Batang]:
        """The bars, month by month. What is not known has no height and says so."""
        puncak = max((n for d in self.deret for n in d.nilai if n is not None), default=0) or 1
        kelompok = (LEBAR - KIRI - KANAN) / max(len(self.label), 1)
        satu = (kelompok - CELAH) / max(len(self.deret), 1)
        ruang = TINGGI - ATAS - BAWAH
        hasil = []
        for bulan in range(len(self.label)):
            for ke, deret in enumerate(self.deret):
                n = deret.nilai[bulan]
                tinggi = 0.0 if n is None else max(NOL, ruang * n / puncak)
                x = KIRI + bulan * kelompok + CELAH / 2 + ke * satu
                y, lebar = TINGGI - BAWAH - tinggi, satu - 0.5
                hasil.append(Batang(round(x, 2), round(y, 2), round(lebar, 2), round(tinggi, 2), n, ke))
        return hasil

    @property
    def sumbu(self) -> list[tuple[float, str]]:
        kelompok = (LEBAR - KIRI - KANAN) / max(len(self.label), 1)
        return [(round(KIRI + (n + 0.5) * kelompok, 2), teks) for n, teks in enumerate(self.label)]

    @property
    def baris(self) -> list[tuple[str, list[str]]]:
        """The same as a table."""
        return [
            (teks, ["belum diketahui" if d.nilai[n] is None else str(d.nilai[n]) for d in self.deret])
            for n, teks in enumerate(self.label_panjang)
        ]


def grafik(kunci: str, judul: str, keterangan: str, bulan: Sequence[tuple[str, str]], *deret: Deret) -> Grafik:
    """`bulan`: short and long labels. ValueError where a series has more or fewer values than there are months."""
    if any(len(d.nilai) != len(bulan) for d in deret):
        raise ValueError("Banyaknya nilai dan banyaknya bulan berbeda.")
    return Grafik(kunci, judul, keterangan, tuple(p for p, _ in bulan), tuple(p for _, p in bulan), deret)
