"""TUN-01, BAB IV.2.C angka 1.1 huruf c: 15 per cent of the siltap of the village head."""

from decimal import Decimal

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, gaji, putus


def siltap(harga=3_000_000, **lain):
    return gaji("1.1.01", "5.1.1.01", "kades", harga, **lain)


def tunjangan(harga=450_000, **lain):
    return gaji("1.1.01", "5.1.1.02", "kades", harga, **lain)


@pytest.mark.parametrize(
    ("harga", "putusan", "selisih"),
    [(450_000, YA, 0), (450_001, TIDAK, 1), (449_999, TIDAK, 1), (500_000, TIDAK, 50_000)],
)
def test_tepat_dan_satu_rupiah_di_sekitarnya(harga, putusan, selisih):
    hasil = putus("TUN-01", anggaran([siltap(), tunjangan(harga)]))
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


def test_dihitung_dari_siltap_yang_tertulis_bukan_dari_ketetapan():
    assert putus("TUN-01", anggaran([siltap(2_000_000), tunjangan(300_000)])).putusan == YA


def test_bagian_yang_bukan_rupiah_bulat_tepat_sampai_sennya():
    # 15 % of 2.000.001 is 300.000,15.
    hasil = putus("TUN-01", anggaran([siltap(2_000_001), tunjangan(300_000)]))
    assert (hasil.putusan, hasil.selisih) == (TIDAK, Decimal("0.15"))
    assert putus("TUN-01", anggaran([siltap(2_000_001), tunjangan(Decimal("300000.15"))])).putusan == YA
    # 15 % of 2.000.001,01 is 300.000,1515: no number of sen is that, so that the nearest ones are right.
    for harga, putusan in (("300000.14", TIDAK), ("300000.15", YA), ("300000.16", YA), ("300000.17", TIDAK)):
        hasil = putus("TUN-01", anggaran([siltap(Decimal("2000001.01")), tunjangan(Decimal(harga))]))
        assert hasil.putusan == putusan


@pytest.mark.parametrize(
    "baris",
    [
        [tunjangan()],
        [siltap(None), tunjangan()],
        [siltap(satuan="OT"), tunjangan()],
        [siltap(), tunjangan(None)],
        [siltap(), tunjangan(satuan="")],
        [siltap(), tunjangan(penerima="")],
        [siltap(penerima=""), tunjangan()],
    ],
)
def test_data_kurang_tidak_pernah_lulus(baris):
    assert putus("TUN-01", anggaran(baris)).putusan == BELUM


def test_tanpa_tunjangan_tidak_berlaku():
    assert putus("TUN-01", anggaran([siltap()])).putusan == BUKAN


def test_pelanggaran_mendahului_data_yang_kurang():
    assert putus("TUN-01", anggaran([siltap(), tunjangan(None), tunjangan(1)])).putusan == TIDAK
