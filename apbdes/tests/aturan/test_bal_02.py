"""BAL-02, BAB III.1: no negative amount; volume × harga_satuan = jumlah where both are given."""

from decimal import Decimal
from fractions import Fraction

import pytest

from apbdes.tests.contoh import TIDAK, YA, anggaran, b, f, p, putus


@pytest.mark.parametrize(
    ("jumlah", "putusan", "selisih"),
    [
        ("36000", YA, 0),
        ("36000.99", YA, 0),
        ("35999.01", YA, 0),
        ("36001", TIDAK, 1),
        ("35999", TIDAK, 1),
        ("0", TIDAK, 36_000),
    ],
)
def test_perkalian_boleh_berbeda_kurang_dari_satu_rupiah(jumlah, putusan, selisih):
    hasil = putus("BAL-02", anggaran([b("1.1.04", "5.2.1.01", Decimal(jumlah), volume=12, harga_satuan=3_000)]))
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


@pytest.mark.parametrize("kosong", [{"volume": 3}, {"harga_satuan": 3}, {}])
def test_tanpa_volume_atau_harga_tidak_dikalikan(kosong):
    assert putus("BAL-02", anggaran([b("1.1.04", "5.2.1.01", 1000, **kosong)])).putusan == YA


def test_volume_pecahan_dihitung_tepat():
    isi = {"volume": Fraction(5, 2), "harga_satuan": 333_333}
    hasil = putus("BAL-02", anggaran([b("2.3.10", "5.3.5.03", 833_334, **isi)]))
    assert (hasil.putusan, hasil.selisih) == (TIDAK, Decimal("1.5"))
    assert hasil.hitungan == "2,5 × 333.333 = 833.332,5 ≠ 833.334"
    assert putus("BAL-02", anggaran([b("2.3.10", "5.3.5.03", 833_333, **isi)])).putusan == YA
    assert putus("BAL-02", anggaran([b("2.3.10", "5.3.5.03", 10, volume=Fraction(5, 2), harga_satuan=4)])).putusan == YA


def test_negatif_di_setiap_lembar():
    isi = anggaran(
        [b("1.1.04", "5.2.1.01", -1), b("1.1.04", "5.2.1.01", 1)], [p("4.2.3.01", "ADD", -20)], [f("6.1.1.01", -300)]
    )
    hasil = putus("BAL-02", isi)
    assert (hasil.putusan, hasil.selisih) == (TIDAK, 321)
    assert hasil.baris == ("Pendapatan!2", "Belanja!2", "Pembiayaan!2")


def test_harga_dan_volume_negatif_tidak_saling_menutupi():
    hasil = putus("BAL-02", anggaran([b("1.1.04", "5.2.1.01", 6, volume=-2, harga_satuan=-3)]))
    assert (hasil.putusan, hasil.baris) == (TIDAK, ("Belanja!2",))
