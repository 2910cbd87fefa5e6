"""B30-02, figures from BAB IV.2.B: with jaminan sosial, of spending from this year's own income."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, f, putus


def isi(kelompok, jaminan, lain, **khusus):
    baris = [b("1.1.02", "5.1.2.01", kelompok), b("1.1.03", "5.1.3.01", jaminan), b("2.3.01", "5.2.6.05", lain)]
    return anggaran([*baris, b("2.3.02", "5.2.6.05", 5000, **khusus)] if khusus else baris)


@pytest.mark.parametrize(
    ("kelompok", "putusan", "selisih"), [(199, YA, 0), (200, YA, 0), (201, TIDAK, 1), (300, TIDAK, 100)]
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(kelompok, putusan, selisih):
    hasil = putus("B30-02", isi(kelompok, 100, 900 - kelompok))
    assert (hasil.putusan, hasil.selisih, hasil.penyebut) == (putusan, selisih, 1000)


@pytest.mark.parametrize("khusus", [{"dari_silpa": True}, {"bantuan_khusus": True}])
def test_silpa_dan_bantuan_khusus_tidak_dihitung(khusus):
    hasil = putus("B30-02", isi(200, 101, 699, **khusus))
    assert (hasil.putusan, hasil.pembilang, hasil.penyebut) == (TIDAK, 301, 1000)
    assert putus("B30-01", isi(200, 101, 699, **khusus)).putusan == YA
    assert "BAB III" in hasil.catatan
    assert hasil.catatan.endswith("menurut bacaan itu (B30-01) putusannya lain.")


def test_kelompok_dari_silpa_juga_tidak_dihitung():
    baris = [b("1.1.01", "5.1.1.01", 900, dari_silpa=True), b("2.3.01", "5.2.6.05", 100)]
    assert putus("B30-02", anggaran(baris)).pembilang == 0


def test_tanpa_belanja_dari_pendapatan_tidak_berlaku():
    assert putus("B30-02", anggaran()).putusan == BUKAN
    assert putus("B30-02", anggaran([b("2.3.01", "5.2.6.05", 1, dari_silpa=True)])).putusan == BUKAN


@pytest.mark.parametrize(("tanda", "keluar", "putusan"), [(100, 0, YA), (60, 40, YA), (99, 0, BELUM), (0, 0, BELUM)])
def test_silpa_yang_belum_semuanya_ditandai_tidak_dapat_ditentukan(tanda, keluar, putusan):
    """Neither passed nor accused, whatever the sums would be."""
    baris = [b("2.3.01", "5.2.6.05", 1000), b("2.3.02", "5.2.6.05", tanda, dari_silpa=True)]
    pembiayaan = [f("6.1.1.01", 100), f("6.2.2.01", keluar)._replace(dari_silpa=True)]
    hasil = putus("B30-02", anggaran(baris, (), pembiayaan))
    assert hasil.putusan == putusan
    if putusan == BELUM:
        assert "dari_silpa" in hasil.pesan
        assert hasil.baris == ("Pembiayaan!2",)
        melanggar = anggaran([b("1.1.02", "5.1.2.01", 1000), *baris], (), pembiayaan)
        assert putus("B30-02", melanggar).putusan == BELUM
