"""Scale, levels and numbers: how one becomes the other, and how a number is printed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

T = TypeVar("T")
TERTINGGI = 100
BEDA_DIBAHAS = 2  # levels between the highest and the lowest evaluator from which the team must discuss

ATURAN_BULAT = (
    "Angka dicetak dengan dua desimal, dibulatkan ke yang terdekat, tetapi tidak pernah dibulatkan naik melewati "
    "batas nilai: 89,996 dicetak 89,99 karena belum mencapai 90. Yang dipakai untuk menentukan nilai dan urutan "
    "adalah angka utuhnya."
)


def eksak(nilai: Any) -> Fraction:
    """A whole number, a Decimal, or exact text ("79.5", "239/3") as a fraction. A float is refused."""
    if isinstance(nilai, float):
        raise TypeError("Angka pecahan biner tidak eksak; pakai teks atau Decimal.")
    return Fraction(nilai)


def teks_eksak(nilai: Fraction) -> str:
    """Exact text that `eksak` reads back: "79.5" where decimals suffice, else "239/3"."""
    sisa = nilai.denominator
    for p in (2, 5):
        while sisa % p == 0:
            sisa //= p
    if sisa != 1:
        return str(nilai)
    angka = nilai
    desimal = 0
    while angka.denominator != 1:
        angka *= 10
        desimal += 1
    return str(Decimal(angka.numerator).scaleb(-desimal)) if desimal else str(angka.numerator)


def rata_rata(nilai: Iterable[Fraction]) -> Fraction | None:
    """None of nothing: what was not scored has no mean, least of all zero."""
    semua = list(nilai)
    return sum(semua, Fraction(0)) / len(semua) if semua else None


@dataclass(frozen=True)
class Nilai:
    """One band of the scale: its letter, its name, and the lowest number that belongs to it."""

    huruf: str
    nama: str
    minimal: Fraction


@dataclass(frozen=True)
class Skala:
    """The bands from best to worst. `FormulirEvaluasi.skala` is what it is read from."""

    tingkat: tuple[Nilai, ...]

    @classmethod
    def dari(cls, baris: Sequence[Mapping[str, Any]]) -> "Skala":
        """Raises ValueError where a number between 0 and 100 would have no band, or two."""
        tingkat = tuple(Nilai(b["huruf"], b["nilai"], eksak(b["minimal"])) for b in baris)
        batas = [t.minimal for t in tingkat]
        menurun = all(a > b for a, b in pairwise(batas))
        if not batas or not menurun or batas[-1] != 0 or batas[0] > TERTINGGI:
            raise ValueError("Skala harus menurun dari paling banyak 100 sampai 0.")
        return cls(tingkat)

    def json(self) -> list[dict[str, str]]:
        return [{"huruf": t.huruf, "nilai": t.nama, "minimal": teks_eksak(t.minimal)} for t in self.tingkat]

    @cached_property
    def menurut_huruf(self) -> dict[str, Nilai]:
        return {t.huruf: t for t in self.tingkat}

    def urut(self, huruf: str) -> int:
        """0 for the best level; the difference of two is how many levels they are apart."""
        return next(n for n, t in enumerate(self.tingkat) if t.huruf == huruf)

    def nilai(self, angka: Fraction) -> Nilai:
        """The band of a number: the first whose lowest number it reaches, so 89,5 is below 90."""
        if not 0 <= angka <= TERTINGGI:
            raise ValueError(f"Angka {cetak(angka)} di luar 0 sampai 100.")
        return next(t for t in self.tingkat if angka >= t.minimal)

    def angka_baku(self) -> dict[str, Fraction]:
        """What each level counts as when the team fixed nothing: the middle of its printed band.

        The source prints whole numbers (90–100, 70–89, …, kurang dari 50), so the middles are
        95, 79,5, 64,5, 54,5 and 24,5.
        """
        atas = Fraction(TERTINGGI)
        hasil = {}
        for t in self.tingkat:
            hasil[t.huruf] = (t.minimal + max(atas, t.minimal)) / 2
            atas = t.minimal - 1
        return hasil

    def angka_tingkat(self, ditetapkan: Mapping[str, Any] | None = None) -> dict[str, Fraction]:
        """What each level counts as: as the team fixed it (exact text), the middle for the rest."""
        tetap = {h: eksak(n) for h, n in (ditetapkan or {}).items()}
        return {h: tetap.get(h, n) for h, n in self.angka_baku().items()}

    def keberatan(self, ditetapkan: Mapping[str, Any]) -> dict[str, str]:
        """Why a number cannot stand for a level: letter → sentence. Outside its band it would change the level."""
        salah = {}
        atas = "100"
        for t in self.tingkat:
            if t.huruf in ditetapkan:
                angka = eksak(ditetapkan[t.huruf])
                if not 0 <= angka <= TERTINGGI or self.nilai(angka) != t:
                    sampai = "sampai dengan 100" if atas == "100" else f"sampai kurang dari {atas}"
                    salah[t.huruf] = f"Angka tingkat {t.huruf} harus dari {ringkas(t.minimal)} {sampai}."
            atas = ringkas(t.minimal)
        return salah


POLA_ANGKA = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")


def baca_angka(teks: str) -> Decimal:
    """A score as a person types it, "87,5" or "87.5". Raises ValueError with the sentence to show."""
    teks = teks.strip()
    if not POLA_ANGKA.fullmatch(teks) or not teks.isascii():
        raise ValueError("Tulis angka 0 sampai 100, paling banyak dua angka di belakang koma; misalnya 87,5.")
    angka = Decimal(teks.replace(",", "."))
    if angka > TERTINGGI:
        raise ValueError("Angka harus antara 0 dan 100.")
    return angka


def cetak(angka: Fraction, skala: Skala | None = None) -> str:
    """Two decimals with a comma, half up; with a scale, never up across the border of a band. See ATURAN_BULAT."""
    perseratus = (angka * 100 + Fraction(1, 2)).__floor__()
    if skala is not None and 0 <= angka <= TERTINGGI and skala.nilai(Fraction(perseratus, 100)) != skala.nilai(angka):
        perseratus = (angka * 100).__floor__()
    tanda = "-" if perseratus < 0 else ""
    utuh, desimal = divmod(abs(perseratus), 100)
    return f"{tanda}{utuh},{desimal:02d}"


def ringkas(angka: Fraction) -> str:
    """As short as two decimals allow: 90, 79,5."""
    return cetak(angka).rstrip("0").rstrip(",")


def peringkat(benda: Iterable[T], angka: Callable[[T], Fraction]) -> list[tuple[int, bool, T]]:
    """(rank, tied, thing), highest first. Equal numbers share a rank and the next ones are skipped: 1, 2, 2, 4.

    Things that tie keep the order in which they came.
    """
    urut = sorted(benda, key=angka, reverse=True)
    nilai = [angka(b) for b in urut]
    return [(nilai.index(n) + 1, nilai.count(n) > 1, b) for n, b in zip(nilai, urut, strict=True)]
