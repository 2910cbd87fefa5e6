"""INF-08, BAB III.1.B angka 2 butir 6): 25, 21 and 54 per cent of the pay of the TPK, each within one rupiah."""

import pytest

from apbdes.aturan import baca_perangkat
from apbdes.tests.contoh import BELUM, BUKAN, PERBUP, TIDAK, YA, anggaran, b, putus


def honor(ketua, sekretaris, anggota, kode="2.3.10"):
    return [
        b(kode, "5.3.5.01", ketua, penerima="ketua_tpk"),
        b(kode, "5.3.5.01", sekretaris, penerima="sekretaris_tpk"),
        b(kode, "5.3.5.01", anggota, penerima="anggota_tpk"),
    ]


@pytest.mark.parametrize(
    ("bagian", "putusan", "selisih"),
    [
        ((2500, 2100, 5400), YA, 0),
        ((2501, 2100, 5399), YA, 0),
        ((2501, 2099, 5400), YA, 0),
        ((2502, 2099, 5399), TIDAK, 2),
        ((2500, 2102, 5398), TIDAK, 4),
        ((3000, 2000, 5000), TIDAK, 1000),
    ],
)
def test_dalam_satu_rupiah(bagian, putusan, selisih):
    hasil = putus("INF-08", anggaran(honor(*bagian)))
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


def test_anggota_boleh_beberapa_baris():
    baris = [*honor(2500, 2100, 1800), *(b("2.3.10", "5.3.5.01", 1800, penerima="anggota_tpk") for _ in range(2))]
    assert putus("INF-08", anggaran(baris)).putusan == YA


def test_honor_tanpa_penerima_tidak_dapat_ditentukan():
    hasil = putus("INF-08", anggaran([b("2.3.10", "5.3.5.01", 100)]))
    assert hasil.putusan == BELUM
    assert "Belanja!2 kolom penerima" in hasil.pesan


def test_kegiatan_lain_yang_salah_mendahului_data_yang_kurang():
    baris = [b("2.3.10", "5.3.5.01", 100), *honor(100, 100, 100, "2.3.11")]
    assert putus("INF-08", anggaran(baris)).putusan == TIDAK


def test_penerima_yang_bukan_tpk_merusak_pembagian():
    baris = [*honor(2500, 2100, 0), b("2.3.10", "5.3.5.01", 5400, penerima="kades")]
    hasil = putus("INF-08", anggaran(baris))
    assert (hasil.putusan, hasil.selisih) == (TIDAK, 5400)
    assert "Belanja!5" in hasil.baris


def test_tanpa_honor_tidak_berlaku():
    assert putus("INF-08", anggaran([b("2.3.10", "5.3.5.03", 100)])).putusan == BUKAN


def test_bertingkat_perlu():
    assert next(a for a in baca_perangkat(PERBUP).aturan if a.kode == "INF-08").tingkat == "perlu"
