"""Names that have no room in a certificate."""

import pytest

from tte.otoritas import NAMA_MAKS, singkat


@pytest.mark.parametrize(
    ("penuh", "terbit"),
    [
        ("Ahmad Yani", "Ahmad Yani"),
        ("a" * NAMA_MAKS, "a" * NAMA_MAKS),
        ("a" * 65, "a" * NAMA_MAKS),
        (
            "Drs. Haji Muhammad Nama Yang Sangat Panjang Sekali Bin Nama Ayah Yang Juga Panjang, S.Sos.",
            "Drs. Haji Muhammad Nama Yang Sangat Panjang Sekali Bin Nama Ayah",
        ),
        (
            "Haji Muhammad Nama Yang Sangat Panjang Sekali Bin Nama, Sarjana Ilmu",
            "Haji Muhammad Nama Yang Sangat Panjang Sekali Bin Nama, Sarjana",
        ),
        (f"{'b' * 60}, M.Si.", "b" * 60),
    ],
)
def test_nama_panjang_dipotong_pada_kata(penuh, terbit):
    assert (singkat(penuh), len(singkat(penuh)) <= NAMA_MAKS) == (terbit, True)
