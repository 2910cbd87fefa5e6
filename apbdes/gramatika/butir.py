"""What one check says of one group, before verdicts are put together."""

from typing import NamedTuple

from apbdes.gramatika.lingkup import TIDAK_KURANG, Kurang

TERPENUHI, DILANGGAR, TIDAK_BERLAKU, TIDAK_DAPAT = 0, 1, 2, 3


class Butir(NamedTuple):
    """`baris` is a mask of rows. `pembilang` and `penyebut` are sen."""

    putusan: int
    kalimat: str = ""
    pembilang: int | None = None
    penyebut: int | None = None
    batas: str = ""
    selisih: int | None = None
    baris: int = 0
    kurang: Kurang = TIDAK_KURANG
    hitungan: str = ""
    ringkas: str = ""  # the sentence without its amount, for several groups together
    kelompok: str = ""  # which value of `per` it is about
