"""DD-03, BAB IV.2.C: no Dana Desa for siltap, tunjangan and the BPD."""

import pytest

from apbdes.tests.contoh import TIDAK, YA, anggaran, b, putus


@pytest.mark.parametrize("kegiatan", ["1.1.01", "1.1.02", "1.1.05", "1.1.06"])
def test_satu_rupiah_dana_desa_pun_tidak_boleh(kegiatan):
    hasil = putus("DD-03", anggaran([b(kegiatan, "5.2.1.01", 5), b(kegiatan, "5.2.1.01", 1, sumber="DDS")]))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 1, ("Belanja!3",))


@pytest.mark.parametrize("kegiatan", ["1.1.03", "1.1.04", "1.1.07", "2.3.10"])
def test_kegiatan_lain_boleh(kegiatan):
    assert putus("DD-03", anggaran([b(kegiatan, "5.2.1.01", 1, sumber="DDS")])).putusan == YA


def test_baris_nol_rupiah_bukan_dana_desa():
    assert putus("DD-03", anggaran([b("1.1.01", "5.1.1.01", 0, sumber="DDS")])).putusan == YA
