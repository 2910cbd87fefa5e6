from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasar import uang


@pytest.mark.parametrize(
    ("teks", "sen"),
    [
        ("1.500.000", 150000000),
        ("1500000,5", 150000050),
        ("Rp 1.500.000,-", 150000000),
        ("Rp1.500.000,05", 150000005),
        ("-Rp 500", -50000),
        ("0", 0),
    ],
)
def test_yang_ditulis_orang_terbaca_sampai_sen(teks, sen):
    assert uang.baca(teks) == sen


@pytest.mark.parametrize("teks", ["", "abc", "1,500,000", "1.50", "1,005", "9" * 30, "1e5", "١٢"])
def test_yang_bukan_uang_ditolak_dengan_kalimat(teks):
    with pytest.raises(ValueError, match=r"^(Tulis|Uang|Jumlahnya) .*\.$"):
        uang.baca(teks)


def test_bulat_ditulis_bulat_dan_sen_dua_angka():
    assert uang.rupiah(150000000) == "Rp1.500.000"
    assert uang.rupiah(150000050) == "Rp1.500.000,50"
    assert uang.rupiah(-5) == "-Rp0,05"
    assert uang.angka(150000000, selalu_sen=True) == "1.500.000,00"


def test_hasil_kali_sampai_sen_setengah_ke_atas():
    assert uang.hasil_kali(Fraction("61.153"), 41233300) == 2521539995  # 25.215.399,949 rupiah
    assert uang.hasil_kali(Fraction(1, 2), 1) == 1
    assert uang.hasil_kali(Fraction("0.0001"), 10**15) == 10**11


@given(st.integers(-uang.TERBESAR, uang.TERBESAR))
def test_ditulis_lalu_dibaca_kembali_sama(sen):
    assert uang.baca(uang.rupiah(sen)) == sen
    assert uang.dari_rupiah(uang.ke_rupiah(sen)) == sen


def test_rupiah_sebagai_bilangan():
    assert uang.ke_rupiah(150000000) == 1500000
    assert uang.ke_rupiah(150000050) == Decimal("1500000.50")
