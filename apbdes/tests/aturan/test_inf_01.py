"""INF-01, BAB III.1.B angka 2 butir 1) huruf a: honor_tpk at most 4 per cent of each building activity."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, putus


def kegiatan(bagian, kode="2.3.10", pagu=1000):
    return [b(kode, "5.3.5.01", bagian, komponen="honor_tpk"), b(kode, "5.3.5.03", pagu - bagian)]


@pytest.mark.parametrize(
    ("bagian", "putusan", "selisih"), [(40 - 1, YA, 0), (40, YA, 0), (40 + 1, TIDAK, 1), (40 + 100, TIDAK, 100)]
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(bagian, putusan, selisih):
    hasil = putus("INF-01", anggaran(kegiatan(bagian)))
    assert (hasil.putusan, hasil.selisih, hasil.pembilang, hasil.penyebut) == (putusan, selisih, bagian, 1000)
    assert hasil.baris == (("Belanja!2",) if putusan == TIDAK else ())


def test_setiap_kegiatan_sendiri_sendiri_dan_selisih_dijumlah():
    baris = [*kegiatan(40 + 5), *kegiatan(0, "2.3.11"), *kegiatan(40 + 7, "2.3.12")]
    hasil = putus("INF-01", anggaran(baris))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 12, ("Belanja!2", "Belanja!6"))


def test_baris_tanpa_komponen_tidak_dapat_ditentukan():
    hasil = putus("INF-01", anggaran([*kegiatan(0), b("2.3.10", "5.2.1.01", 1)]))
    assert hasil.putusan == BELUM
    assert "Belanja!4 kolom komponen" in hasil.pesan


def test_kegiatan_lain_yang_melanggar_mendahului_data_yang_kurang():
    baris = [*kegiatan(40 + 1), b("2.3.11", "5.3.5.03", 9), b("2.3.11", "5.2.1.01", 1)]
    assert putus("INF-01", anggaran(baris)).putusan == TIDAK


@pytest.mark.parametrize("baris", [[], [b("2.3.01", "5.2.6.05", 9)], [b("1.2.03", "5.3.4.03", 9)]])
def test_tanpa_kegiatan_infrastruktur_tidak_berlaku(baris):
    assert putus("INF-01", anggaran(baris)).putusan == BUKAN
