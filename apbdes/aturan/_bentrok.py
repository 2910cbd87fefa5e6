"""One set for a region and year: two of them would leave open which one binds."""

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

from apbdes.aturan.hasil import DASAR

if TYPE_CHECKING:
    from apbdes.aturan import Perangkat


def bentrok(semua: "Iterable[Perangkat]") -> list[str]:
    """A sentence for every two sets that would both be the one of a region and year."""
    return [
        f"Perangkat “{a.kode}” dan “{b.kode}” sama-sama berlaku bagi "
        f"{f'kabupaten {a.wilayah}' if a.wilayah else 'seluruh Indonesia'}{_tahun_bersama(a, b)}. "
        "Ubah tahun atau wilayah salah satunya."
        for a, b in combinations([p for p in semua if p.kode != DASAR], 2)
        if a.wilayah == b.wilayah and _setahun(a, b)
    ]


def _setahun(a: "Perangkat", b: "Perangkat") -> bool:
    if not a.wilayah and bool(a.tahun) != bool(b.tahun):
        return False  # law without a year, and figures of a year beside it
    return not a.tahun or not b.tahun or bool(set(a.tahun) & set(b.tahun))


def _tahun_bersama(a: "Perangkat", b: "Perangkat") -> str:
    bersama = sorted(set(a.tahun or b.tahun) & set(b.tahun or a.tahun))
    return f" tahun {', '.join(map(str, bersama))}" if bersama else ""
