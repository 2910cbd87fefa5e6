"""BPD-04, BAB IV.2.C angka 1.1 huruf e angka 4: 70 per cent of the tunjangan of the chair."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, gaji, putus

KETUA = gaji("1.1.05", "5.1.4.01", "ketua_bpd", 1_200_000)


def orang(harga, **lain):
    return gaji("1.1.05", "5.1.4.01", "anggota_bpd", harga, **lain)


@pytest.mark.parametrize(
    ("harga", "putusan", "selisih"), [(840_000, YA, 0), (840_000 + 1, TIDAK, 1), (840_000 - 1, TIDAK, 1)]
)
def test_tepat_dan_satu_rupiah_di_sekitarnya(harga, putusan, selisih):
    hasil = putus("BPD-04", anggaran([KETUA, orang(harga)]))
    assert (hasil.putusan, hasil.selisih, hasil.batas) == (putusan, selisih, "70%")


@pytest.mark.parametrize(
    "baris", [[orang(840_000)], [KETUA._replace(harga_satuan=None), orang(840_000)], [KETUA, orang(None)]]
)
def test_data_kurang_tidak_pernah_lulus(baris):
    assert putus("BPD-04", anggaran(baris)).putusan == BELUM


def test_tanpa_baris_tidak_berlaku():
    assert putus("BPD-04", anggaran([KETUA])).putusan == BUKAN
