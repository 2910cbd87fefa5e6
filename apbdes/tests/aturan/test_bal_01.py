"""BAL-01, BAB III.1: income − spending + financing received − financing paid = 0."""

import pytest

from apbdes.tests.contoh import TIDAK, YA, anggaran, b, f, p, putus


@pytest.mark.parametrize(
    ("belanja", "putusan", "selisih"), [(1200, YA, 0), (1199, TIDAK, 1), (1201, TIDAK, 1), (1000, TIDAK, 200)]
)
def test_seimbang_tepat_dan_satu_rupiah_di_sekitarnya(belanja, putusan, selisih):
    isi = anggaran(
        [b("1.1.04", "5.2.1.01", belanja)],
        [p("4.2.3.01", "ADD", 1000)],
        [f("6.1.1.01", 500), f("6.2.2.01", 300)],
    )
    hasil = putus("BAL-01", isi)
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)
    assert hasil.hitungan.startswith(f"1.000 − {belanja:,}".replace(",", ".") + " + 500 − 300 = ")


def test_arah_kelebihan_disebut():
    assert "Masih ada Rp10" in putus("BAL-01", anggaran((), [p("4.2.3.01", "ADD", 10)])).pesan
    assert "Anggaran kurang Rp10" in putus("BAL-01", anggaran([b("1.1.04", "5.2.1.01", 10)])).pesan
