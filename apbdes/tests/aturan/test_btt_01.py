"""BTT-01, BAB IV.2.B angka 2: bidang 5 from ADD is exactly Rp30.000.000."""

import pytest

from apbdes.tests.contoh import BUKAN, TIDAK, YA, anggaran, b, p, putus

ADD = [p("4.2.3.01", "ADD", 100)]


@pytest.mark.parametrize(
    ("ada", "putusan", "selisih"),
    [(30_000_000, YA, 0), (30_000_001, TIDAK, 1), (29_999_999, TIDAK, 1), (1, TIDAK, 29_999_999)],
)
def test_tepat_dan_satu_rupiah_di_sekitarnya(ada, putusan, selisih):
    hasil = putus("BTT-01", anggaran([b("5.1.00", "5.4.1.01", ada)], ADD))
    assert (hasil.putusan, hasil.selisih, hasil.batas) == (putusan, selisih, "Rp30.000.000")


def test_blt_dari_dana_desa_tidak_dihitung_dan_sub_bidang_dijumlah():
    baris = [
        b("5.1.00", "5.4.1.01", 10_000_000),
        b("5.2.00", "5.4.1.01", 20_000_000),
        b("5.3.00", "5.4.1.01", 90_000_000, sumber="DDS"),
    ]
    assert putus("BTT-01", anggaran(baris, ADD)).putusan == YA


def test_tidak_ada_sama_sekali_adalah_kekurangan():
    assert putus("BTT-01", anggaran((), ADD)).selisih == 30_000_000


def test_tanpa_add_tidak_berlaku():
    assert putus("BTT-01", anggaran([b("5.1.00", "5.4.1.01", 7)])).putusan == BUKAN
