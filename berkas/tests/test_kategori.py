"""Kinds of documents on pages of the administration: kept by the admin, never deleted, code and period for good."""

import pytest
from django.urls import reverse

from berkas.models import KategoriBerkas
from desa.models import RiwayatData

pytestmark = pytest.mark.django_db
TAMBAH, DAFTAR = reverse("berkas:kategori-tambah"), reverse("berkas:kategori-daftar")
ISI = {"kode": "laporan-bumdes", "nama": "Laporan BUM Desa", "kelompok": "laporan", "periode": "tahunan", "aktif": "on"}


@pytest.fixture(autouse=True)
def admin(client, orang):
    client.force_login(orang["admin"])
    return orang["admin"]


def test_kategori_dicatat_lalu_dinonaktifkan_tanpa_berganti_periode(client, admin):
    assert client.post(TAMBAH, ISI).url == DAFTAR
    kategori = KategoriBerkas.objects.get()
    ubah = reverse("berkas:kategori-ubah", args=[kategori.pk])
    isi = {"nama": "Laporan BUM Desa", "kelompok": "laporan", "kode": "lain", "periode": "bulanan", "versi": "1"}
    assert client.post(ubah, isi).url == DAFTAR
    kategori.refresh_from_db()
    assert (kategori.kode, kategori.periode, kategori.aktif, kategori.urut) == ("laporan-bumdes", "tahunan", False, 0)
    assert {r.oleh for r in RiwayatData.objects.tentang(kategori)} == {admin.pk}
    assert client.post(ubah, isi | {"nama": "Nama lain", "versi": "1"}).status_code == 422  # of an older page


@pytest.mark.parametrize(
    ("ganti", "kolom", "kalimat"),
    [
        ({"kode": "laporan bumdes"}, "kode", "Kode hanya berisi huruf, angka, garis bawah, dan tanda hubung."),
        ({"kode": "lppd"}, "kode", "Kategori berkode ini sudah ada."),
        ({"nama": ""}, "nama", "Wajib diisi."),
    ],
)
def test_yang_keliru_ditolak_di_tempatnya(client, ganti, kolom, kalimat):
    KategoriBerkas.objects.create(kode="lppd", nama="LPPD", kelompok="laporan", periode="tahunan")
    jawab = client.post(TAMBAH, ISI | ganti)
    assert jawab.status_code == 422
    assert [str(k) for k in jawab.context["form"].errors[kolom]] == [kalimat]
    assert KategoriBerkas.objects.count() == 1
