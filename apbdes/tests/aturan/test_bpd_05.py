"""BPD-05, BAB IV.2.C angka 1.2: at most 20 per cent of activity 1.1.04."""

import pytest

from apbdes.tests.contoh import BUKAN, TIDAK, YA, anggaran, b, putus


@pytest.mark.parametrize(
    ("bpd", "putusan", "selisih"), [(199, YA, 0), (200, YA, 0), (201, TIDAK, 1), (500, TIDAK, 300)]
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(bpd, putusan, selisih):
    baris = [b("1.1.04", "5.2.1.01", 600), b("1.1.04", "5.2.3.01", 400), b("1.1.06", "5.2.1.01", bpd)]
    hasil = putus("BPD-05", anggaran(baris))
    assert (hasil.putusan, hasil.selisih, hasil.pembilang, hasil.penyebut) == (putusan, selisih, bpd, 1000)


def test_tanpa_operasional_pemdes_semua_operasional_bpd_berlebih():
    assert putus("BPD-05", anggaran([b("1.1.06", "5.2.1.01", 5)])).selisih == 5


def test_tanpa_operasional_bpd_tidak_berlaku():
    assert putus("BPD-05", anggaran([b("1.1.04", "5.2.1.01", 5)])).putusan == BUKAN
