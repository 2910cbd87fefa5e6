"""The visit filled in by a plain form, without JavaScript: the same rows, the same contract."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.isian_biasa import isian, nama
from desa.tests.factories import PerangkatFactory
from perut.models import Kegiatan, Kehadiran, Kunjungan, Pemeriksaan
from perut.services.isian import isian_simpan, kunjungan_siapkan_isian
from perut.tests.factories import BukuFactory, KunjunganFactory
from tindaklanjut.models import Temuan

pytestmark = pytest.mark.django_db


@pytest.fixture
def petugas(desa):
    return pengguna_berperan(Peran.PELAKSANA, desa, nama="Pelaksana Satu")


@pytest.fixture
def kunjungan(desa, petugas):
    BukuFactory(kode="A.1", nama="Buku Peraturan di Desa")
    PerangkatFactory(desa=desa, nama="Kepala Desa Putat Basiun", jabatan="kepala_desa")
    k = KunjunganFactory(
        desa=desa, petugas=[petugas], status="berlangsung", notulen="", tanggal=datetime.date(2026, 5, 5)
    )
    k = Kunjungan.objects.get(pk=k.pk)
    kunjungan_siapkan_isian(k)
    return k


@pytest.fixture
def url(kunjungan):
    return reverse("perut:lapangan-biasa", args=[kunjungan.pk])


def test_diisi_dan_diajukan_tanpa_skrip(client, kunjungan, petugas, url, orang):
    client.force_login(petugas)
    assert url in client.get(reverse("perut:lapangan", args=[kunjungan.pk])).content.decode()
    isi = isian(client.get(url).content.decode())
    isi[next(n.removesuffix("-dahulu") for n in isi if n.startswith("hadir-"))] = "ya"
    isi[nama(isi, "kunjungan", "notulen")] = "Petugas memeriksa buku."
    isi[nama(isi, "kegiatan", "jenis")] = "supervisi"
    isi[nama(isi, "kegiatan", "topik")] = "Buku kas"
    isi[nama(isi, "pemeriksaan", "ada")] = "tidak"
    gambar = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(gambar, "JPEG")
    foto = SimpleUploadedFile("a.jpg", gambar.getvalue(), "image/jpeg")
    jawab = client.post(url, isi | {"foto": foto}, follow=True)
    assert "5 isian disimpan." in jawab.content.decode()
    kunjungan.refresh_from_db()
    assert (kunjungan.notulen, Kehadiran.objects.get().nama) == ("Petugas memeriksa buku.", "Kepala Desa Putat Basiun")
    assert (Kegiatan.objects.get().topik, Pemeriksaan.objects.get().ada) == ("Buku kas", False)
    assert (kunjungan.foto_set.count(), Temuan.objects.count()) == (1, 0)

    # Sent once more as it is nothing changes; unticked and removed, both go.
    halaman = jawab.content.decode()
    assert "Tidak ada yang berubah." in client.post(url, isian(halaman), follow=True).content.decode()
    isi = isian(halaman)
    del isi[next(n for n in isi if n.startswith("hadir-") and not n.endswith("-dahulu"))]
    isi[f"kegiatan-{Kegiatan.objects.get().pk}-hapus"] = "ya"
    client.post(url, isi)
    assert (Kehadiran.objects.count(), Kegiatan.objects.count()) == (0, 0)


def test_yang_keliru_ditolak_di_tempatnya_dan_yang_lain_tersimpan(client, kunjungan, petugas, url):
    client.force_login(petugas)
    isi = isian(client.get(url).content.decode())
    isi[nama(isi, "kegiatan", "topik")] = "Tanpa jenis"
    isi[nama(isi, "pemeriksaan", "ada")] = "ya"
    isi[nama(isi, "pemeriksaan", "mutakhir_sampai")] = "2026-06"
    isi[nama(isi, "kunjungan", "notulen")] = "Tersimpan"
    jawab = client.post(url, isi)
    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    for kalimat in (
        "Jenis kegiatan belum dipilih.",
        "Bulan ini melewati bulan kunjungan",
        "1 isian lain sudah disimpan",
    ):
        assert kalimat in halaman
    assert 'value="Tanpa jenis"' in halaman
    kunjungan.refresh_from_db()
    assert (kunjungan.notulen, Kegiatan.objects.count(), Pemeriksaan.objects.get().ada) == ("Tersimpan", 0, None)

    isi = isian(halaman)  # what came back is sent again, mended
    isi[nama(isi, "kegiatan", "jenis")] = "supervisi"
    isi[nama(isi, "pemeriksaan", "mutakhir_sampai")] = "2026-04"
    assert client.post(url, isi).status_code == 302
    assert (Kegiatan.objects.get().topik, str(Pemeriksaan.objects.get().mutakhir_sampai)) == (
        "Tanpa jenis",
        "2026-04-01",
    )


def test_perubahan_rekan_tidak_tertimpa(client, kunjungan, petugas, url):
    client.force_login(petugas)
    isi = isian(client.get(url).content.decode())
    p = Pemeriksaan.objects.get()
    lain = {"buku": str(p.buku_id), "ada": "tidak", "catatan": "Hilang"}
    rekan = pengguna_berperan(Peran.PELAKSANA, kunjungan.desa, nama="Pelaksana Dua")
    kunjungan.petugas.add(rekan)
    isian_simpan(kunjungan=kunjungan, jenis="pemeriksaan", pk=p.pk, versi=0, isi=lain, oleh=rekan)
    assert client.post(url, isi).status_code == 302  # untouched here
    p.refresh_from_db()
    assert (p.ada, p.catatan) == (False, "Hilang")
    isi[nama(isi, "pemeriksaan", "ada")] = "ya"
    jawab = client.post(url, isi)
    halaman = jawab.content.decode()
    assert (jawab.status_code, "Pelaksana Dua sudah mengubahnya (Ada: Tidak; Catatan: Hilang)." in halaman) == (
        422,
        True,
    )
    p.refresh_from_db()
    assert p.ada is False
    assert client.post(url, isian(halaman)).status_code == 302  # seen, and decided
    p.refresh_from_db()
    assert p.ada is True


def test_yang_sudah_diajukan_tertutup(client, kunjungan, petugas, url):
    client.force_login(petugas)
    Kunjungan.objects.update(status="dibatalkan")
    assert [client.get(url).status_code, client.post(url, {}).status_code] == [403, 403]
