"""INF-04, BAB III.1.B angka 2 butir 2)-3): planning consultant at most 1,5 per cent of the pagu, 1.4, ADD."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, putus


def konsultan(jumlah, kegiatan="1.4.03", **lain):
    isi = {"komponen": "konsultan_perencana", "kegiatan_acuan": "2.3.13", "pagu_acuan": 200_000}
    return b(kegiatan, "5.2.2.04", jumlah, **(isi | lain))


@pytest.mark.parametrize(
    ("jumlah", "putusan", "selisih"), [(2999, YA, 0), (3000, YA, 0), (3001, TIDAK, 1), (4000, TIDAK, 1000)]
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(jumlah, putusan, selisih):
    hasil = putus("INF-04", anggaran([konsultan(jumlah)]))
    assert (hasil.putusan, hasil.selisih, hasil.penyebut, hasil.batas) == (putusan, selisih, 200_000, "1,5%")
    angka = f"{jumlah:,}".replace(",", ".")
    assert hasil.hitungan.startswith(f"2.3.13, pagu Rp200.000: {angka} × 1.000 = ")


def test_baris_untuk_pekerjaan_yang_sama_dijumlah():
    hasil = putus("INF-04", anggaran([konsultan(2000), konsultan(2000), konsultan(2000, kegiatan_acuan="2.3.15")]))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 1000, ("Belanja!2", "Belanja!3"))


@pytest.mark.parametrize("salah", [{"kegiatan": "2.3.13"}, {"kegiatan": "1.3.01"}, {"sumber": "DDS"}])
def test_di_luar_tata_praja_atau_bukan_add(salah):
    hasil = putus("INF-04", anggaran([konsultan(1, **salah)]))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 1, ("Belanja!2",))


def test_pagu_acuan_kosong_tidak_dapat_ditentukan():
    hasil = putus("INF-04", anggaran([konsultan(1, pagu_acuan=None)]))
    assert hasil.putusan == BELUM
    assert "Belanja!2 kolom pagu_acuan" in hasil.pesan


def test_pelanggaran_mendahului_pagu_yang_kosong():
    assert putus("INF-04", anggaran([konsultan(1, pagu_acuan=None), konsultan(9999)])).putusan == TIDAK


def test_tanpa_konsultan_tidak_berlaku():
    assert putus("INF-04", anggaran([b("1.4.03", "5.2.2.04", 5)])).putusan == BUKAN
