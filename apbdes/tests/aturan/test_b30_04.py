"""B30-04, BAB VII angka 16 huruf b: a change does not enlarge the group of 30 per cent."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, putus

SEMULA = anggaran([b("1.1.01", "5.1.1.01", 600), b("1.1.06", "5.2.1.01", 400)])


@pytest.mark.parametrize(
    ("menjadi", "putusan", "selisih"), [(900, YA, 0), (999, YA, 0), (1000, YA, 0), (1001, TIDAK, 1), (1500, TIDAK, 500)]
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(menjadi, putusan, selisih):
    hasil = putus("B30-04", anggaran([b("1.1.05", "5.1.4.01", menjadi)], jenis="perubahan", semula=SEMULA))
    assert (hasil.putusan, hasil.selisih, hasil.pembilang, hasil.penyebut) == (putusan, selisih, menjadi, 1000)


def test_jaminan_dan_operasional_pemdes_boleh_bertambah():
    baris = [b("1.1.03", "5.1.3.01", 9999), b("1.1.04", "5.2.1.01", 9999)]
    assert putus("B30-04", anggaran(baris, jenis="perubahan", semula=SEMULA)).putusan == YA


def test_murni_tidak_berlaku_juga_bila_ada_semula():
    assert putus("B30-04", anggaran([b("1.1.01", "5.1.1.01", 9999)], semula=SEMULA)).putusan == BUKAN


def test_perubahan_tanpa_semula_tidak_dapat_ditentukan():
    hasil = putus("B30-04", anggaran([b("1.1.01", "5.1.1.01", 1)], jenis="perubahan"))
    assert hasil.putusan == BELUM
    assert "--semula" in hasil.pesan
    assert hasil.selisih is None
