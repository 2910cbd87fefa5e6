"""NAS-SIL-01, PP 11/2019 Pasal 81: the least monthly siltap of the kades."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, gaji, putus

MINIMUM = 2_426_640


def siltap(harga, **lain):
    return gaji("1.1.01", "5.1.1.01", "kades", harga, **lain)


@pytest.mark.parametrize(
    ("harga", "putusan", "selisih"), [(MINIMUM + 1, YA, 0), (MINIMUM, YA, 0), (MINIMUM - 1, TIDAK, 1)]
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(harga, putusan, selisih):
    hasil = putus("NAS-SIL-01", anggaran([siltap(harga)]), "nasional")
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


@pytest.mark.parametrize(
    "kurang", [{"harga": None}, {"harga": MINIMUM, "satuan": ""}, {"harga": MINIMUM, "penerima": ""}]
)
def test_data_kurang_tidak_pernah_lulus(kurang):
    assert putus("NAS-SIL-01", anggaran([siltap(**kurang)]), "nasional").putusan == BELUM


def test_tanpa_baris_tidak_berlaku():
    assert putus("NAS-SIL-01", anggaran(), "nasional").putusan == BUKAN
