"""INF-06, BAB III.1.B angka 2 butir 4)-5): supervising consultant at most 1,5 per cent of a high-risk activity."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, putus

JEMBATAN = [b("2.3.13", "5.3.6.03", 150_000, risiko_tinggi=True), b("2.3.13", "5.3.6.02", 50_000)]


def konsultan(jumlah, kegiatan="1.4.03", **lain):
    return b(kegiatan, "5.2.2.04", jumlah, **({"komponen": "konsultan_pengawas", "kegiatan_acuan": "2.3.13"} | lain))


@pytest.mark.parametrize(("jumlah", "putusan", "selisih"), [(2999, YA, 0), (3000, YA, 0), (3001, TIDAK, 1)])
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(jumlah, putusan, selisih):
    hasil = putus("INF-06", anggaran([*JEMBATAN, konsultan(jumlah)]))
    assert (hasil.putusan, hasil.selisih, hasil.pembilang, hasil.penyebut) == (putusan, selisih, jumlah, 200_000)


def test_kegiatan_tanpa_tanda_risiko_tinggi():
    biasa = [r._replace(risiko_tinggi=False) for r in JEMBATAN]
    hasil = putus("INF-06", anggaran([*biasa, konsultan(1)]))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 1, ("Belanja!4",))


def test_di_luar_tata_praja():
    assert putus("INF-06", anggaran([*JEMBATAN, konsultan(1, "1.3.01")])).putusan == TIDAK


def test_sumber_dana_bebas():
    assert putus("INF-06", anggaran([*JEMBATAN, konsultan(1, sumber="DDS")])).putusan == YA


@pytest.mark.parametrize("acuan", ["", "2.3.15"])
def test_kegiatan_acuan_kosong_atau_tidak_ada_di_buku(acuan):
    hasil = putus("INF-06", anggaran([*JEMBATAN, konsultan(1, kegiatan_acuan=acuan)]))
    assert hasil.putusan == BELUM
    assert "Belanja!4 kolom kegiatan_acuan" in hasil.pesan


def test_tanpa_konsultan_tidak_berlaku():
    assert putus("INF-06", anggaran(JEMBATAN)).putusan == BUKAN
