"""Regions as the administration keeps them: within one's kabupaten, by the codes of Kemendagri, with history."""

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.models import Desa, Kecamatan, RiwayatData
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def masuk(client, desa):
    pengguna = pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)
    client.force_login(pengguna)
    return pengguna


def test_kecamatan_dan_desa_ditambah_di_kabupatennya(client, desa, masuk):
    kabupaten = desa.kecamatan.kabupaten
    isi = {"kabupaten": kabupaten.pk, "kode": f"{kabupaten.kode}.97", "nama": "Baru"}
    assert client.post(reverse("desa:wilayah-tambah"), isi).url == reverse("desa:wilayah-daftar")
    kecamatan = Kecamatan.objects.get(nama="Baru")
    isi = {"kecamatan": kecamatan.pk, "kode": f"{kecamatan.kode}.2001", "nama": "Suka Maju", "jenis": "desa"}
    assert client.post(reverse("desa:desa-tambah"), isi).status_code == 302
    assert [RiwayatData.objects.tentang(o).get().oleh for o in (kecamatan, Desa.objects.get(nama="Suka Maju"))] == [
        masuk.pk
    ] * 2
    baris = {b.record: b.record.banyak for b in client.get(reverse("desa:wilayah-daftar")).context["table"].rows}
    assert baris == {desa.kecamatan: 1, kecamatan: 1}


@pytest.mark.parametrize(
    ("kode", "kalimat"),
    [
        ("{k}.20", "Kode wilayah ditulis seperti 63.11.03.2021."),
        ("99.99.99.2001", "Kode di {nama} berawalan {k}."),
        ("{d}", "Desa berkode ini sudah ada."),
    ],
)
def test_kode_yang_keliru_ditolak_di_tempatnya(client, desa, masuk, kode, kalimat):
    k = desa.kecamatan
    ganti = {"k": k.kode, "d": desa.kode, "nama": k}
    isi = {"kecamatan": k.pk, "kode": kode.format(**ganti), "nama": "Suka Maju", "jenis": "desa"}
    jawab = client.post(reverse("desa:desa-tambah"), isi)
    assert jawab.status_code == 422
    assert jawab.context["form"].errors == {"kode": [kalimat.format(**ganti)]}
    assert 'value="Suka Maju"' in jawab.content.decode()
    assert Desa.objects.count() == 1


def test_nama_diubah_kodenya_tetap(client, desa, masuk):
    isi = {"nama": "Putat Baru", "jenis": "kelurahan", "kode": "63.11.03.9999", "versi": str(desa.versi)}
    assert client.post(reverse("desa:desa-nama", args=[desa.pk]), isi).status_code == 302
    kini = Desa.objects.get()
    assert (kini.nama, kini.jenis, kini.kode) == ("Putat Baru", "kelurahan", desa.kode)


def test_kabupaten_lain_tidak_ditemukan(client, desa, masuk):
    lain = DesaFactory()
    for nama, pk in (
        ("wilayah-ubah", lain.kecamatan_id),
        ("kecamatan-ubah", lain.kecamatan_id),
        ("desa-nama", lain.pk),
        ("desa-ubah", lain.pk),
        ("desa-rinci", lain.pk),
    ):
        alamat = reverse(f"desa:{nama}", args=[pk])
        assert [client.get(alamat).status_code, client.post(alamat, {"nama": "X"}).status_code] == [404, 404], nama
    isi = {"kecamatan": lain.kecamatan_id, "kode": f"{lain.kecamatan.kode}.2001", "nama": "X", "jenis": "desa"}
    assert client.post(reverse("desa:desa-tambah"), isi).status_code == 422
