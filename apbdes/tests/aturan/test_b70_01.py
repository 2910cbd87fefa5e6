"""B70-01, figures from BAB III.1.B huruf a: at least 70 per cent of all spending is outside the group."""

import pytest

from apbdes.tests.contoh import BUKAN, TIDAK, YA, anggaran, b, putus


@pytest.mark.parametrize(
    ("lain", "putusan", "selisih"), [(800, YA, 0), (701, YA, 0), (700, YA, 0), (699, TIDAK, 1), (600, TIDAK, 100)]
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(lain, putusan, selisih):
    hasil = putus("B70-01", anggaran([b("1.1.06", "5.2.1.01", 1000 - lain), b("4.3.01", "5.2.3.03", lain)]))
    assert (hasil.putusan, hasil.selisih, hasil.pembilang, hasil.penyebut) == (putusan, selisih, lain, 1000)
    assert hasil.baris == (("Belanja!2",) if putusan == TIDAK else ())


def test_jaminan_sosial_termasuk_yang_70_dan_bacaan_lain_disebut():
    baris = [b("1.1.01", "5.1.1.01", 300), b("1.1.03", "5.1.3.01", 100), b("2.3.01", "5.2.6.05", 600)]
    hasil = putus("B70-01", anggaran(baris))
    assert (hasil.putusan, hasil.pembilang) == (YA, 700)
    assert putus("B70-02", anggaran(baris)).putusan == TIDAK
    assert hasil.catatan.endswith("menurut bacaan itu (B70-02) putusannya lain.")


def test_tanpa_belanja_tidak_berlaku():
    assert putus("B70-01", anggaran()).putusan == BUKAN
