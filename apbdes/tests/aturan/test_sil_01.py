"""SIL-01, BAB IV.2.C angka 1.1: the monthly siltap of the kades."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, gaji, putus

KODE, PENERIMA, REKENING, BESARAN = "SIL-01", "kades", "5.1.1.01", 3_000_000


def siltap(harga, **lain):
    return gaji("1.1.01", REKENING, PENERIMA, harga, **lain)


@pytest.mark.parametrize(
    ("harga", "putusan", "selisih"),
    [(BESARAN, YA, 0), (BESARAN + 1, TIDAK, 1), (BESARAN - 1, TIDAK, 1), (BESARAN + 500, TIDAK, 500)],
)
def test_tepat_dan_satu_rupiah_di_sekitarnya(harga, putusan, selisih):
    hasil = putus(KODE, anggaran([siltap(harga)]))
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)
    assert hasil.baris == (("Belanja!2",) if putusan == TIDAK else ())


@pytest.mark.parametrize(
    ("kurang", "sel"),
    [
        ({"harga": None}, "harga_satuan"),
        ({"harga": BESARAN, "satuan": "OT"}, "satuan"),
        ({"harga": BESARAN, "satuan": ""}, "satuan"),
        ({"harga": BESARAN, "penerima": ""}, "penerima"),
    ],
)
def test_data_kurang_tidak_pernah_lulus(kurang, sel):
    hasil = putus(KODE, anggaran([siltap(**kurang)]))
    assert (hasil.putusan, hasil.selisih) == (BELUM, None)
    assert f"Belanja!2 kolom {sel}" in hasil.pesan


def test_satuan_dengan_huruf_kecil_diterima():
    assert putus(KODE, anggaran([siltap(BESARAN, satuan="ob")])).putusan == YA


def test_tanpa_baris_untuknya_tidak_berlaku():
    lain = gaji("1.1.02", "5.1.2.01", "kaur" if PENERIMA != "kaur" else "kasi", 2_100_000)
    assert putus(KODE, anggaran([lain])).putusan == BUKAN
    assert putus(KODE, anggaran()).putusan == BUKAN


def test_baris_tanpa_penerima_pada_rekening_lain_bukan_urusannya():
    assert putus(KODE, anggaran([siltap(BESARAN), gaji("1.1.01", "5.1.2.01", "", 1)])).putusan == YA


def test_pelanggaran_mendahului_data_yang_kurang():
    hasil = putus(KODE, anggaran([siltap(BESARAN), siltap(None), siltap(BESARAN + 7)]))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 7, ("Belanja!4",))
