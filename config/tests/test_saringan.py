"""Every list: several states at once, from a day to a day, and a wrong filter gives neither rows nor a file."""

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from config.tests.dunia import wilayah_buat
from perut.models import Kunjungan

pytestmark = pytest.mark.django_db
# list -> the name of its filter of states, two of them, and what a row's state is read from
DAFTAR = {
    "perut:kunjungan-daftar": ("status", ["dijadwalkan", "disahkan"], "status"),
    "monitoring:monitoring-daftar": ("status", ["ditugaskan", "selesai"], "status"),
    "naskah:naskah-daftar": ("status", ["diajukan", "dicabut"], "status"),
    "naskah:arsip": ("status", ["diarsipkan", "dicabut"], "status"),
    "berkas:berkas-daftar": ("status", ["menunggu", "ditolak"], "status"),
    "tindaklanjut:temuan-daftar": ("keadaan", ["terbuka", "selesai"], "status"),
    "apbdes:daftar": ("status", ["diajukan", "ditetapkan"], "status"),
    "evaluasi:evaluasi-daftar": ("status", ["dinilai", "selesai"], "status"),
}


@pytest.fixture(scope="module")
def dunia(dunia_bersama):
    return dunia_bersama(lambda: pengguna_berperan(Peran.VERIFIKATOR, wilayah_buat()).pk)


@pytest.fixture
def masuk_dunia(client, dunia):

    client.force_login(Pengguna.objects.get(pk=dunia))
    return client


def baris(jawab):
    return [b.record for b in jawab.context["table"].rows]


@pytest.mark.parametrize("nama", DAFTAR)
def test_beberapa_keadaan_sekaligus(masuk_dunia, nama):
    saringan, dua, kolom = DAFTAR[nama]
    url = reverse(nama)
    ada = {getattr(b, kolom) for b in baris(masuk_dunia.get(url, {saringan: dua}))}
    assert ada == set(dua)
    assert {getattr(b, kolom) for b in baris(masuk_dunia.get(url, {saringan: dua[0]}))} == {dua[0]}


@pytest.mark.parametrize("nama", DAFTAR)
@pytest.mark.parametrize(
    ("saringan", "nilai", "label"),
    [
        ("", "entah", ""),
        ("dari", "kemarin", "dari"),
        ("sampai", "31-31-2026", "sampai"),
        ("tahun", "dua ribu", "Tahun"),
    ],
)
def test_saringan_keliru_tidak_mengekspor_apa_pun(masuk_dunia, nama, saringan, nilai, label):
    saringan = saringan or DAFTAR[nama][0]
    if nama == "tindaklanjut:temuan-daftar" and saringan == "tahun":
        pytest.skip("temuan tidak bersaringan tahun")
    for lagi in ({}, {"_export": "xlsx"}):
        jawab = masuk_dunia.get(reverse(nama), {saringan: nilai} | lagi)
        halaman = jawab.content.decode()
        assert (jawab.status_code, jawab["Content-Type"]) == (422, "text/html; charset=utf-8")
        assert "Saringannya keliru" in halaman and label in halaman and "Unduh xlsx" not in halaman
        assert baris(jawab) == []


@pytest.mark.parametrize("nama", DAFTAR)
def test_rentang_terbalik_disebut(masuk_dunia, nama):
    jawab = masuk_dunia.get(reverse(nama), {"dari": "2026-02-01", "sampai": "2026-01-01"})
    assert (jawab.status_code, "Mendahului tanggal awalnya." in jawab.content.decode()) == (422, True)


@pytest.mark.parametrize("nama", DAFTAR)
def test_rentang_tanggal_menyaring(masuk_dunia, nama):
    """Long before anything happened there is nothing; with an open end there is what there was."""
    url = reverse(nama)
    assert baris(masuk_dunia.get(url, {"dari": "2001-01-01", "sampai": "2001-12-31"})) == []
    assert masuk_dunia.get(url, {"dari": "2001-01-01"}).status_code == 200


def test_tanggal_batas_ikut_terhitung(masuk_dunia):
    hari = Kunjungan.objects.exclude(tanggal=None).first().tanggal.isoformat()
    jawab = masuk_dunia.get(reverse("perut:kunjungan-daftar"), {"dari": hari, "sampai": hari})
    assert {b.tanggal.isoformat() for b in baris(jawab)} == {hari}


# What a page and its file fall back to when the address asks for something that nobody offers is more than was asked.
UNDUHAN = {
    "kewajiban:tabel": ("kewajiban:tabel", {"_export": "xlsx"}, ["tahun"]),
    "evaluasi:banding-xlsx": ("evaluasi:banding", {}, ["formulir", "tahun", "desa"]),
    "evaluasi:peringkat-xlsx": ("evaluasi:peringkat", {}, ["formulir", "tahun", "kecamatan"]),
    "naskah:agenda-xlsx": ("naskah:agenda", {}, ["kecamatan", "tahun"]),
}


@pytest.mark.parametrize("nama", UNDUHAN)
def test_unduhan_dengan_saringan_keliru_tidak_menghasilkan_berkas(masuk_dunia, nama):
    halaman, dasar, saringan = UNDUHAN[nama]
    assert "spreadsheet" in masuk_dunia.get(reverse(nama), dasar)["Content-Type"]
    for kolom in saringan:
        jawab = masuk_dunia.get(reverse(nama), {**dasar, kolom: "xyz"}, follow=True)
        assert jawab.redirect_chain == [(reverse(halaman), 302)], kolom
        assert "tidak ada berkas yang dibuat" in jawab.content.decode(), kolom


# Pages that are no lists, with choices of their own: what is asked for and none of them.
LAIN = [
    ("naskah:agenda", {"tahun": "2026x"}, "Tahun"),
    ("naskah:agenda", {"tahun": "2026", "bulan": "13"}, "Bulan"),
    ("evaluasi:banding", {"tahun": "1999"}, "Tahun"),
    ("evaluasi:banding", {"desa": "entah"}, "Desa"),
    ("evaluasi:peringkat", {"formulir": "entah"}, "Formulir"),
    ("evaluasi:peringkat", {"kecamatan": "0"}, "Kecamatan"),
    ("kewajiban:tabel", {"tahun": "1999"}, "Tahun"),
    ("perut:kalender", {"bulan": "2026-13"}, "Bulan"),
    ("perut:kalender", {"pekan": "kemarin"}, "Pekan"),
    ("perut:kunjungan-daftar", {"program": "0"}, "Program"),
]


@pytest.mark.parametrize(("nama", "tanya", "label"), LAIN, ids=lambda n: str(n))
def test_halaman_dengan_pilihannya_sendiri_menyebut_yang_keliru(masuk_dunia, nama, tanya, label):
    """Not what one would have seen without the question, as if it had been answered."""
    if nama == "evaluasi:peringkat":
        masuk_dunia.force_login(pengguna_berperan(Peran.ADMIN, Kunjungan.objects.first().desa))
    biasa = masuk_dunia.get(reverse(nama))
    assert (biasa.status_code, "Saringannya keliru" in biasa.content.decode()) == (200, False)
    jawab = masuk_dunia.get(reverse(nama), tanya)
    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Saringannya keliru" in halaman and f"<li>{label}: " in halaman and "Unduh xlsx" not in halaman


def test_rekap_satu_desa_menyebut_tahun_yang_keliru(masuk_dunia):
    desa = Kunjungan.objects.first().desa
    jawab = masuk_dunia.get(reverse("kewajiban:desa", args=[desa.pk]), {"tahun": "entah"})
    assert (jawab.status_code, "<li>Tahun: " in jawab.content.decode()) == (422, True)
