"""The page of what failed: what it says, what can be done there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from antrean.models import Pekerjaan
from antrean.tests.test_antrean import CATATAN

pytestmark = pytest.mark.django_db
DAFTAR = "/pekerjaan-latar/"


def gagal(n=1, **isi):
    bawaan = {
        "nama": "antrean.tests.catat",
        "argumen": [n],
        "perihal": f"kepada Orang {n}",
        "antrean": "surel",
        "status": "gagal",
        "percobaan": 30,
        "alasan": "Server surel menolak.",
        "selesai": timezone.now(),
        "dibuat": timezone.now() - timedelta(days=2),
    }
    return Pekerjaan.objects.create(**bawaan | isi)


@pytest.fixture
def admin(client, orang):
    CATATAN.clear()
    client.force_login(orang["admin"])
    return client


def url(nama, pekerjaan):
    return reverse(f"antrean:{nama}", args=[pekerjaan.pk])


@pytest.mark.parametrize("peran", sorted(set(Peran.values) - {"admin"}))
def test_hanya_admin(client, orang, peran):
    p = gagal()
    client.force_login(orang[peran])
    assert client.get(DAFTAR).status_code == 403
    assert [client.post(url(n, p), {"alasan": "x"}).status_code for n in ("coba-lagi", "batalkan")] == [403, 403]
    assert "Pekerjaan latar" not in client.get("/").content.decode()


def test_daftar_menyebut_apa_sejak_kapan_berapa_kali_mengapa(admin):
    p = gagal()
    gagal(2, status="menunggu", selesai=None, percobaan=3)
    gagal(3, status="selesai", alasan="", percobaan=1)
    gagal(4, status="menunggu", selesai=None, percobaan=0, alasan="")
    isi = admin.get(DAFTAR).content.decode()
    for teks in ("Mencatat: kepada Orang 1", "30 kali", "Server surel menolak.", "Gagal", "Orang 2", "3 kali"):
        assert teks in isi
    assert "Orang 3" not in isi and "Orang 4" not in isi
    assert url("rinci", p) in isi
    assert "Pekerjaan latar" in admin.get("/administrasi/").content.decode()


def test_kosong_dan_yang_tersendat(admin):
    isi = admin.get(DAFTAR).content.decode()
    assert "Tidak ada yang gagal" in isi and "belum diambil" not in isi
    lama = timezone.now() - timedelta(minutes=11)
    gagal(percobaan=0, status="menunggu", alasan="", selesai=None, berikut=lama)
    assert "1 pekerjaan sudah waktunya tetapi belum diambil" in admin.get(DAFTAR).content.decode()


def test_berhalaman_dan_jumlah_kueri_tetap(admin):
    gagal(0)
    with CaptureQueriesContext(connection) as satu:
        admin.get(DAFTAR)
    for n in range(1, 30):
        gagal(n)
    with CaptureQueriesContext(connection) as banyak:
        isi = admin.get(DAFTAR).content.decode()
    assert len(satu) == len(banyak)
    assert isi.count("kepada Orang") == 25
    assert admin.get(f"{DAFTAR}?page=2").content.decode().count("kepada Orang") == 5
    assert admin.get(f"{DAFTAR}?cari=Orang 29").content.decode().count("kepada Orang") == 1
    assert admin.get(f"{DAFTAR}?_export=xlsx").status_code == 200


def test_coba_lagi(admin, django_capture_on_commit_callbacks):
    p = gagal()
    assert admin.get(url("coba-lagi", p)).status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        assert admin.post(url("coba-lagi", p)).status_code == 302
    p.refresh_from_db()
    assert (p.status, p.percobaan, CATATAN) == ("selesai", 1, [1])
    isi = admin.post(url("coba-lagi", p), follow=True).content.decode()
    assert "sudah tidak menunggu lagi: selesai" in isi
    assert "Batalkan dengan alasan" not in isi


def test_batalkan_dengan_alasan(admin, orang):
    p = gagal()
    jawaban = admin.post(url("batalkan", p), {"alasan": "  "})
    assert (jawaban.status_code, "Tulis mengapa" in jawaban.content.decode()) == (422, True)
    assert admin.post(url("batalkan", p), {"alasan": "Alamatnya salah."}).status_code == 302
    p.refresh_from_db()
    assert (p.status, p.alasan, p.oleh) == ("dibatalkan", "Alamatnya salah.", str(orang["admin"]))
    isi = admin.get(url("rinci", p)).content.decode()
    assert "Alamatnya salah." in isi and "Coba lagi" not in isi
    lagi = admin.post(url("batalkan", p), {"alasan": "Alasan yang diketik."})
    assert lagi.status_code == 422
    assert "sudah tidak menunggu lagi: dibatalkan" in lagi.content.decode()


def test_coba_lagi_semua(admin, django_capture_on_commit_callbacks):
    for n in range(3):
        gagal(n)
    gagal(9, status="dikerjakan", selesai=None, sewa=timezone.now() + timedelta(minutes=5), percobaan=2)
    with django_capture_on_commit_callbacks(execute=True):
        jawaban = admin.post(reverse("antrean:coba-lagi-semua"))
    assert jawaban.url == DAFTAR
    assert sorted(CATATAN) == [0, 1, 2]
    assert "3 pekerjaan dicoba lagi" in admin.get(DAFTAR).content.decode()
