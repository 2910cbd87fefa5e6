"""The kabupaten's own codes on pages of the administration: within one's kabupaten, 90-99, with history."""

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.models import KegiatanTambahan
from apbdes.tests.factories import KegiatanTambahanFactory, RekeningTambahanFactory
from desa.models import RiwayatData
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db
ISI = {"tahun": "2027", "kode": "02.03.91.", "nama": "Jembatan titian", "pelaksana": "", "dasar": "Perbup 1/2026"}


def alamat(kerja, *pk, jenis="kegiatan"):
    return reverse(f"apbdes:kode-{jenis}-{kerja}", args=pk)


@pytest.fixture
def kabupaten(client, orang, desa):
    client.force_login(orang["admin_kabupaten"])
    return desa.kecamatan.kabupaten


def test_kode_dicatat_diubah_dihapus_dengan_riwayat(client, kabupaten):
    assert client.post(alamat("tambah"), ISI | {"kabupaten": kabupaten.pk}).url == alamat("daftar")
    kode = KegiatanTambahan.objects.get()
    assert (kode.kode, kode.versi) == ("2.3.91", 1)
    ubah = ISI | {"kabupaten": kabupaten.pk, "nama": "Jembatan gantung", "versi": "1"}
    assert client.post(alamat("ubah", kode.pk), ubah).status_code == 302
    assert client.post(alamat("ubah", kode.pk), ubah | {"nama": "Lain"}).status_code == 422  # of an older page
    assert client.post(alamat("hapus", kode.pk), {"versi": "2"}).url == alamat("daftar")
    riwayat = RiwayatData.objects.filter(jenis="kegiatantambahan", nomor=kode.pk)
    assert sorted(r.sebutan for r in riwayat) == ["Diubah", "Dicatat", "Dihapus"] or riwayat.count() == 3
    assert not KegiatanTambahan.objects.exists()


@pytest.mark.parametrize(
    ("ganti", "kolom", "kalimat"),
    [
        ({"kode": "2.3.14"}, "kode", "Kode milik kabupaten berakhiran 90 sampai 99."),
        ({"kode": "9.9.90"}, "kode", "9.9 tidak ada dalam Permendagri 20/2018."),
        ({"tahun": "dua"}, "tahun", "Tulis bilangan bulat."),
        ({"nama": ""}, "nama", "Wajib diisi."),
        ({"kode": "2.3.90", "tahun": "2024"}, "__all__", "Kode ini sudah ada untuk tahun itu."),
    ],
)
def test_yang_keliru_ditolak_di_tempatnya(client, kabupaten, ganti, kolom, kalimat):
    KegiatanTambahanFactory(kabupaten=kabupaten)
    jawab = client.post(alamat("tambah"), ISI | {"kabupaten": kabupaten.pk} | ganti)
    assert jawab.status_code == 422
    assert jawab.context["form"].errors == {kolom: [kalimat]}
    assert 'value="Perbup 1/2026"' in jawab.content.decode()
    assert KegiatanTambahan.objects.count() == 1


def test_kode_kabupaten_lain_tidak_ditemukan(client, kabupaten):
    jauh = DesaFactory()
    pengguna_berperan(Peran.CAMAT, jauh)
    lain = RekeningTambahanFactory(kabupaten=jauh.kecamatan.kabupaten)
    sini = RekeningTambahanFactory(kabupaten=kabupaten)
    assert [b.record for b in client.get(alamat("daftar", jenis="rekening")).context["table"].rows] == [sini]
    for kerja in ("ubah", "hapus"):
        assert client.get(alamat(kerja, lain.pk, jenis="rekening")).status_code == 404
        assert client.post(alamat(kerja, lain.pk, jenis="rekening"), ISI).status_code == 404
    assert client.post(alamat("tambah"), ISI | {"kabupaten": jauh.kecamatan.kabupaten_id}).status_code == 422
