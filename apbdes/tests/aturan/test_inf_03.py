"""INF-03, BAB III.1.B angka 2 butir 1) huruf c: wages, material and rent at least 95 per cent."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, putus


def kegiatan(fisik, kode="2.3.10", pagu=1000):
    return [
        b(kode, "5.3.5.02", fisik - 200),
        b(kode, "5.3.5.03", 150),
        b(kode, "5.3.5.04", 50),
        b(kode, "5.3.5.01", pagu - fisik),
    ]


@pytest.mark.parametrize(
    ("fisik", "putusan", "selisih"), [(1000, YA, 0), (951, YA, 0), (950, YA, 0), (949, TIDAK, 1), (900, TIDAK, 50)]
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(fisik, putusan, selisih):
    hasil = putus("INF-03", anggaran(kegiatan(fisik)))
    assert (hasil.putusan, hasil.selisih, hasil.pembilang, hasil.penyebut) == (putusan, selisih, fisik, 1000)
    assert hasil.baris == (("Belanja!5",) if putusan == TIDAK else ())


def test_komponen_yang_ditulis_mendahului_rekening():
    assert putus("INF-03", anggaran([b("2.3.10", "5.3.5.03", 1000, komponen="administrasi")])).putusan == TIDAK


def test_baris_tanpa_komponen_tidak_dapat_ditentukan():
    assert putus("INF-03", anggaran([*kegiatan(950), b("2.3.10", "5.3.9.01", 500)])).putusan == BELUM


def test_tanpa_kegiatan_infrastruktur_tidak_berlaku():
    assert putus("INF-03", anggaran([b("3.1.01", "5.3.4.03", 9)])).putusan == BUKAN
