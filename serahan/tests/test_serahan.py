"""What could not be sent: taken over once, by the right kecamatan, read by who may, and answered."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import PenggunaFactory, pengguna_berperan
from berkas.tests import berkas_contoh
from config.tests.kantor import hari_uji
from desa.tests.factories import DesaFactory
from monitoring.tests.factories import MonitoringFactory
from perut.tests.factories import KunjunganFactory
from serahan import services
from serahan.models import FotoSerahan, Serahan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
SERAHKAN, DAFTAR = reverse("serahan:serahkan"), reverse("serahan:serahan-daftar")


def badan(alamat="/", **lain):
    teks = [["Uraian temuan", "Buku kas belum ditutup.\nSejak Mei."], ["Penanggung jawab", "Kaur Keuangan"]]
    isi = [{"judul": "Temuan", "waktu": "2026-11-30T02:00:00.000Z", "teks": teks}]
    return json.dumps({"halaman": "Isi kunjungan Desa Uji", "alamat": alamat, "isi": isi} | lain).encode()


def kirim(client, isi):
    return client.post(SERAHKAN, isi, content_type="application/json")


def alamat_kunjungan(desa, **isi):
    return reverse("perut:lapangan", args=[KunjunganFactory(desa=desa, **isi).pk])


@pytest.mark.parametrize("status", ["dibatalkan", "diajukan", "disahkan"])
def test_diserahkan_sekali_dan_sampai_ke_verifikator(client, desa, orang, status):
    """Whatever became of the visit meanwhile; sent twice, as after a lost answer, it is one."""
    client.force_login(orang["pelaksana"])
    isi = badan(alamat_kunjungan(desa, status=status))
    satu, dua = kirim(client, isi).json(), kirim(client, isi).json()
    assert satu == dua
    assert satu["sidik"] == sha256(isi).hexdigest()
    serahan = Serahan.objects.get()
    assert (serahan.kecamatan, serahan.desa, serahan.oleh) == (desa.kecamatan, desa, orang["pelaksana"])
    assert serahan.isi[0]["teks"][0][1] == "Buku kas belum ditutup.\nSejak Mei."
    kabar = orang["verifikator"].pemberitahuan.get()
    assert (kabar.tautan, kabar.golongan) == (serahan.get_absolute_url(), "menunggu")
    client.force_login(orang["verifikator"])
    assert "Isian yang diserahkan kepada Anda" in client.get("/").content.decode()
    halaman = client.get(serahan.get_absolute_url()).content.decode()
    assert "Buku kas belum ditutup." in halaman
    assert "Selesai ditangani" in halaman


def test_yang_tugasnya_sudah_berakhir_tetap_dapat_menyerahkan(client, desa):
    """The page is no longer theirs, and the kecamatan still is the one they worked in."""
    orang = pengguna_berperan(Peran.PELAKSANA, desa)
    alamat = reverse("monitoring:lapangan", args=[MonitoringFactory(desa=desa).pk])
    orang.penugasan.update(mulai=hari_uji() - timedelta(days=90), selesai=hari_uji() - timedelta(days=1))
    client.force_login(Pengguna.objects.get(pk=orang.pk))
    assert client.get(reverse("serahan:peranti")).status_code == 200
    assert kirim(client, badan(alamat)).status_code == 200
    serahan = Serahan.objects.get()
    assert (serahan.kecamatan, serahan.desa) == (desa.kecamatan, desa)
    assert client.get(serahan.get_absolute_url()).status_code == 200
    assert client.get(DAFTAR).content.decode().count(serahan.halaman) >= 1


def test_alamat_di_kecamatan_lain_jatuh_ke_kecamatan_sendiri(client, desa, orang):
    """Nobody fills another kecamatan's desk by naming one of its pages."""
    lain = DesaFactory()
    client.force_login(orang["pelaksana"])
    assert kirim(client, badan(alamat_kunjungan(lain))).status_code == 200
    serahan = Serahan.objects.get()
    assert (serahan.kecamatan, serahan.desa) == (desa.kecamatan, None)


def test_tanpa_kecamatan_disebut_dan_tidak_ada_yang_tersimpan(client):
    client.force_login(PenggunaFactory())
    jawab = kirim(client, badan())
    assert jawab.status_code == 400
    assert jawab.json()["pesan"] == services.TANPA_KECAMATAN
    assert not Serahan.objects.exists()


@pytest.mark.parametrize(
    "isi",
    [
        b"",
        b"bukan json",
        b"[]",
        b'{"isi": 1}',
        b"[" * 5000,
        badan("//jahat.contoh"),
        badan("/\\jahat.contoh"),
        badan("https://jahat.contoh/"),
        badan("javascript:alert(1)"),
        badan(isi=[{"judul": 1, "waktu": "", "teks": []}]),
        badan(isi=[{"judul": "a", "waktu": "", "teks": [["satu"]]}]),
        badan(isi=[{"judul": "a", "waktu": "", "teks": []}] * 2001),
        b"\xff\xfe",
    ],
)
def test_kiriman_yang_tidak_terbaca_ditolak_dengan_kalimat(client, orang, isi):
    client.force_login(orang["pelaksana"])
    jawab = kirim(client, isi)
    assert jawab.status_code == 400
    assert "tetap ada di peranti ini" in jawab.json()["pesan"]
    assert not Serahan.objects.exists()


def test_teks_ditampilkan_sebagai_teks(client, orang):
    client.force_login(orang["pelaksana"])
    teks = [["<b>Label</b>", "<script>alert(1)</script>\x00"]]
    url = kirim(client, badan(halaman="<i>", isi=[{"judul": "<u>", "waktu": "", "teks": teks}])).json()["url"]
    isi = client.get(url).content.decode()
    assert "<script>alert(1)" not in isi
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in isi


def unggah(client, url, isi=None, **lain):
    return client.post(url, {"berkas": SimpleUploadedFile("foto.jpg", isi or berkas_contoh.gambar()), **lain})


def test_foto_ikut_sekali_dan_dijawab_dengan_sidiknya(client, desa, orang):
    client.force_login(orang["pelaksana"])
    url = kirim(client, badan(alamat_kunjungan(desa))).json()["foto"]
    foto = berkas_contoh.gambar()
    keterangan = {"keterangan": "Papan nama", "waktu": "2026-11-30T02:00:00Z", "lintang": "-2.1", "bujur": "115.4"}
    jawab = [unggah(client, url, foto, **keterangan).json() for _ in range(2)]
    assert jawab == [{"sidik": sha256(foto).hexdigest()}] * 2
    satu = FotoSerahan.objects.get()
    assert (satu.keterangan, float(satu.lintang)) == ("Papan nama", -2.1)
    client.force_login(orang["verifikator"])
    isi = client.get(reverse("serahan:serahan-foto", args=[satu.serahan_id, satu.pk]))
    assert isi["Content-Type"] == "image/jpeg"
    client.force_login(orang["sekretaris_desa"])
    assert client.get(reverse("serahan:serahan-foto", args=[satu.serahan_id, satu.pk])).status_code == 404


def test_yang_bukan_foto_ditolak_dan_tetap_di_peranti(client, orang):
    client.force_login(orang["pelaksana"])
    url = kirim(client, badan()).json()["foto"]
    jawab = unggah(client, url, b"bukan foto")
    assert jawab.status_code == 400
    assert "tetap ada di peranti ini" in jawab.json()["pesan"]
    assert client.post(url, {}).status_code == 400
    client.force_login(orang["verifikator"])
    assert unggah(client, url).status_code == 404  # another person's
    assert not FotoSerahan.objects.exists()


def test_siapa_membacanya(client, desa, orang):
    """Who wrote it, and who decides about the work of others in that kecamatan; not the village."""
    client.force_login(orang["pelaksana"])
    serahan = Serahan.objects.get(pk=kirim(client, badan(alamat_kunjungan(desa))).json()["url"].split("/")[-2])
    tetangga = pengguna_berperan(Peran.VERIFIKATOR, DesaFactory())
    terbuka = {}
    for nama, satu in {**orang, "tetangga": tetangga}.items():
        client.force_login(satu)
        terbuka[nama] = client.get(serahan.get_absolute_url()).status_code
        assert (serahan in Serahan.objects.untuk(satu)) is (terbuka[nama] == 200), nama
    assert {n for n, s in terbuka.items() if s == 200} == {"pelaksana", "verifikator", "camat", "admin"}
    assert set(terbuka.values()) == {200, 404}


def test_ditangani_dengan_kalimat_dan_yang_menyerahkan_diberi_tahu(client, desa, orang):
    client.force_login(orang["pelaksana"])
    url = kirim(client, badan(alamat_kunjungan(desa))).json()
    serahan = Serahan.objects.get()
    tangani = reverse("serahan:serahan-aksi", args=[serahan.pk, "tangani"])
    assert client.post(tangani, {"alasan": "Sendiri."}).status_code == 403
    client.force_login(orang["verifikator"])
    assert client.post(tangani, {"alasan": ""}).status_code == 422
    assert client.post(tangani, {"alasan": "Dipindahkan ke kunjungan berikutnya.", "sejak": "v0"}).status_code == 302
    serahan.refresh_from_db()
    assert serahan.status == "ditangani"
    kabar = orang["pelaksana"].pemberitahuan.get()
    assert (kabar.judul, kabar.isi) == (f"{serahan} sudah ditangani", "Dipindahkan ke kunjungan berikutnya.")
    # nothing is added to what is dealt with
    client.force_login(orang["pelaksana"])
    assert unggah(client, url["foto"]).status_code == 400
    assert kirim(client, badan(alamat_kunjungan(desa))).status_code == 200  # something new is something new


def test_bukan_dengan_membuka_alamatnya(client, orang):
    client.force_login(orang["pelaksana"])
    assert client.get(SERAHKAN).status_code == 405
    assert not Serahan.objects.exists()
