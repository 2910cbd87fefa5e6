"""Nobody but those who may can fetch a file: every role, strangers, guests, and the raw storage address."""

import re
from pathlib import Path

import pytest
from django.conf import settings as pengaturan
from django.urls import reverse

from akun.enums import SEMUA, Peran
from akun.tests.factories import pengguna_berperan
from berkas.enums import StatusPindai
from berkas.models import VersiBerkas
from berkas.penyajian import ALAMAT_DALAM
from berkas.tests import berkas_contoh
from berkas.tests.contoh_unggah import unggah
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db
NGINX = (Path(pengaturan.BASE_DIR) / "pasang/nginx/perut.conf").read_text()


@pytest.fixture
def versi(desa, orang, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        versi = unggah(desa, orang["sekretaris_desa"], nama="Laporan Mei.pdf")
    versi.refresh_from_db()
    return versi


def alamat(versi) -> list[str]:
    return [reverse("berkas:berkas-isi", args=[versi.pk]), reverse("berkas:berkas-pratinjau", args=[versi.pk, 1])]


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_setiap_peran_di_wilayahnya_dan_di_luar(client, versi, orang, peran):
    client.force_login(orang[peran])
    assert [client.get(a).status_code for a in alamat(versi)] == [200, 200]
    client.force_login(pengguna_berperan(peran, DesaFactory()))
    luar = 200 if peran == Peran.ADMIN else 404
    assert [client.get(a).status_code for a in alamat(versi)] == [luar, luar]


def test_tamu_diminta_masuk(client, versi):
    assert [client.get(a).status_code for a in alamat(versi)] == [302, 302]


def test_orang_desa_lain_di_kecamatan_yang_sama(client, desa, versi):
    tetangga = pengguna_berperan("sekretaris_desa", DesaFactory(kecamatan=desa.kecamatan))
    client.force_login(tetangga)
    assert [client.get(a).status_code for a in alamat(versi)] == [404, 404]


@pytest.mark.parametrize("awalan", ["/", "/media/", "/berkas/", "/statik/", ALAMAT_DALAM, "/unggahan/"])
def test_alamat_penyimpanan_tidak_disajikan(client, orang, versi, awalan):
    client.force_login(orang["admin"])
    for nama in (versi.isi.name, versi.nama_pratinjau(1)):
        assert client.get(f"{awalan}{nama}").status_code == 404


def test_kepala_jawaban_menjaga_berkas(client, orang, versi):
    client.force_login(orang["camat"])
    jawab = client.get(alamat(versi)[0])
    assert b"".join(jawab.streaming_content) == versi.isi.read()
    assert jawab["Content-Type"] == "application/pdf"
    assert jawab["Content-Disposition"] == 'inline; filename="Laporan Mei.pdf"'
    assert (jawab["X-Content-Type-Options"], jawab["Cache-Control"]) == ("nosniff", "private, no-store")
    assert "default-src 'none'" in jawab["Content-Security-Policy"]
    assert "script-src" not in jawab["Content-Security-Policy"]
    unduh = client.get(f"{alamat(versi)[0]}?unduh=1")
    assert unduh["Content-Disposition"].startswith("attachment")


def test_office_selalu_diunduh_dan_gambar_dikurung(client, desa, orang):
    client.force_login(orang["camat"])
    docx = unggah(desa, orang["sekretaris_desa"], berkas_contoh.docx(), "catatan.exe")
    jawab = client.get(alamat(docx)[0])
    assert jawab["Content-Disposition"] == 'attachment; filename="catatan.exe.docx"'
    foto = unggah(desa, orang["sekretaris_desa"], berkas_contoh.gambar(), "foto.jpg")
    assert "sandbox" in client.get(alamat(foto)[0])["Content-Security-Policy"]
    heic = unggah(desa, orang["sekretaris_desa"], berkas_contoh.gambar("HEIF"), "foto.heic")
    assert client.get(alamat(heic)[0])["Content-Disposition"].startswith("attachment")


def test_nama_dengan_tanda_petik_dan_huruf_lain(client, desa, orang):
    client.force_login(orang["camat"])
    versi = unggah(desa, orang["sekretaris_desa"], nama="Übersicht; a=b.pdf")
    assert client.get(alamat(versi)[0])["Content-Disposition"] == (
        "inline; filename*=utf-8''%C3%9Cbersicht%3B%20a%3Db.pdf"
    )


def test_di_belakang_nginx_byte_dikirim_nginx(client, orang, versi, settings):
    settings.X_ACCEL = True
    client.force_login(orang["camat"])
    jawab = client.get(alamat(versi)[0])
    assert jawab.content == b""
    assert jawab["X-Accel-Redirect"] == f"/berkas-internal/{versi.isi.name}"
    assert jawab["Content-Disposition"] == 'inline; filename="Laporan Mei.pdf"'
    client.force_login(pengguna_berperan("camat", DesaFactory()))
    assert "X-Accel-Redirect" not in client.get(alamat(versi)[0])


def test_nginx_menutup_alamat_dalam_dan_tidak_menyajikan_berkas_lain():
    letak = re.search(r"location (/\S+) \{\s*internal;\s*auth_request off;\s*alias (\S+);", NGINX)
    assert letak.groups() == (ALAMAT_DALAM, "$perut_berkas")
    assert re.findall(r"^\s*(?:root|alias) ", NGINX, flags=re.MULTILINE).__len__() == 1
    for kepala in ("X-Content-Type-Options nosniff", "$upstream_http_content_security_policy"):
        assert kepala in NGINX


@pytest.mark.parametrize("nama", ["berkas:berkas-unggah", "naskah:pindaian-unggah", "naskah:verifikasi-berkas"])
def test_nginx_meneruskan_yang_boleh_lima_puluh_megabita(nama):
    """Otherwise nginx itself would refuse with a page of its own, in English."""
    alamat = reverse(nama, args=[7] if nama == "naskah:pindaian-unggah" else [])
    batas = re.findall(r"location (=|~) (\S+) \{\s*client_max_body_size (\d+)m;", NGINX)
    cocok = [int(b) for cara, pola, b in batas if (alamat == pola if cara == "=" else re.search(pola, alamat))]
    assert len(cocok) == 1 and cocok[0] * 1024 * 1024 > pengaturan.BERKAS_UKURAN_MAKS


@pytest.mark.parametrize("status", [s for s in StatusPindai if s not in {"bersih", "tidak_dipakai"}])
def test_sebelum_bersih_tidak_seorang_pun_dapat_membuka(client, orang, versi, status):
    VersiBerkas.objects.update(status_pindai=status)
    for peran in SEMUA:
        client.force_login(orang[peran])
        for a in alamat(versi):
            jawab = client.get(a)
            assert (jawab.status_code, "virus" in jawab.content.decode()) == (403, True)


def test_byte_yang_hilang_dari_penyimpanan_bukan_galat_500(client, orang, versi):
    Path(versi.isi.path).unlink()
    client.force_login(orang["camat"])
    assert client.get(alamat(versi)[0]).status_code == 404


def test_penyimpanan_objek_yang_tidak_menjawab_disebut(client, orang, versi, settings):
    opsi = {"bucket_name": "uji", "endpoint_url": "http://127.0.0.1:9", "access_key": "a", "secret_key": "b"}
    objek = {"BACKEND": "dasar.penyimpanan_objek.PenyimpananObjek", "OPTIONS": opsi}
    settings.STORAGES = settings.STORAGES | {"default": objek}
    client.raise_request_exception = False
    client.force_login(orang["sekretaris_desa"])
    jawab = client.get(alamat(versi)[0])
    assert (jawab.status_code, "Penyimpanan berkas tidak menjawab" in jawab.content.decode()) == (503, True)


def test_halaman_pratinjau_di_luar_jumlahnya(client, orang, versi):
    client.force_login(orang["camat"])
    for halaman in (0, 2, 99999999):
        assert client.get(reverse("berkas:berkas-pratinjau", args=[versi.pk, halaman])).status_code == 404
