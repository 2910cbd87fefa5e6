"""Login, lockout, password by e-mail, profile, and the pages that say no."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from akun.pembatas import SALAH_MAKS
from akun.services.sandi_lupa import sandi_lupa_kirim
from akun.tests.factories import PenggunaFactory, pengguna_berperan
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db

SANDI = "kata-sandi-uji"
SANDI_BARU = "sawah-hijau-2026"
MASUK = "/akun/masuk/"


def masuk(client, username: str, password: str, **isi):
    return client.post(MASUK, {"username": username, "password": password, **isi})


def test_masuk_dan_keluar(client, orang):
    jawaban = masuk(client, orang["camat"].username, SANDI)
    assert jawaban.url == reverse("dasbor:hari-ini")
    assert client.post(reverse("akun:keluar")).url == MASUK
    assert client.get(reverse("akun:profil")).url == f"{MASUK}?next=/akun/profil/"


def test_masuk_kembali_ke_halaman_yang_diminta_tetapi_tidak_ke_situs_lain(client, orang):
    assert masuk(client, orang["camat"].username, SANDI, next="/akun/profil/").url == "/akun/profil/"
    client.logout()
    assert masuk(client, orang["camat"].username, SANDI, next="https://contoh.test/").url == reverse("dasbor:hari-ini")


def test_sandi_salah_mendapat_kalimat_dan_nama_pengguna_tetap(client, orang):
    jawaban = masuk(client, "camat-salah", "salah")
    assert jawaban.context["form"].non_field_errors() == [
        "Nama pengguna atau kata sandi tidak cocok. Perhatikan huruf besar dan kecil."
    ]
    assert 'value="camat-salah"' in jawaban.content.decode()


def test_akun_tidak_aktif_tidak_dapat_masuk(client, orang):
    Pengguna.objects.update(is_active=False)
    assert masuk(client, orang["camat"].username, SANDI).status_code == 422


def test_masuk_ditunda_setelah_terlalu_banyak_salah(client, orang):
    nama = orang["camat"].username
    assert [masuk(client, nama, "salah").status_code for _ in range(SALAH_MAKS)] == [422] * SALAH_MAKS
    jawaban = masuk(client, nama, SANDI)
    assert jawaban.status_code == 429
    assert "Demi keamanan akun, Anda dapat mencoba lagi 15 menit" in jawaban.content.decode()
    assert masuk(client, orang["verifikator"].username, SANDI).status_code == 302


def test_lupa_sandi_lewat_surel_sampai_masuk_lagi(client, orang):
    pengguna = orang["camat"]
    lupa = client.post(reverse("akun:sandi-lupa"), {"email": pengguna.email})
    assert lupa.url == reverse("akun:sandi-lupa-terkirim")
    assert client.get(lupa.url).status_code == 200
    sandi_lupa_kirim(pengguna.email)
    (surel,) = mail.outbox
    assert (surel.to, surel.subject) == ([pengguna.email], "Kata sandi baru untuk akun PERUT Anda")
    tautan = re.search(r"http://127.0.0.1:8000(\S+)", surel.body)[1]
    formulir = client.get(tautan, follow=True)
    alamat = formulir.redirect_chain[-1][0]
    pendek = client.post(alamat, {"new_password1": "pendek", "new_password2": "pendek"})
    assert pendek.context["form"].errors == {
        "new_password2": ["Kata sandi terlalu pendek. Harus mengandung setidaknya 10 karakter."]
    }
    selesai = client.post(alamat, {"new_password1": SANDI_BARU, "new_password2": SANDI_BARU})
    assert selesai.url == reverse("akun:sandi-pulih-selesai")
    assert client.get(selesai.url).status_code == 200
    assert masuk(client, pengguna.username, SANDI_BARU).status_code == 302
    assert "Tautan ini tidak berlaku lagi" in Client().get(tautan).content.decode()


def test_surel_yang_tidak_tercatat_dijawab_sama_dan_tidak_dikirimi(client, db):
    jawaban = client.post(reverse("akun:sandi-lupa"), {"email": "tidak@ada.test"})
    assert (jawaban.url, len(mail.outbox)) == (reverse("akun:sandi-lupa-terkirim"), 0)


def test_ganti_sandi(client, orang):
    client.force_login(orang["camat"])
    alamat = reverse("akun:sandi-ubah")
    assert client.get(alamat).status_code == 200
    isi = {"old_password": SANDI, "new_password1": SANDI_BARU, "new_password2": SANDI_BARU}
    salah = client.post(alamat, {**isi, "old_password": "bukan"})
    assert list(salah.context["form"].errors) == ["old_password"]
    assert client.post(alamat, isi).url == reverse("akun:profil")
    assert Pengguna.objects.get(pk=orang["camat"].pk).check_password(SANDI_BARU)
    assert client.get(reverse("akun:profil")).status_code == 200


def test_profil_menyimpan_dan_menampilkan_penugasan_lama(client, orang, desa):
    camat = orang["camat"]
    Penugasan.objects.create(
        pengguna=camat, peran=Peran.PELAKSANA, kecamatan=desa.kecamatan, mulai="2018-01-01", selesai="2019-12-31"
    )
    client.force_login(camat)
    jawaban = client.get(reverse("akun:profil"))
    assert [(p.peran, p.keadaan) for p in jawaban.context["penugasan"]] == [
        ("camat", "Berlaku"),
        ("pelaksana", "Berakhir"),
    ]
    isi = {"nama": "Camat Baru", "nip": "1970", "telepon": "0812", "versi": camat.versi}
    client.post(reverse("akun:profil"), isi)
    camat.refresh_from_db()
    assert (camat.nama, camat.nip, camat.telepon) == ("Camat Baru", "1970", "0812")


def test_profil_yang_salah_tidak_hilang(client, orang):
    client.force_login(orang["camat"])
    jawaban = client.post(reverse("akun:profil"), {"nama": "Camat Baru", "telepon": "8" * 31})
    assert list(jawaban.context["form"].errors) == ["telepon"]
    assert f'value="{"8" * 31}"' in jawaban.content.decode()


def test_ganti_alamat_kalender(client, orang):
    lama = orang["camat"].token_kalender
    client.force_login(orang["camat"])
    assert client.get(reverse("akun:kalender-ganti")).status_code == 405
    client.post(reverse("akun:kalender-ganti"))
    orang["camat"].refresh_from_db()
    assert orang["camat"].token_kalender != lama


def test_penugasan_berakhir_mendapat_kalimat(client, desa):
    pengguna = pengguna_berperan("camat", desa)
    pengguna.penugasan.update(selesai=datetime.date(2021, 8, 17), jabatan="Plt. Camat Awayan")
    client.force_login(pengguna)
    jawaban = client.get(reverse("desa:desa-daftar"))
    assert jawaban.status_code == 403
    assert (
        "Penugasan Anda sebagai Plt. Camat Awayan berakhir pada 17 Agustus 2021. "
        "Hubungi admin bila seharusnya masih berlaku."
    ) in jawaban.content.decode()


def test_tanpa_penugasan_mendapat_kalimat(client, db):
    client.force_login(PenggunaFactory())
    jawaban = client.get(reverse("desa:desa-daftar"))
    assert jawaban.status_code == 403
    assert "Akun Anda belum mempunyai penugasan. Hubungi admin." in jawaban.content.decode()


def test_penugasan_berlaku_sampai_hari_terakhirnya(client, desa):
    pengguna = pengguna_berperan("camat", desa)
    pengguna.penugasan.update(selesai=timezone.localdate())
    client.force_login(pengguna)
    assert client.get(reverse("desa:desa-daftar")).status_code == 200


@pytest.mark.parametrize("sudah_masuk", [True, False])
def test_halaman_tidak_ditemukan(client, orang, sudah_masuk):
    if sudah_masuk:
        client.force_login(orang["camat"])
    jawaban = client.get("/tidak/ada/")
    assert jawaban.status_code == 404
    assert "<h1>Halaman tidak ditemukan</h1>" in jawaban.content.decode()


def test_formulir_kedaluwarsa(orang):
    client = Client(enforce_csrf_checks=True)
    jawaban = masuk(client, orang["camat"].username, SANDI)
    assert jawaban.status_code == 403
    assert "<h1>Formulir ini kedaluwarsa</h1>" in jawaban.content.decode()


@pytest.mark.parametrize(("pengatur", "judul"), [("500", "Terjadi kesalahan"), ("400", "Permintaan tidak dikenali")])
def test_halaman_galat_berdiri_sendiri(pengatur, judul):
    from django.template.loader import get_template

    assert f"<h1>{judul}</h1>" in get_template(f"{pengatur}.html").render()


def test_kepala_keamanan(client, orang):
    jawaban = client.get(MASUK)
    aturan = dict(a.split(" ", 1) for a in jawaban["Content-Security-Policy"].split("; "))
    assert (aturan["default-src"], aturan["script-src"], aturan["style-src"]) == ("'none'", "'self'", "'self'")
    assert (jawaban["X-Frame-Options"], jawaban["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_tanpa_gaya_dan_skrip_sisipan(client, orang):
    client.force_login(orang["admin"])
    for nama in ("akun:profil", "akun:sandi-ubah", "desa:desa-daftar", "desa:perangkat-impor", "notifikasi:daftar"):
        isi = client.get(reverse(nama)).content.decode()
        assert re.findall(r"<style|<script(?![^>]* src=)|\sstyle=|\son\w+=", isi) == []


ADMIN = ["desa_kabupaten", "desa_kecamatan", "desa_desa", "desa_harilibur", "naskah_serinomor"]


@pytest.mark.parametrize("nama", ADMIN)
def test_admin_terbuka_bagi_admin_saja(client, orang, nama):
    for peran, status in (("admin", 200), ("verifikator", 403), ("camat", 403)):
        client.force_login(orang[peran])
        assert [client.get(reverse(f"admin:{nama}_{hal}")).status_code for hal in ("changelist", "add")] == [
            status,
            403 if status == 403 else 200,
        ]


def test_orang_hanya_dibaca_di_admin_django(client, orang):
    """No password, mailbox or role is given there, past the pages that check, record and tell it."""
    client.force_login(orang["admin"])
    camat = orang["camat"]
    ubah = reverse("admin:akun_pengguna_change", args=[camat.pk])
    assert client.get(reverse("admin:akun_pengguna_changelist")).status_code == 200
    assert client.get(ubah).status_code == 200
    isi = {"username": camat.username, "nama": "Lain", "email": "lain@contoh.test", "is_active": "on"}
    kirim = isi | {"penugasan-TOTAL_FORMS": "1", "penugasan-INITIAL_FORMS": "0", "penugasan-0-peran": "admin"}
    assert client.post(ubah, kirim).status_code == 403
    assert client.post(reverse("admin:akun_pengguna_add"), isi).status_code == 403
    sandi = {"usable_password": "true", "password1": SANDI_BARU, "password2": SANDI_BARU}
    assert client.post(ubah.replace("/change/", "/password/"), sandi).status_code in {302, 404}  # no such page
    kini = Pengguna.objects.get(pk=camat.pk)
    assert (kini.nama, kini.password, kini.peran) == (camat.nama, camat.password, {"camat"})


def test_admin_tidak_menghapus_orang_dan_wilayah(client, orang):
    client.force_login(orang["admin"])
    desa = DesaFactory()
    for nama, pk in (
        ("akun_pengguna", orang["camat"].pk),
        ("desa_desa", desa.pk),
        ("desa_kecamatan", desa.kecamatan_id),
    ):
        assert client.post(reverse(f"admin:{nama}_delete", args=[pk]), {"post": "yes"}).status_code == 403


def test_kiriman_setelah_sesi_berakhir_kembali_ke_halaman_formulirnya(client, orang):
    alamat = reverse("akun:kalender-ganti")  # answers POST only
    asal = "http://testserver/akun/profil/?a=1"
    jawaban = client.post(alamat, headers={"Referer": asal})
    assert jawaban.url == f"{MASUK}?next=/akun/profil/%3Fa%3D1"
    assert "belum tersimpan" in client.get(jawaban.url).content.decode()
    assert client.post(alamat, headers={"Referer": "https://contoh.test/x"}).url == f"{MASUK}?next=/"
