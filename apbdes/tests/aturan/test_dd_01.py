"""DD-01, BAB III.2.B huruf b: running the village from Dana Desa at most 3 per cent of its pagu."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, putus


def operasional(jumlah, kegiatan="1.1.04", sumber="DDS"):
    return b(kegiatan, "5.2.1.01", jumlah, sumber=sumber)


@pytest.mark.parametrize(
    ("jumlah", "putusan", "selisih"), [(29, YA, 0), (30, YA, 0), (31, TIDAK, 1), (130, TIDAK, 100)]
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(jumlah, putusan, selisih):
    hasil = putus("DD-01", anggaran([operasional(jumlah)], pagu_dds=1000))
    assert (hasil.putusan, hasil.selisih, hasil.penyebut) == (putusan, selisih, 1000)


def test_dua_kegiatan_dijumlah_dan_sumber_lain_tidak():
    baris = [operasional(20), operasional(11, "1.1.08"), operasional(500, sumber="ADD")]
    hasil = putus("DD-01", anggaran(baris, pagu_dds=1000))
    assert (hasil.putusan, hasil.pembilang, hasil.baris) == (TIDAK, 31, ("Belanja!2", "Belanja!3"))


def test_pagu_kosong_tidak_dapat_ditentukan():
    hasil = putus("DD-01", anggaran([operasional(1)]))
    assert hasil.putusan == BELUM
    assert "Identitas kunci pagu_dds" in hasil.pesan


def test_tanpa_operasional_dari_dana_desa_tidak_berlaku():
    assert putus("DD-01", anggaran([operasional(9, sumber="ADD")], pagu_dds=1)).putusan == BUKAN
