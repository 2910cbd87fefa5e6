"""As `contoh`, with money given in sen: for the limits that lie between two rupiah."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan
from apbdes.tests import contoh


def _rupiah(isi: dict[str, Any]) -> dict[str, Any]:
    return {k: Fraction(n, 100) if k in contoh.UANG and n is not None else n for k, n in isi.items()}


def b(kegiatan: str, rekening: str, jumlah: int, /, **lain: Any) -> BarisBelanja:
    return contoh.b(kegiatan, rekening, Fraction(jumlah, 100), **_rupiah(lain))  # type: ignore[arg-type]


def p(rekening: str, sumber: str, jumlah: int) -> BarisPendapatan:
    return contoh.p(rekening, sumber, Fraction(jumlah, 100))  # type: ignore[arg-type]


def f(rekening: str, jumlah: int, sumber: str = "", *, dari_silpa: bool = False) -> BarisPembiayaan:
    return contoh.f(rekening, Fraction(jumlah, 100), sumber, dari_silpa=dari_silpa)  # type: ignore[arg-type]


def anggaran(belanja: Iterable[BarisBelanja] = (), *lain: Any, **identitas: Any) -> Anggaran:
    return contoh.anggaran(belanja, *lain, **_rupiah(identitas))
