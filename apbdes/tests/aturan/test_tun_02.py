"""TUN-02, BAB IV.2.C angka 1.1 huruf d: 10 per cent of each one's own siltap."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, gaji, putus


def siltap(penerima, harga, **lain):
    return gaji("1.1.02", "5.1.2.01", penerima, harga, **lain)


def tunjangan(penerima, harga, **lain):
    return gaji("1.1.02", "5.1.2.02", penerima, harga, **lain)


SEMUA = [siltap("sekdes", 2_250_000), siltap("kaur", 2_100_000)]


@pytest.mark.parametrize(
    ("sekdes", "kaur", "putusan", "selisih"),
    [
        (225_000, 210_000, YA, 0),
        (225_001, 210_000, TIDAK, 1),
        (225_000, 209_999, TIDAK, 1),
        (225_010, 210_005, TIDAK, 15),
        (210_000, 225_000, TIDAK, 30_000),
    ],
)
def test_masing_masing_dari_siltapnya(sekdes, kaur, putusan, selisih):
    hasil = putus("TUN-02", anggaran([*SEMUA, tunjangan("sekdes", sekdes), tunjangan("kaur", kaur)]))
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


@pytest.mark.parametrize(
    "baris",
    [
        [*SEMUA, tunjangan("kasi", 210_000)],
        [*SEMUA, tunjangan("", 210_000)],
        [*SEMUA, tunjangan("kaur", None)],
        [*SEMUA, siltap("", 2_100_000), tunjangan("kaur", 210_000)],
    ],
)
def test_data_kurang_tidak_pernah_lulus(baris):
    assert putus("TUN-02", anggaran(baris)).putusan == BELUM


def test_satu_yang_salah_melanggar_meski_yang_lain_kurang_data():
    hasil = putus("TUN-02", anggaran([*SEMUA, tunjangan("kasi", 210_000), tunjangan("kaur", 1)]))
    assert (hasil.putusan, hasil.baris) == (TIDAK, ("Belanja!5",))


def test_tanpa_tunjangan_tidak_berlaku():
    assert putus("TUN-02", anggaran(SEMUA)).putusan == BUKAN
