"""From a cell to a value: what is read, and what is refused with a sentence."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apbdes.buku_kerja import sel
from dasar.uang import angka


@pytest.mark.parametrize(
    ("nilai", "hasil"),
    [
        (1_500_000, 1_500_000),
        (1_500_000.0, 1_500_000),
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("Rp 1.500.000", 1_500_000),
        ("Rp1.500.000", 1_500_000),
        ("rp. 1.500.000,-", 1_500_000),
        (" 1.500.000 ", 1_500_000),
        ("Rp\u00a01.500.000", 1_500_000),
        ("0", 0),
        ("-1.500", -1500),
        ("-Rp 1.500", -1500),
        (-7.0, -7),
        (1041000000 * 0.3, 312_300_000),
        (0.1 + 0.2 + 2.7, 3),
        (1e15, 10**15),
    ],
)
def test_uang(nilai, hasil):
    assert sel.uang(nilai) == hasil * 100
    assert type(sel.uang(nilai)) is int


@pytest.mark.parametrize(
    ("nilai", "sen"),
    [
        (1500.5, 150_050),
        (1500.01, 150_001),
        (25215399.95, 2_521_539_995),
        ("1.500,50", 150_050),
        ("Rp 1.500,5", 150_050),
        ("0,01", 1),
        ("-0,01", -1),
        ("3.3710000000000002e+002", 33_710),
        ("2.5215399950000001E+07", 2_521_539_995),
        (9_999_999_999_999.99, 999_999_999_999_999),
    ],
)
def test_sen_tidak_hilang(nilai, sen):
    assert sel.uang(nilai) == sen


@pytest.mark.parametrize(
    ("nilai", "sebab"),
    [
        ("1,5050", "pecahan sen"),
        ("1.500,505", "pecahan sen"),
        (1500.005, "pecahan sen"),
        ("3.3333333333333331e+002", "pecahan sen"),
        ("1,500", "ribuan atau pecahan"),
        ("1,500,000", "cara Inggris"),
        ("1,500,000.00", "cara Inggris"),
        ("1500.50", "cara Inggris"),
        ("1.50.000", "bukan angka"),
        ("seribu", "bukan angka"),
        ("-", "bukan angka"),
        ("1 500 000", "bukan angka"),
        ("١٥٠٠", "bukan angka"),
        (True, "bukan angka"),
        (datetime.date(2024, 1, 2), "bukan angka"),
        (1e16, "terlalu besar"),
        ("9" * 30, "terlalu besar"),
        ("9" * 5000, "bukan angka"),
        (float("inf"), "bukan angka"),
        (float("nan"), "bukan angka"),
    ],
)
def test_uang_yang_ditolak_dengan_sebabnya(nilai, sebab):
    with pytest.raises(ValueError, match=sebab):
        sel.uang(nilai)


@given(st.integers(-(10**17), 10**17))
def test_uang_yang_ditulis_cara_indonesia_terbaca_kembali(n):
    assert sel.uang(angka(n)) == n
    assert sel.uang(angka(n, selalu_sen=True)) == n


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.times()))
def test_apa_pun_isinya_hanya_nilai_atau_kalimat(nilai):
    for baca in (sel.uang, sel.bilangan, sel.tanggal, sel.tahun, sel.kode_kegiatan, sel.kode_rekening, sel.kode_desa):
        try:
            baca(nilai)
        except ValueError as galat:
            assert str(galat).endswith((".", "!"))


@pytest.mark.parametrize(
    ("nilai", "hasil"),
    [("2,5", Fraction(5, 2)), (2.5, Fraction(5, 2)), ("12", 12), (12.0, 12), (0.1, Fraction(1, 10)), ("1.200", 1200)],
)
def test_volume_boleh_pecahan_dan_dihitung_tepat(nilai, hasil):
    assert sel.bilangan(nilai) == hasil


@pytest.mark.parametrize("tertulis", ["1.1.01", "01.01.01.", "1.1.1", " 1.1.01 ", "01.01.01", "1.1.01."])
def test_kode_kegiatan(tertulis):
    assert sel.kode_kegiatan(tertulis) == "1.1.01"


@pytest.mark.parametrize(
    "salah", ["1.1", "abc", "1.1.1.1", "1.1.001", "1,1,01", 1.1, "1.1.", datetime.date(2001, 1, 1)]
)
def test_bukan_kode_kegiatan(salah):
    with pytest.raises(ValueError, match="bukan kode kegiatan"):
        sel.kode_kegiatan(salah)


def test_kode_yang_menjadi_tanggal_di_excel_dijelaskan():
    with pytest.raises(ValueError, match="format selnya Teks"):
        sel.kode_kegiatan(datetime.datetime(2001, 1, 1))


@pytest.mark.parametrize("tertulis", ["5.1.1.01", "5.1.1.01.", "05.01.01.01", "5.1.1.1"])
def test_kode_rekening(tertulis):
    assert sel.kode_rekening(tertulis) == "5.1.1.01"


@pytest.mark.parametrize("salah", ["5.1.1", "5.1", "5.1.1.01.01", "", "lima"])
def test_bukan_kode_rekening(salah):
    with pytest.raises(ValueError, match="bukan kode rekening"):
        sel.kode_rekening(salah)


@pytest.mark.parametrize("tertulis", ["2024-01-31", " 2024-01-31 ", "2024-01-31 00:00:00", datetime.date(2024, 1, 31)])
def test_tanggal(tertulis):
    assert sel.tanggal(tertulis) == datetime.date(2024, 1, 31)
    assert sel.tanggal(datetime.datetime(2024, 1, 31, 5)) == datetime.date(2024, 1, 31)


@pytest.mark.parametrize("salah", ["31/01/2024", "31 Januari 2024", "2024-02-30", "2024-1-31", 45322, "20240131", True])
def test_bukan_tanggal(salah):
    with pytest.raises(ValueError, match="bukan tanggal"):
        sel.tanggal(salah)


@pytest.mark.parametrize(("nilai", "hasil"), [("6111012001", "61.11.01.2001"), (6111012001.0, "61.11.01.2001")])
def test_kode_desa_tanpa_titik(nilai, hasil):
    assert sel.kode_desa(nilai) == hasil


def test_ya_atau_kosong():
    assert sel.ya(" Ya ") is True
    with pytest.raises(ValueError, match="Tulis ya, atau kosongkan"):
        sel.ya("tidak")
