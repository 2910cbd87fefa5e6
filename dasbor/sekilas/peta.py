"""The villages of a kecamatan as tiles on a grid, each as near as can be to where it lies: geometry only, drawn as SVG
by the page. No outside map is asked for anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, radians, sqrt

from dasbor.sekilas.tabel import KOLOM, Baris, Sel
from desa.models import Desa

SISI, CELAH = 100, 6  # of one tile and between two, in the drawing's own units; the page scales it
KOLOM_MAKS = 5  # so that a name can be read on a phone
TEPI = 2  # around all of them, for their outlines
LONGGAR = 1.3  # cells for each village: room for the shape of the kecamatan
HURUF = 10  # of a name in one line of its tile
BARIS_MAKS = 3
HAL = {"risiko": "Urutan kunjungan", **{k: judul for k, (judul, _) in KOLOM.items()}}
Titik = tuple[float, float]


@dataclass(frozen=True)
class Petak:
    """One village in its cell; `nama` broken into lines that fit."""

    baris: Baris
    sel: Sel
    x: int
    y: int

    sisi = SISI - CELAH

    @property
    def nama(self) -> list[tuple[int, str]]:
        return [(self.y + 54 + 16 * n, teks) for n, teks in enumerate(pecah(self.baris.desa.nama))]

    @property
    def tengah(self) -> int:
        return self.x + self.sisi // 2

    @property
    def letak_lambang(self) -> int:
        return self.y + 32


@dataclass(frozen=True)
class Peta:
    lebar: int
    tinggi: int
    petak: list[Petak]


def berletak(desa: Desa) -> bool:
    return desa.lintang is not None and desa.bujur is not None


def peta(baris: Sequence[Baris], hal: str) -> Peta:
    """`baris`: villages whose place is known; `hal` a key of HAL, what the marks are about."""
    titik = [(float(b.desa.bujur or 0), float(b.desa.lintang or 0)) for b in baris]
    kolom, sel = kisi(titik)
    petak = [Petak(b, b.sel_hal(hal), SISI * (n % kolom), SISI * (n // kolom)) for b, n in zip(baris, sel, strict=True)]
    # By rows, so that whoever goes through them by key or ear goes from north to south.
    petak.sort(key=lambda p: (p.y, p.x))
    tinggi = max((p.y for p in petak), default=0) + SISI
    return Peta(SISI * kolom - CELAH + 2 * TEPI, tinggi - CELAH + 2 * TEPI, petak)


def kisi(titik: Sequence[Titik]) -> tuple[int, list[int]]:
    """How many columns, and for each point (longitude, latitude) its cell, counted by rows from the north-west; no
    cell twice. Nearest pairs first, then any two change places while that brings them nearer to where they lie."""
    if len(titik) < 2:
        return 1, [0] * len(titik)
    titik = _datar(titik)
    lebar, tinggi = max(x for x, _ in titik), max(y for _, y in titik)
    cukup = ceil(len(titik) * LONGGAR)
    kolom = min(KOLOM_MAKS, len(titik), max(2 if lebar else 1, round(sqrt(cukup * (lebar or 1e-9) / (tinggi or 1e-9)))))
    deret = ceil(cukup / kolom)
    pusat = [((n % kolom + 0.5) / kolom, (n // kolom + 0.5) / deret) for n in range(kolom * deret)]
    tempat = [(x / lebar if lebar else 0.5, y / tinggi if tinggi else 0.5) for x, y in titik]
    jarak = [[(x - cx) ** 2 + (y - cy) ** 2 for cx, cy in pusat] for x, y in tempat]
    sel = _dekatkan(_terdekat(jarak), jarak)
    atas = min(n // kolom for n in sel)  # no empty rows above
    return kolom, [n - atas * kolom for n in sel]


def _datar(titik: Sequence[Titik]) -> list[Titik]:
    """From the north-west corner, to the east and to the south, in degrees of latitude."""
    tengah = cos(radians(sum(y for _, y in titik) / len(titik)))
    barat, utara = min(x for x, _ in titik), max(y for _, y in titik)
    return [((x - barat) * tengah, utara - y) for x, y in titik]


def _terdekat(jarak: list[list[float]]) -> list[int]:
    urut = sorted((d, n, c) for n, milik in enumerate(jarak) for c, d in enumerate(milik))
    hasil: dict[int, int] = {}
    terpakai: set[int] = set()
    for _, n, c in urut:
        if n not in hasil and c not in terpakai:
            hasil[n] = c
            terpakai.add(c)
    return [hasil[n] for n in range(len(jarak))]


def _dekatkan(sel: list[int], jarak: list[list[float]]) -> list[int]:
    sel = list(sel)
    for _ in range(len(sel)):  # each round brings them nearer, so that it ends; this is the most it may take
        berubah = False
        for a in range(len(sel)):
            for b in range(a):
                kini = jarak[a][sel[a]] + jarak[b][sel[b]]
                if jarak[a][sel[b]] + jarak[b][sel[a]] < kini - 1e-12:
                    sel[a], sel[b], berubah = sel[b], sel[a], True
        if not berubah:
            break
    return sel


def pecah(nama: str) -> list[str]:
    """A name in at most three lines; a longer one ends in an ellipsis."""
    baris: list[str] = []
    for kata in nama.split():
        if baris and len(baris[-1]) + 1 + len(kata) <= HURUF:
            baris[-1] = f"{baris[-1]} {kata}"
        else:
            baris.append(kata)
    lebih = len(baris) > BARIS_MAKS
    baris = [b if len(b) <= HURUF else f"{b[: HURUF - 1]}…" for b in baris[:BARIS_MAKS]]
    if lebih and not baris[-1].endswith("…"):
        baris[-1] = f"{baris[-1][: HURUF - 1]}…"
    return baris
