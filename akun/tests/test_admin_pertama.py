"""From an installation without an admin to the first one: the link, its hour, its one use."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from akun.admin_pertama import admin_pertama_buat, tautan_awal_terbitkan
from akun.enums import Peran
from akun.models import Pengguna, Penugasan, TautanAwal

pytestmark = pytest.mark.django_db

SANDI = "kerbau-rawa-amuntai-7"
ISI = {
    "nama": "Siti Rahmah, S.Kom.",
    "email": "siti@contoh.go.id",
    "username": "admin",
    "sandi": SANDI,
    "ulangi": SANDI,
}


@pytest.fixture(autouse=True)
def _tembolok():
    cache.clear()  # who came how often
    yield
    cache.clear()


@pytest.fixture
def alamat(settings) -> str:
    settings.ALAMAT_SITUS = "http://testserver/"
    return tautan_awal_terbitkan()


def test_tautan_membuat_admin_pertama_satu_kali(client, alamat):
    assert alamat.startswith("http://testserver/akun/awal/")
    token = alamat.rstrip("/").rpartition("/")[2]
    assert TautanAwal.objects.get().sidik not in alamat and token not in str(TautanAwal.objects.values().get())
    assert client.get(alamat).status_code == 200
    assert "belum mempunyai admin" in client.get("/akun/masuk/").content.decode()
    jawab = client.post(alamat, ISI)
    assert jawab.status_code == 302
    admin = Pengguna.objects.get()
    assert (admin.nama, admin.email, list(admin.peran)) == (ISI["nama"], ISI["email"], [Peran.ADMIN])
    assert check_password(SANDI, admin.password)
    assert client.get("/akun/profil/").status_code == 200  # signed in
    assert "belum mempunyai admin" not in Client().get("/akun/masuk/").content.decode()
    assert not TautanAwal.objects.exists()
    for jawab in (client.get(alamat), client.post(alamat, ISI | {"username": "kedua"})):
        assert jawab.status_code == 404
        assert "Tautan pemasangan tidak berlaku" in jawab.content.decode()
    assert Pengguna.objects.count() == 1


@pytest.mark.parametrize(
    ("ubahan", "kalimat"),
    [
        ({"ulangi": "lain-sekali-9999"}, "sandi"),
        ({"sandi": "pendek", "ulangi": "pendek"}, "10"),
        ({"sandi": "1234567890123", "ulangi": "1234567890123"}, "angka"),
        ({"sandi": "siti@contoh.go.id", "ulangi": "siti@contoh.go.id"}, "mirip"),
        ({"nama": ""}, "wajib"),
        ({"email": "bukan surel"}, "surel"),
        ({"username": "dua kata"}, "nama pengguna"),
        ({"sandi": "", "ulangi": ""}, "wajib"),
    ],
)
def test_isian_yang_keliru_disebut_dan_yang_diketik_tetap_ada(client, alamat, ubahan, kalimat):
    isi = ISI | ubahan
    jawab = client.post(alamat, isi)
    assert jawab.status_code == 422
    galat = " ".join(k for daftar in jawab.context["form"].errors.values() for k in daftar)
    assert kalimat.casefold() in galat.casefold()
    assert f'value="{isi["username"]}"' in jawab.content.decode()
    assert not Pengguna.objects.exists()
    assert client.post(alamat, ISI).status_code == 302  # the link is still good


def test_tautan_lewat_satu_jam_atau_diganti_yang_baru(client, alamat):
    TautanAwal.objects.update(berlaku_sampai=timezone.now() - timedelta(seconds=1))
    assert client.post(alamat, ISI).status_code == 404
    lama, baru = tautan_awal_terbitkan(), tautan_awal_terbitkan()
    assert client.get(lama).status_code == 404
    assert client.get(baru).status_code == 200
    assert TautanAwal.objects.get().berlaku_sampai <= timezone.now() + timedelta(hours=1)


def test_yang_kedua_pada_saat_yang_sama_ditolak_tanpa_akun(alamat):
    token = alamat.rstrip("/").rpartition("/")[2]
    admin_pertama_buat(token=token, pengguna=Pengguna(username="satu", nama="Satu"), sandi=SANDI)
    with pytest.raises(ValidationError):
        admin_pertama_buat(token=token, pengguna=Pengguna(username="dua", nama="Dua"), sandi=SANDI)
    assert list(Pengguna.objects.values_list("username", flat=True)) == ["satu"]


def test_perintah_mencetak_tautan_selama_belum_ada_admin(capsys, settings):
    settings.ALAMAT_SITUS = "https://perut.contoh.go.id"
    Pengguna.objects.create_superuser("contoh", "x", nama="Admin contoh", demo=True)  # the demo's is none
    call_command("tautan_awal")
    tercetak = capsys.readouterr().out
    assert "https://perut.contoh.go.id/akun/awal/" in tercetak
    assert tercetak.startswith("Belum ada admin selain akun contoh. ")
    admin = Pengguna.objects.create_superuser("admin", "x", nama="Admin")
    call_command("tautan_awal")
    assert capsys.readouterr().out == "Admin sudah ada, jadi tautan pemasangan tidak dibuat.\n"
    assert not TautanAwal.objects.exists()
    Penugasan.objects.filter(pengguna=admin).update(
        mulai=timezone.now() - timedelta(days=9), selesai=timezone.now() - timedelta(days=2)
    )
    call_command("tautan_awal")  # an admin whose time is over cannot administer
    assert "/akun/awal/" in capsys.readouterr().out


def test_terlalu_sering_ditolak_dengan_kalimat(client, alamat):
    status = [client.get("/akun/awal/bukan-token/").status_code for _ in range(41)]  # a minute may end among them
    assert (set(status[:20]), 429 in status[20:]) == ({404}, True)
    jawab = client.get(alamat)
    assert (jawab.status_code, "Tunggu satu menit" in jawab.content.decode()) == (429, True)
    assert int(jawab["Retry-After"]) > 0
