"""The pages of the duties: whose region, what is found, and what an address may ask for."""

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan, tugaskan
from desa.tests.factories import DesaFactory, KecamatanFactory
from kewajiban.pencarian import SUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def kecamatan(db):
    return KecamatanFactory(kode="61.11.02", kabupaten__kode="61.11")


@pytest.fixture
def sekdes(kecamatan):
    return pengguna_berperan(Peran.SEKRETARIS_DESA, DesaFactory(kecamatan=kecamatan))


@pytest.fixture
def buka(client, sekdes):
    client.force_login(sekdes)
    return lambda nama, *args, **isi: client.get(reverse(f"kewajiban:{nama}", args=args), isi)


def test_desa_melihat_yang_berlaku_di_wilayahnya_dari_nasional_dan_setempat(buka):
    isi = buka("daftar").content.decode()
    assert "125 kewajiban." in isi
    assert "LPJ realisasi APBDes TA 2023 dalam bentuk Perdes" in isi  # Perbup Kayong Utara
    assert "Pendampingan rutin ke desa" not in isi  # Kecamatan Awayan only


@pytest.mark.parametrize(
    ("saringan", "kode"),
    [
        ({"cari": "kinerja bpd", "waktu": "bertanggal"}, {"KW-088", "KW-219"}),
        ({"waktu": "kejadian", "pihak": "kecamatan"}, {"KW-203"}),
        ({"kepastian": "ingatan"}, {"KW-206b", "KW-213", "KW-218b"}),
        ({"cari": "20% \x00 <script>"}, set()),
    ],
)
def test_saringan(buka, saringan, kode):
    jawab = buka("daftar", **saringan)
    assert jawab.status_code == (422 if "\x00" in saringan.get("cari", "") else 200)
    assert {b.kewajiban.kode for b in jawab.context["butir"]} == kode


@pytest.mark.parametrize(
    "isi", [{"bidang": "sihir"}, {"cari": "a" * 1000}, {"kecamatan": "99.99.99"}, {"pihak": "raja"}]
)
def test_saringan_keliru_disebut_dan_tidak_menampilkan_apa_pun(buka, isi):
    jawab = buka("daftar", **isi)
    assert jawab.status_code == 422
    assert "Saringannya keliru" in jawab.content.decode()


def test_yang_paling_dekat_lebih_dahulu(buka):
    dekat = [b.berikutnya.hari for b in buka("daftar").context["butir"] if b.berikutnya]
    assert dekat == sorted(dekat)
    assert not buka("daftar").context["butir"][-1].kewajiban.aturan.bertanggal


def test_setahun_menyebut_hari_terakhir_dan_geserannya(buka):
    isi = buka("jadwal", tahun="2027").content.decode()
    assert "Rabu, 31 Maret 2027" in isi
    assert "Minggu, 31 Oktober 2027" in isi
    assert "bukan hari kerja, jadi sampai Senin, 1 November 2027" in isi
    assert "Sesudah suatu kejadian" in isi


@pytest.mark.parametrize("tahun", ["1900", "dua ribu", "99999999999999999999"])
def test_tahun_yang_tidak_ada(buka, tahun):
    assert buka("jadwal", tahun=tahun).status_code == 422


def test_rincian_menyebut_sumber_pertentangan_dan_setaranya(buka):
    isi = buka("rinci", "KW-083").content.decode()
    assert "Perbup Kayong Utara 66/2023, Lampiran I BAB VI 3.A butir 7" in isi
    assert "dibaca 31 Maret" in isi
    assert "LPJ realisasi APBDes</a>" in isi  # the national one
    assert "https://" in buka("rinci", "KW-215").content.decode()


@pytest.mark.parametrize("kode", ["KW-100", "KW-999", "x"])
def test_yang_tidak_berlaku_di_sini_tidak_ditemukan(buka, kode):
    assert buka("rinci", kode).status_code == 404


def test_camat_dua_wilayah_memilih_kecamatannya(client, kecamatan):
    lain = KecamatanFactory(kode="63.11.03")
    camat = pengguna_berperan(Peran.CAMAT, DesaFactory(kecamatan=kecamatan))
    tugaskan(camat, Peran.CAMAT, DesaFactory(kecamatan=lain))
    client.force_login(camat)
    isi = client.get(reverse("kewajiban:daftar"), {"kecamatan": "63.11.03"}).content.decode()
    assert "Pendampingan rutin ke desa" in isi
    assert "?kecamatan=63.11.03" in isi
    assert "Perbup Kayong Utara 66/2023" not in isi


def test_petunjuk_tidak_pernah_dinyatakan_terlambat(buka):
    isi = buka("rinci", "KW-213").content.decode()
    assert "Tidak pernah dihitung terlambat" in isi


def test_hitungan_kueri_tetap(buka, django_assert_max_num_queries):
    for nama in ("daftar", "jadwal"):
        with django_assert_max_num_queries(12):
            assert buka(nama).status_code == 200


def test_pencarian_menemukan_yang_ada_di_daftarnya(buka, sekdes):
    """Of the same kecamatan, in the same order; the village of somebody else is in no duty."""
    for kata in ("laporan kinerja", "kw-088", "tidak ada di mana pun", "“Bupati”"):
        ada = [b.kewajiban.kode for b in buka("daftar", cari=kata).context["butir"]]
        assert [b.kewajiban.kode for b in SUMBER[0].cari(sekdes, kata)] == ada
    (satu,) = SUMBER[0].cari(sekdes, "kw-088")
    assert SUMBER[0].hasil(satu).url == reverse("kewajiban:rinci", args=["KW-088"])
