"""A cell of a sheet is a value of its column's kind, and reads back as it was written."""

import datetime

import pytest
from django.db import models

from dasar.sel import NomorWidget, PilihanWidget, TeleponWidget, sel_untuk, tanggal_baca

BILANGAN = models.PositiveSmallIntegerField(null=True, blank=True)


@pytest.mark.parametrize(
    ("bidang", "nilai", "tertulis"),
    [
        (models.CharField(), "Abdul", "Abdul"),
        (models.CharField(choices=[("sma", "SMA"), ("s1", "S-1")]), "s1", "S-1"),
        (models.BooleanField(), True, "ya"),
        (models.DateField(), datetime.date(2026, 5, 17), "17-05-2026"),
        (BILANGAN, 2, "2"),
        (BILANGAN, 0, "0"),
        (BILANGAN, None, ""),
    ],
)
def test_sel_terbaca_kembali_seperti_ditulis(bidang, nilai, tertulis):
    sel = sel_untuk(bidang)
    assert sel.render(nilai) == tertulis
    assert sel.clean(tertulis) == nilai


@pytest.mark.parametrize("teks", ["dua", "2,5", "²"])
def test_bilangan_yang_tidak_terbaca_disebut(teks):
    with pytest.raises(ValueError, match=f"“{teks}” bukan bilangan bulat"):
        sel_untuk(BILANGAN).clean(teks)


@pytest.mark.parametrize(
    "teks",
    [
        "17 Agustus 2021",
        "17 agt 2021",
        "Selasa, 17 Agustus 2021",
        "17-Agu-2021",
        "17-8-2021",
        "17/08/2021",
        "17.08.2021",
        "2021-08-17",
        "44425",
        "17 August 2021",
        "17 / 8 / 2021",
        "17-08-2021 00:00:00",
    ],
)
def test_tanggal_seperti_ditulis_kantor(teks):
    assert tanggal_baca(teks) == (datetime.date(2021, 8, 17), False)


@pytest.mark.parametrize(
    ("teks", "tahun"), [("17/08/21", 2021), ("17 Agustus 21", 2021), ("17-08-99", 1999), ("17-Agt-27", 2027)]
)
def test_tahun_dua_angka_terbaca_tetapi_ditanyakan(teks, tahun):
    assert tanggal_baca(teks) == (datetime.date(tahun, 8, 17), True)


@pytest.mark.parametrize(
    "teks", ["31-02-2026", "2021", "Agustus 2021", "17 Ogos 2021", "32/1/2021", "besok", "1234567"]
)
def test_tanggal_yang_tidak_ada_tidak_ditebak(teks):
    assert tanggal_baca(teks) == (None, False)


@pytest.mark.parametrize(
    ("tertulis", "isi"),
    [("81234567890", "081234567890"), ("081234567890", "081234567890"), ("8123", "8123"), ("(0517) 81", "(0517) 81")],
)
def test_telepon_mendapat_kembali_nolnya(tertulis, isi):
    assert TeleponWidget().clean(tertulis) == isi


def test_nip_berspasi_adalah_satu_nomor():
    assert NomorWidget().clean("19720101 199903 1 001") == "197201011999031001"
    assert NomorWidget().clean("belum ada") == "belum ada"


def test_pilihan_yang_berkoma_dipisahkan_titik_koma():
    pilihan = [("tidak", "Tidak ada"), ("belum", "Ada, belum mutakhir"), ("lengkap", "Ada, lengkap")]
    with pytest.raises(ValueError, match=r"Pilih salah satu: Tidak ada; Ada, belum mutakhir; Ada, lengkap\."):
        PilihanWidget(pilihan, kosong=None).clean("xyz")
