"""NAS-B70, PP 11/2019 Pasal 100, of all spending but tanah bengkok."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, p, putus


def isi(lain, pendapatan=()):
    kelompok = 1000 - lain
    baris = [b("1.1.01", "5.1.1.01", kelompok), b("2.3.01", "5.2.6.05", 1000 - kelompok)]
    return anggaran(baris, pendapatan)


@pytest.mark.parametrize(("bagian", "putusan", "selisih"), [(700, YA, 0), (699, TIDAK, 1)])
def test_batas_tepat_dan_satu_rupiah_melewatinya(bagian, putusan, selisih):
    hasil = putus("NAS-B70", isi(bagian), "nasional")
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


def test_pendapatan_tanah_kas_membuatnya_tidak_dapat_ditentukan():
    hasil = putus("NAS-B70", isi(699, [p("4.1.2.01", "PAD", 1)]), "nasional")
    assert hasil.putusan == BELUM
    assert "tanah bengkok" in hasil.pesan


def test_tanpa_belanja_tidak_berlaku():
    assert putus("NAS-B70", anggaran(), "nasional").putusan == BUKAN
