"""NAS-DD-02: a share of Dana Desa known from press reports. It may reassure; it never accuses."""

import pytest

from apbdes.aturan import baca_perangkat
from apbdes.tests.contoh import BELUM, BUKAN, YA, anggaran, b, f, p, putus


def isi(jumlah, sumber="DDS", **identitas):
    pendapatan = [p("4.2.1.01", "DDS", 1000)]
    return anggaran([b("4.2.03", "5.2.1.01", jumlah, sumber=sumber)], pendapatan, **({"pagu_dds": 1000} | identitas))


@pytest.mark.parametrize(("jumlah", "putusan"), [(200, YA), (199, BELUM)])
def test_batas_tepat_dan_satu_rupiah_melewatinya(jumlah, putusan):
    hasil = putus("NAS-DD-02", isi(jumlah), "nasional-2024")
    assert hasil.putusan == putusan
    assert "dari berita" in hasil.catatan


def test_pagu_kosong_tidak_dapat_ditentukan():
    assert putus("NAS-DD-02", isi(200, pagu_dds=None), "nasional-2024").putusan == BELUM


def test_tanpa_dana_desa_tidak_berlaku():
    assert putus("NAS-DD-02", anggaran(), "nasional-2024").putusan == BUKAN


def test_bertingkat_perlu_konfirmasi():
    aturan = next(a for a in baca_perangkat("nasional-2024").aturan if a.kode == "NAS-DD-02")
    assert aturan.tingkat == "perlu_konfirmasi"


@pytest.mark.parametrize(("lewat_bumdes", "putusan"), [(100, YA), (99, BELUM)])
def test_sejak_2025_penyertaan_bum_desa_ikut_dihitung(lewat_bumdes, putusan):
    asal = isi(100, tahun=2025)
    susunan = anggaran(asal.belanja, asal.pendapatan, [f("6.2.2.01", lewat_bumdes, "DDS")], pagu_dds=1000)
    assert putus("NAS-DD-02", susunan, "nasional-2025").putusan == putusan
    assert putus("NAS-DD-02", susunan, "nasional-2024").putusan == BELUM


def test_penyertaan_dari_sumber_lain_tidak_dihitung():
    asal = isi(100)
    susunan = anggaran(asal.belanja, asal.pendapatan, [f("6.2.2.01", 100, "PAD")], pagu_dds=1000)
    assert putus("NAS-DD-02", susunan, "nasional-2025").putusan == BELUM
