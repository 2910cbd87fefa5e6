"""NAS-DD-04: what BLT gives a family a month, known from press reports. It may reassure; it never accuses."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, YA, anggaran, b, putus

BATAS = 300_000


def blt(harga, sumber="DDS"):
    return b("5.3.00", "5.4.1.01", 3_600_000, volume=12, satuan="KPM", harga_satuan=harga, sumber=sumber)


@pytest.mark.parametrize(("harga", "putusan"), [(BATAS, YA), (BATAS + 1, BELUM), (None, BELUM)])
def test_batas_tepat_dan_satu_rupiah_melewatinya(harga, putusan):
    hasil = putus("NAS-DD-04", anggaran([blt(harga)]), "nasional-2026")
    assert hasil.putusan == putusan
    assert hasil.baris == (() if putusan == YA else ("Belanja!2",))


def test_dari_sumber_lain_tidak_berlaku():
    assert putus("NAS-DD-04", anggaran([blt(BATAS + 1, "ADD")]), "nasional-2026").putusan == BUKAN
