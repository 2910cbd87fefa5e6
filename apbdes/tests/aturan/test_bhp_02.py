"""BHP-02, BAB IV.3.C angka 1: Rp600.000 a year for each appointed tax officer."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, p, putus

PBH = [p("4.2.2.01", "PBH", 10_000_000)]


def insentif(orang=5, harga=600_000, **lain):
    isi = {"komponen": "insentif_pbb", "volume": orang, "satuan": "OT", "harga_satuan": harga, "sumber": "PBH"}
    return b("1.5.06", "5.2.2.05", (orang or 1) * (harga or 1), **(isi | lain))


@pytest.mark.parametrize(
    ("baris", "putusan", "selisih"),
    [
        ([insentif()], YA, 0),
        ([insentif(2), insentif(3)], YA, 0),
        ([insentif(harga=600_001)], TIDAK, 1),
        ([insentif(harga=599_999)], TIDAK, 1),
        ([insentif(4)], TIDAK, None),
        ([insentif(6)], TIDAK, None),
        ([insentif(6, harga=600_001)], TIDAK, 1),
        ([insentif(satuan="OB")], TIDAK, 3_000_000),
        ([], TIDAK, None),
    ],
)
def test_harga_dan_banyaknya_petugas(baris, putusan, selisih):
    hasil = putus("BHP-02", anggaran(baris, PBH, jumlah_petugas_pbb=5))
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


@pytest.mark.parametrize(
    ("baris", "petugas", "sel"),
    [
        ([insentif()], None, "Identitas kunci jumlah_petugas_pbb"),
        ([insentif(None)], 5, "Belanja!2 kolom volume"),
        ([insentif(harga=None)], 5, "Belanja!2 kolom harga_satuan"),
        ([insentif(satuan="")], 5, "Belanja!2 kolom satuan"),
    ],
)
def test_data_kurang_tidak_pernah_lulus(baris, petugas, sel):
    hasil = putus("BHP-02", anggaran(baris, PBH, jumlah_petugas_pbb=petugas))
    assert hasil.putusan == BELUM
    assert sel in hasil.pesan


def test_harga_salah_melanggar_meski_jumlah_petugas_kosong():
    assert putus("BHP-02", anggaran([insentif(harga=1)], PBH)).putusan == TIDAK


def test_tanpa_pbh_tidak_berlaku():
    assert putus("BHP-02", anggaran([insentif()])).putusan == BUKAN


def test_belanja_pbh_tanpa_komponen_mungkin_insentif():
    tanpa = b("1.5.06", "5.2.2.05", 1, sumber="PBH")
    hasil = putus("BHP-02", anggaran([tanpa], PBH, jumlah_petugas_pbb=5))
    assert (hasil.putusan, hasil.baris) == (BELUM, ("Belanja!2",))
    assert putus("BHP-02", anggaran([tanpa, insentif()], PBH, jumlah_petugas_pbb=5)).putusan == YA
