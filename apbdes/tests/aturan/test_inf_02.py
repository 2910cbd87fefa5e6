"""INF-02, BAB III.1.B angka 2 butir 1) huruf b: administrasi at most 1 per cent of each building activity."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, putus


def kegiatan(bagian, kode="2.3.10", pagu=1000):
    return [b(kode, "5.3.5.90", bagian, komponen="administrasi"), b(kode, "5.3.5.03", pagu - bagian)]


@pytest.mark.parametrize(
    ("bagian", "putusan", "selisih"), [(10 - 1, YA, 0), (10, YA, 0), (10 + 1, TIDAK, 1), (10 + 100, TIDAK, 100)]
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(bagian, putusan, selisih):
    hasil = putus("INF-02", anggaran(kegiatan(bagian)))
    assert (hasil.putusan, hasil.selisih, hasil.pembilang, hasil.penyebut) == (putusan, selisih, bagian, 1000)
    assert hasil.baris == (("Belanja!2",) if putusan == TIDAK else ())


def test_setiap_kegiatan_sendiri_sendiri_dan_selisih_dijumlah():
    baris = [*kegiatan(10 + 5), *kegiatan(0, "2.3.11"), *kegiatan(10 + 7, "2.3.12")]
    hasil = putus("INF-02", anggaran(baris))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 12, ("Belanja!2", "Belanja!6"))


def test_baris_tanpa_komponen_tidak_dapat_ditentukan():
    hasil = putus("INF-02", anggaran([*kegiatan(0), b("2.3.10", "5.2.1.01", 1)]))
    assert hasil.putusan == BELUM
    assert "Belanja!4 kolom komponen" in hasil.pesan


def test_kegiatan_lain_yang_melanggar_mendahului_data_yang_kurang():
    baris = [*kegiatan(10 + 1), b("2.3.11", "5.3.5.03", 9), b("2.3.11", "5.2.1.01", 1)]
    assert putus("INF-02", anggaran(baris)).putusan == TIDAK


@pytest.mark.parametrize("baris", [[], [b("2.3.01", "5.2.6.05", 9)], [b("1.2.03", "5.3.4.03", 9)]])
def test_tanpa_kegiatan_infrastruktur_tidak_berlaku(baris):
    assert putus("INF-02", anggaran(baris)).putusan == BUKAN


def test_pertentangan_angka_dan_huruf_disebut():
    assert "empat per seratus" in putus("INF-02", anggaran(kegiatan(40))).catatan
    assert putus("INF-02", anggaran()).catatan is None
