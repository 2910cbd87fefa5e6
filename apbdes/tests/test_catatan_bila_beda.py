"""A note about another reading stands only beside a verdict that the other reading contradicts."""

import datetime

import pytest

from apbdes.aturan import perangkat_dari, periksa
from apbdes.gramatika.baca import baca
from apbdes.tests.contoh import BELUM, TIDAK, YA
from apbdes.tests.contoh_sen import anggaran, b

TEKS = """\
kode: uji
aturan:
- {kode: A-1, tingkat: TINGKAT, jumlah: {kegiatan: 1}, paling_banyak: 1, catatan: Ada dua bacaan.,
  catatan_bila_beda: A-2}
- {kode: A-2, tingkat: wajib, jumlah: {kegiatan: 1}, paling_banyak: 2}
"""


@pytest.mark.parametrize(
    ("jumlah", "tingkat", "putusan", "berkata"),
    [
        (100, "wajib", YA, False),
        (101, "wajib", TIDAK, True),
        (200, "wajib", TIDAK, True),
        (201, "wajib", TIDAK, False),
        (101, "petunjuk", BELUM, True),
    ],
)
def test_catatan_hanya_bila_bacaan_lain_berbeda(jumlah: int, tingkat: str, putusan: str, berkata: bool) -> None:
    isi, salah = baca(TEKS.replace("TINGKAT", tingkat))
    assert isi is not None
    assert salah == []
    perangkat = perangkat_dari(isi, datetime.date(2024, 1, 1))
    hasil = periksa(anggaran([b("1.1.01", "5.2.1.01", jumlah)]), perangkat)[0].hasil
    assert (hasil.putusan, hasil.catatan) == (putusan, "Ada dua bacaan." if berkata else None)
