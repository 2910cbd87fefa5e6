"""The arithmetic of an evaluation: pure functions over exact numbers. No database, no float.

Lampiran IV names what is printed ("SKOR RATA-RATA (n)", "TOTAL SKOR PENILAIAN", "NILAI RATA-RATA") and the
scale, but no formula. Ours: an aspect's score is the mean over the members who scored it, a form's total
the sum of its aspects' scores, its value their mean.
"""

from evaluasi.hitung.angka import (
    ATURAN_BULAT,
    Nilai,
    Skala,
    baca_angka,
    cetak,
    eksak,
    peringkat,
    rata_rata,
    ringkas,
    teks_eksak,
)
from evaluasi.hitung.hasil import (
    HasilAspek,
    HasilEvaluasi,
    HasilLembar,
    Penilai,
    Skor,
    hitung_aspek,
    hitung_evaluasi,
    hitung_lembar,
    skor_dari_angka,
    skor_dari_tingkat,
)

__all__ = [
    "ATURAN_BULAT",
    "HasilAspek",
    "HasilEvaluasi",
    "HasilLembar",
    "Nilai",
    "Penilai",
    "Skala",
    "Skor",
    "baca_angka",
    "cetak",
    "eksak",
    "hitung_aspek",
    "hitung_evaluasi",
    "hitung_lembar",
    "peringkat",
    "rata_rata",
    "ringkas",
    "skor_dari_angka",
    "skor_dari_tingkat",
    "teks_eksak",
]
