"""DC-05, BAB III.1.C: a reserve fund does not go past the last year of the village head's term."""

import datetime

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, f, putus

CADANGAN = [f("6.2.1.01", 1, "PAD")]


@pytest.mark.parametrize(("tahun", "putusan"), [(2025, YA), (2024, YA), (2023, TIDAK)])
def test_tahun_anggaran_paling_lambat_tahun_akhir_jabatan(tahun, putusan):
    isi = anggaran(pembiayaan=CADANGAN, akhir_masa_jabatan_kades=datetime.date(tahun, 1, 1))
    assert putus("DC-05", isi).putusan == putusan


def test_tanggal_kosong_tidak_dapat_ditentukan():
    hasil = putus("DC-05", anggaran(pembiayaan=CADANGAN))
    assert hasil.putusan == BELUM
    assert "Identitas kunci akhir_masa_jabatan_kades" in hasil.pesan


def test_tanpa_pembentukan_dana_cadangan_tidak_berlaku():
    assert putus("DC-05", anggaran(akhir_masa_jabatan_kades=datetime.date(2020, 1, 1))).putusan == BUKAN
