"""DC-01, BAB III.1.C Keterangan: a reserve fund needs its Perdes, promulgated before the draft is handed in."""

import datetime

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, f, putus

CADANGAN = [f("6.2.1.01", 1, "PAD")]
HARI = datetime.date(2023, 12, 1)


@pytest.mark.parametrize(("beda", "putusan"), [(-1, YA), (0, YA), (1, TIDAK)])
def test_tanggal_perdes_paling_lambat_pada_hari_disampaikan(beda, putusan):
    isi = anggaran(
        pembiayaan=CADANGAN,
        perdes_dana_cadangan="Perdes 4/2023",
        tanggal_perdes_dana_cadangan=HARI + datetime.timedelta(days=beda),
        tanggal_disampaikan=HARI,
    )
    assert putus("DC-01", isi).putusan == putusan


def test_tanpa_perdes_dilanggar():
    hasil = putus("DC-01", anggaran(pembiayaan=CADANGAN, tanggal_disampaikan=HARI))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, None, ("Pembiayaan!2",))


@pytest.mark.parametrize("kosong", ["tanggal_perdes_dana_cadangan", "tanggal_disampaikan"])
def test_tanggal_kosong_tidak_dapat_ditentukan(kosong):
    isi = {"tanggal_perdes_dana_cadangan": HARI, "tanggal_disampaikan": HARI} | {kosong: None}
    hasil = putus("DC-01", anggaran(pembiayaan=CADANGAN, perdes_dana_cadangan="Perdes 4/2023", **isi))
    assert hasil.putusan == BELUM
    assert f"Identitas kunci {kosong}" in hasil.pesan


def test_tanpa_pembentukan_dana_cadangan_tidak_berlaku():
    assert putus("DC-01", anggaran(pembiayaan=[f("6.1.2.01", 9), f("6.2.2.01", 9)])).putusan == BUKAN
    assert putus("DC-01", anggaran(pembiayaan=[f("6.2.1.01", 0)])).putusan == BUKAN
