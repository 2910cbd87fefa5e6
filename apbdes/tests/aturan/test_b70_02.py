"""B70-02, figures from BAB IV.2.B angka 2: the same with jaminan sosial, of spending from this year's own income."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, f, putus


@pytest.mark.parametrize(("lain", "putusan", "selisih"), [(701, YA, 0), (700, YA, 0), (699, TIDAK, 1)])
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(lain, putusan, selisih):
    baris = [
        b("1.1.05", "5.1.4.01", 200),
        b("1.1.03", "5.1.3.01", 800 - lain),
        b("4.3.01", "5.2.3.03", lain),
        b("2.3.01", "5.2.6.05", 10_000, dari_silpa=True),
    ]
    hasil = putus("B70-02", anggaran(baris))
    assert (hasil.putusan, hasil.selisih, hasil.penyebut) == (putusan, selisih, 1000)


def test_hanya_silpa_tidak_berlaku():
    assert putus("B70-02", anggaran([b("2.3.01", "5.2.6.05", 1, bantuan_khusus=True)])).putusan == BUKAN


@pytest.mark.parametrize(("tanda", "keluar", "putusan"), [(100, 0, YA), (60, 40, YA), (99, 0, BELUM), (0, 0, BELUM)])
def test_silpa_yang_belum_semuanya_ditandai_tidak_dapat_ditentukan(tanda, keluar, putusan):
    """Neither passed nor accused, whatever the sums would be."""
    baris = [b("2.3.01", "5.2.6.05", 1000), b("2.3.02", "5.2.6.05", tanda, dari_silpa=True)]
    pembiayaan = [f("6.1.1.01", 100), f("6.2.2.01", keluar)._replace(dari_silpa=True)]
    hasil = putus("B70-02", anggaran(baris, (), pembiayaan))
    assert hasil.putusan == putusan
    if putusan == BELUM:
        assert "dari_silpa" in hasil.pesan
        assert hasil.baris == ("Pembiayaan!2",)
        melanggar = anggaran([b("1.1.02", "5.1.2.01", 1000), *baris], (), pembiayaan)
        assert putus("B70-02", melanggar).putusan == BELUM
