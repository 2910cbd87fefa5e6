"""STR-07, BAB VII angka 4: every code exists and stands in its own part."""

import pytest

from apbdes.tests.contoh import TIDAK, YA, anggaran, b, f, p, putus


@pytest.mark.parametrize("kegiatan", ["1.1.01", "1.1.08", "2.3.21", "5.1.00", "1.1.90", "2.3.99", "4.7.04"])
def test_kegiatan_yang_ada(kegiatan):
    assert putus("STR-07", anggaran([b(kegiatan, "5.2.1.01", 1)])).putusan == YA


@pytest.mark.parametrize("kegiatan", ["1.1.10", "1.1.89", "1.6.01", "1.6.90", "6.1.01", "5.1.01", "1.1.00", "11.1.01"])
def test_kegiatan_yang_tidak_ada(kegiatan):
    hasil = putus("STR-07", anggaran([b(kegiatan, "5.2.1.01", 1)]))
    assert (hasil.putusan, hasil.baris, hasil.selisih) == (TIDAK, ("Belanja!2",), None)
    assert f"kegiatan {kegiatan} tidak ada (Belanja!2 kolom kode_kegiatan)" in hasil.pesan


@pytest.mark.parametrize("rekening", ["5.1.1.01", "5.1.1.90", "5.3.5.99", "5.3.5.05", "5.1.3.95", "5.2.1.12"])
def test_rekening_yang_ada(rekening):
    assert putus("STR-07", anggaran([b("1.1.04", rekening, 1)])).putusan == YA


@pytest.mark.parametrize("rekening", ["5.1.1.03", "5.1.1.00", "5.9.1.01", "5.3.5.07", "5.5.1.90"])
def test_rekening_yang_tidak_ada(rekening):
    assert putus("STR-07", anggaran([b("1.1.04", rekening, 1)])).putusan == TIDAK


def test_rekening_harus_pada_bagiannya():
    hasil = putus(
        "STR-07",
        anggaran(
            [b("1.1.04", "4.2.1.01", 1)],
            [p("5.1.1.01", "ADD", 1), p("4.2.3.01", "ADD", 1)],
            [f("6.1.1.01", 1), f("5.4.1.01", 1)],
        ),
    )
    assert (hasil.putusan, hasil.baris) == (TIDAK, ("Pendapatan!2", "Belanja!2", "Pembiayaan!3"))


def test_baris_nol_rupiah_pun_harus_berkode_benar():
    assert putus("STR-07", anggaran([b("9.9.99", "5.2.1.01", 0)])).putusan == TIDAK


def test_satu_baris_dengan_dua_kode_salah_disebut_sekali():
    hasil = putus("STR-07", anggaran([b("9.9.99", "9.9.9.99", 1)]))
    assert hasil.baris == ("Belanja!2",)
    assert "kegiatan 9.9.99" in hasil.pesan
    assert "rekening 9.9.9.99" in hasil.pesan
