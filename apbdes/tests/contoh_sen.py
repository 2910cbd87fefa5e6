"""The helpers of `contoh` for tests that look one sen to either side: amounts are sen, whatever those helpers take."""

from fractions import Fraction
from typing import Any

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan
from apbdes.tests import contoh

SKALA = contoh.b("1.1.01", "5.2.1.01", 1).jumlah
UANG = {"harga_satuan", "pagu_acuan", "pagu_dds", "pagu_add", "pagu_pbh"}


def _tulis(n: int | None) -> Any:
    return n if n is None or SKALA == 1 else Fraction(n, SKALA)


def _semua(lain: dict[str, Any]) -> dict[str, Any]:
    return {k: _tulis(n) if k in UANG else n for k, n in lain.items()}


def b(kegiatan: str, rekening: str, jumlah: int, /, **lain: Any) -> BarisBelanja:
    return contoh.b(kegiatan, rekening, _tulis(jumlah), **_semua(lain))


def p(rekening: str, sumber: str, jumlah: int) -> BarisPendapatan:
    return contoh.p(rekening, sumber, _tulis(jumlah))


def f(rekening: str, jumlah: int, sumber: str = "") -> BarisPembiayaan:
    return contoh.f(rekening, _tulis(jumlah), sumber)


def anggaran(*baris: Any, **lain: Any) -> Anggaran:
    return contoh.anggaran(*baris, **_semua(lain))
