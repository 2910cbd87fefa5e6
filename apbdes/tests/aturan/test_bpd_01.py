"""BPD-01, BAB IV.2.C angka 1.1 huruf e angka 1: 40 per cent of the siltap of the village head."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, gaji, putus

SILTAP = gaji("1.1.01", "5.1.1.01", "kades", 3_000_000)


def ketua(harga, **lain):
    return gaji("1.1.05", "5.1.4.01", "ketua_bpd", harga, **lain)


@pytest.mark.parametrize(
    ("harga", "putusan", "selisih"), [(1_200_000, YA, 0), (1_200_001, TIDAK, 1), (1_199_999, TIDAK, 1)]
)
def test_tepat_dan_satu_rupiah_di_sekitarnya(harga, putusan, selisih):
    hasil = putus("BPD-01", anggaran([SILTAP, ketua(harga)]))
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


def test_tanpa_siltap_kepala_desa_tidak_dapat_ditentukan():
    hasil = putus("BPD-01", anggaran([ketua(1_200_000)]))
    assert hasil.putusan == BELUM
    assert "penghasilan tetap kepala desa" in hasil.pesan


def test_tanpa_ketua_tidak_berlaku():
    assert putus("BPD-01", anggaran([SILTAP])).putusan == BUKAN


def test_baris_tanpa_penerima_membuatnya_tidak_dapat_ditentukan():
    assert putus("BPD-01", anggaran([SILTAP, ketua(1_200_000, penerima="")])).putusan == BELUM


def test_kegiatan_lain_tidak_dihitung():
    assert putus("BPD-01", anggaran([SILTAP, ketua(5)._replace(kegiatan="1.1.06")])).putusan == BUKAN
