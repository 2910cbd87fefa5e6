"""BPD-03, BAB IV.2.C angka 1.1 huruf e angka 3: 80 in digits, 85 in words; either is kept, and it is said."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, gaji, putus

KETUA = gaji("1.1.05", "5.1.4.01", "ketua_bpd", 1_200_000)


def sekretaris(harga, **lain):
    return gaji("1.1.05", "5.1.4.01", "sekretaris_bpd", harga, **lain)


@pytest.mark.parametrize(
    ("harga", "putusan", "selisih"),
    [
        (960_000, YA, 0),
        (960_001, TIDAK, 1),
        (959_999, TIDAK, 1),
        (1_020_000, YA, 0),
        (1_020_001, TIDAK, 1),
        (1_019_999, TIDAK, 1),
        (990_000, TIDAK, 30_000),
    ],
)
def test_dua_bacaan_dan_satu_rupiah_di_sekitarnya(harga, putusan, selisih):
    hasil = putus("BPD-03", anggaran([KETUA, sekretaris(harga)]))
    assert (hasil.putusan, hasil.selisih, hasil.batas) == (putusan, selisih, "80% atau 85%")
    assert "80% dengan angka dan 85%" in hasil.catatan


def test_tanpa_ketua_tidak_dapat_ditentukan():
    assert putus("BPD-03", anggaran([sekretaris(960_000)])).putusan == BELUM


def test_tanpa_sekretaris_tidak_berlaku_dan_tanpa_catatan():
    hasil = putus("BPD-03", anggaran([KETUA]))
    assert (hasil.putusan, hasil.catatan) == (BUKAN, None)
