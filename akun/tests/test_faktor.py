"""The second factor: who needs one, how it is set up, used once, lost and given back; and the sign-ins that go on."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken

from akun import faktor as f
from akun.enums import Peran
from akun.masuk import nama_gawai
from akun.models import Faktor, Gawai, Pengguna, Percobaan, Sesi
from akun.pembatas import KODE_AKUN
from jejak.models import Catatan
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db
SANDI = "kata-sandi-uji"
MASUK, KODE, PASANG, KEAMANAN = (reverse(f"akun:{n}") for n in ("masuk", "masuk-kode", "faktor-pasang", "keamanan"))
BUKTI, DEPAN = reverse("akun:faktor-bukti"), reverse("dasbor:hari-ini")
CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0"
WAJIB = ["admin", "admin_kabupaten", "camat", "verifikator"]


def kode_kini(faktor, geser: int = 0) -> str:
    """What an app shows whose clock is so many seconds off."""
    totp = TOTP(faktor.bin_key, faktor.step, faktor.t0, faktor.digits)
    totp.time = time.time() + geser
    return f"{totp.token():06d}"


def pasang(pengguna) -> tuple[Faktor, list[str]]:
    """Set up; its last step lies far back, so that the next code of the app is a new one."""
    sesi = SessionStore()
    faktor = f.faktor_siapkan(pengguna, sesi)
    kertas = f.faktor_pasang(pengguna=pengguna, kode=kode_kini(faktor), sesi=sesi)
    Faktor.objects.filter(pk=faktor.pk).update(last_t=-1)
    return Faktor.objects.get(pk=faktor.pk), kertas


def sandi(pengguna, klien=None, **kepala) -> Client:
    klien = klien or Client()
    klien.post(MASUK, {"username": pengguna.username, "password": SANDI}, **kepala)
    return klien


def sudah_masuk(klien) -> bool:
    return "_auth_user_id" in klien.session


# --- signing in ----------------------------------------------------------------------------
def test_tanpa_kode_tidak_masuk_dan_kode_hanya_sekali(orang):
    camat = orang["camat"]
    faktor, _ = pasang(camat)
    klien = sandi(camat)
    assert (sudah_masuk(klien), klien.get(DEPAN).url) == (False, f"{MASUK}?next=/")
    assert klien.post(KODE, {"kode": "000000"}).status_code == 422
    assert klien.post(KODE, {"kode": ""}).status_code == 422
    kode = kode_kini(faktor)
    assert klien.post(KODE, {"kode": f" {kode[:3]} {kode[3:]}"}).url == DEPAN
    assert (sudah_masuk(klien), klien.get(DEPAN).status_code) == (True, 200)
    lain = sandi(camat)
    assert (lain.post(KODE, {"kode": kode}).status_code, sudah_masuk(lain)) == (422, False)
    assert Catatan.objects.filter(jenis="masuk_gagal", uraian="Kode faktor kedua salah.").count() == 2


def test_jam_ponsel_boleh_meleset_setengah_menit(orang):
    camat = orang["camat"]
    for geser, cocok in ((-30, True), (30, True), (-120, False), (120, False)):
        Faktor.objects.all().delete()
        faktor, _ = pasang(camat)
        Faktor.objects.update(drift=0)
        assert f.kode_cocok(pengguna=camat, kode=kode_kini(faktor, geser)) is cocok


def test_kode_pemulihan_sekali_pakai_tersimpan_sebagai_sidik_dan_dikabarkan(orang):
    camat = orang["camat"]
    _, kertas = pasang(camat)
    assert (len(kertas), len(set(kertas)), f.kode_tersisa(camat)) == (10, 10, 10)
    tersimpan = set(StaticToken.objects.values_list("token", flat=True))
    assert not {k.replace("-", "") for k in kertas} & tersimpan
    assert not f.kode_cocok(pengguna=camat, kode=min(tersimpan))
    klien = sandi(camat)
    assert klien.post(KODE, {"kode": kertas[0].upper()}).url == DEPAN
    assert f.kode_tersisa(camat) == 9
    assert Pemberitahuan.objects.filter(penerima=camat, judul__startswith="Kode pemulihan").count() == 1
    assert sandi(camat).post(KODE, {"kode": kertas[0]}).status_code == 422
    lama = kertas[1]
    baru = f.kode_baru(pengguna=camat, kode=kertas[2])
    assert not f.kode_cocok(pengguna=camat, kode=lama)
    assert f.kode_cocok(pengguna=camat, kode=baru[0])


def test_kode_orang_lain_tidak_berlaku(orang):
    _, kertas = pasang(orang["camat"])
    faktor, _ = pasang(orang["verifikator"])
    assert not f.kode_cocok(pengguna=orang["verifikator"], kode=kertas[0])
    assert not f.kode_cocok(pengguna=orang["camat"], kode=kode_kini(faktor))
    assert not f.kode_cocok(pengguna=orang["pelaksana"], kode=kertas[0])


def test_menebak_kode_dibatasi_dan_kata_sandi_tidak_memulihkannya(orang):
    camat = orang["camat"]
    faktor, _ = pasang(camat)
    klien = sandi(camat)
    for _ in range(KODE_AKUN.jumlah):
        assert klien.post(KODE, {"kode": "000000"}).status_code == 422
        sandi(camat, klien)  # giving the password again wins no more attempts
    assert klien.post(KODE, {"kode": kode_kini(faktor)}).status_code == 429
    # Neither does another browser.
    assert sandi(camat).post(KODE, {"kode": kode_kini(faktor)}).status_code == 429
    Percobaan.objects.update(sejak=timezone.now() - KODE_AKUN.lama)
    assert klien.post(KODE, {"kode": kode_kini(faktor)}).status_code == 302


def test_langkah_kedua_berakhir_dan_mengikuti_kata_sandi(orang, monkeypatch):
    camat = orang["camat"]
    faktor, _ = pasang(camat)
    assert Client().get(KODE).context.get("form") is None
    klien = sandi(camat)
    Pengguna.objects.filter(pk=camat.pk).update(password="diganti")
    assert klien.post(KODE, {"kode": kode_kini(faktor)}).status_code == 422
    Pengguna.objects.filter(pk=camat.pk).update(password=camat.password)
    assert klien.get(KODE).context["form"] is not None
    monkeypatch.setattr("akun.masuk.MENUNGGU_DETIK", -1)
    assert klien.post(KODE, {"kode": kode_kini(faktor)}).status_code == 422
    assert not sudah_masuk(klien)


def test_sesudah_kode_ke_halaman_yang_diminta(orang):
    faktor, _ = pasang(orang["camat"])
    klien = Client()
    klien.post(MASUK, {"username": orang["camat"].username, "password": SANDI, "next": KEAMANAN})
    assert klien.post(KODE, {"kode": kode_kini(faktor)}).url == KEAMANAN


# --- required ------------------------------------------------------------------------------
@pytest.mark.parametrize("peran", Peran)
def test_yang_wajib_dituntun_memasangnya_yang_lain_bekerja_seperti_biasa(orang, settings, peran):
    settings.FAKTOR_KEDUA_WAJIB = WAJIB
    klien = sandi(orang[peran])
    assert sudah_masuk(klien)
    jawab = klien.get(DEPAN)
    skrip = klien.get(KEAMANAN, headers={"Accept": "application/json"})
    if peran not in WAJIB:
        assert (jawab.status_code, skrip.status_code) == (200, 200)
        return
    assert (jawab.url, skrip.status_code) == (PASANG, 403)
    assert (klien.get(PASANG).url, Faktor.objects.count()) == (BUKTI, 0)  # test_faktor_pertama.py
    Pengguna.objects.update(faktor_izin=timezone.now() + timedelta(hours=1))
    halaman = klien.get(PASANG)
    assert "Peran Anda dapat mengesahkan" in halaman.content.decode()
    assert 'src="data:image/svg+xml;base64,' in halaman.content.decode()
    faktor = Faktor.objects.get(user=orang[peran], confirmed=False)
    assert klien.get(PASANG).context["rahasia"] == halaman.context["rahasia"]  # the same at each look
    for salah in ({"kode_faktor": "000000", "sandi": SANDI}, {"kode_faktor": kode_kini(faktor), "sandi": "salah"}):
        assert klien.post(PASANG, salah).status_code == 422
        assert klien.get(DEPAN).url == PASANG
    jadi = klien.post(PASANG, {"kode_faktor": kode_kini(faktor), "sandi": SANDI})
    assert (jadi.status_code, len(re.findall(r"<code class=\"fs-5\">", jadi.content.decode()))) == (200, 10)
    assert "no-store" in jadi["Cache-Control"]
    assert klien.get(DEPAN).status_code == 200
    orang[peran].refresh_from_db()
    assert orang[peran].faktor_izin is None


def test_bawaan_pengaturan_menurut_lingkungan(settings):
    assert settings.FAKTOR_KEDUA_WAJIB == []  # the demo and the tests sign in as ever


def test_akun_contoh_tidak_diwajibkan(orang, settings):
    settings.FAKTOR_KEDUA_WAJIB = WAJIB
    Pengguna.objects.update(demo=True)
    assert sandi(orang["camat"]).get(DEPAN).status_code == 200


def test_sesi_yang_terbuka_saja_tidak_memasang_atau_melepas(orang):
    """Somebody at an open desk could otherwise shut the owner out, or the other way round take the guard away."""
    camat = orang["camat"]
    klien = sandi(camat)
    faktor = f.faktor_siapkan(camat, klien.session)
    assert klien.post(PASANG, {"kode_faktor": kode_kini(faktor)}).status_code == 422
    assert f.faktor_aktif(camat) is None
    _, kertas = pasang(camat)
    for nama in ("akun:faktor-lepas", "akun:faktor-kode"):
        for kurang in ({"sandi": "salah", "kode_faktor": kertas[0]}, {"sandi": SANDI, "kode_faktor": "000000"}):
            assert klien.post(reverse(nama), kurang).status_code == 422
        assert klien.post(reverse(nama), {"sandi": SANDI}).status_code == 422
    assert f.faktor_aktif(camat) is not None
    baru = klien.post(reverse("akun:faktor-kode"), {"sandi": SANDI, "kode_faktor": kertas[0]})
    assert baru.status_code == 200
    lepas = {"sandi": SANDI, "kode_faktor": baru.context["kode"][0]}
    assert klien.post(reverse("akun:faktor-lepas"), lepas).url == KEAMANAN
    assert (f.faktor_aktif(camat), StaticToken.objects.count()) == (None, 0)


# --- lost ----------------------------------------------------------------------------------
def test_admin_lain_mengatur_ulang_tercatat_dan_dikabarkan(client, orang, settings):
    camat, admin = orang["camat"], orang["admin"]
    pasang(camat)
    pasang(admin)
    alamat = reverse("akun:orang-faktor", args=[camat.pk])
    for peran in (p for p in Peran if p not in {"admin", "admin_kabupaten"}):
        client.force_login(orang[peran])
        assert client.post(alamat, {"sandi": SANDI}).status_code == 403
        with pytest.raises(PermissionDenied):
            f.faktor_lepas(pengguna=admin, oleh=orang[peran])
    client.force_login(admin)
    assert client.post(reverse("akun:orang-faktor", args=[admin.pk]), {"sandi": SANDI}).status_code == 404
    assert client.post(alamat, {"sandi": "salah"}).status_code == 422
    assert client.post(alamat, {"sandi": SANDI}).url == reverse("akun:orang-rinci", args=[camat.pk])
    assert client.post(alamat, {"sandi": SANDI}).status_code == 422
    camat.refresh_from_db()
    assert (f.faktor_aktif(camat), list(camat.penyentuh.all())) == (None, [admin])
    kabar = Pemberitahuan.objects.get(penerima=camat, judul__contains="dilepas")
    assert f"Oleh: {admin.nama}" in kabar.isi
    assert Catatan.objects.filter(jenis="keamanan", nama=camat.username, uraian__contains="dilepas").count() == 1
    settings.FAKTOR_KEDUA_WAJIB = WAJIB
    assert sandi(camat).get(DEPAN).url == PASANG


def test_admin_tunggal_dipulihkan_pengelola_server(orang):
    admin = orang["admin"]
    pasang(admin)
    call_command("faktor_lepas", admin.username)
    assert f.faktor_aktif(admin) is None
    assert Pemberitahuan.objects.filter(penerima=admin, isi__startswith="Oleh: pengelola server.").count() == 1
    with pytest.raises(CommandError):
        call_command("faktor_lepas", "tidak.ada")


# --- sign-ins that go on -------------------------------------------------------------------
def test_daftar_sesi_satu_dikeluarkan_dan_semuanya(orang):
    camat = orang["camat"]
    ini = sandi(camat, headers={"User-Agent": CHROME}, REMOTE_ADDR="203.0.113.5")
    itu = sandi(camat, headers={"User-Agent": FIREFOX})
    asing = sandi(orang["verifikator"])
    daftar = ini.get(KEAMANAN).context["sesi"]
    assert {(str(s), kini) for s, kini in daftar} == {
        ("Chrome di Android dari 203.0.113.5", True),
        ("Firefox di Windows dari 127.0.0.1", False),
    }
    milik_asing = Sesi.objects.get(pengguna=orang["verifikator"])
    assert ini.post(reverse("akun:sesi-akhiri", args=[milik_asing.pk])).status_code == 404
    (lain,) = (s for s, kini in daftar if not kini)
    assert ini.post(reverse("akun:sesi-akhiri", args=[lain.pk])).url == KEAMANAN
    assert (itu.get(DEPAN).status_code, asing.get(DEPAN).status_code) == (302, 200)
    tak_tercatat = Client()
    tak_tercatat.force_login(camat)  # one from before sign-ins were listed
    ketiga = sandi(camat)
    assert ini.post(reverse("akun:sesi-akhiri-semua")).url == KEAMANAN
    assert [k.get(DEPAN).status_code for k in (ini, ketiga, tak_tercatat, asing)] == [200, 302, 302, 200]
    assert [kini for _, kini in ini.get(KEAMANAN).context["sesi"]] == [True]
    assert Gawai.objects.filter(pengguna=camat).count() == 1


def test_kata_sandi_yang_diganti_mengeluarkan_yang_lain_dari_daftar(orang):
    ini, itu = sandi(orang["camat"]), sandi(orang["camat"])
    ganti = {"old_password": SANDI, "new_password1": "sawah-hijau-2026", "new_password2": "sawah-hijau-2026"}
    assert ini.post(reverse("akun:sandi-ubah"), ganti).status_code == 302
    assert itu.get(DEPAN).status_code == 302
    assert [kini for _, kini in ini.get(KEAMANAN).context["sesi"]] == [True]


def test_keluar_dan_sesi_yang_habis_tidak_lagi_di_daftar(orang):
    camat = orang["camat"]
    ini, itu = sandi(camat), sandi(camat)
    itu.post(reverse("akun:keluar"))
    assert Sesi.objects.filter(pengguna=camat).count() == 1
    sandi(camat)
    Session.objects.exclude(session_key=ini.session.session_key).delete()
    assert len(ini.get(KEAMANAN).context["sesi"]) == Sesi.objects.filter(pengguna=camat).count() == 1


def test_gawai_baru_dikabarkan_yang_pertama_dan_yang_dikenal_tidak(orang):
    camat = orang["camat"]

    def kabar():
        return Pemberitahuan.objects.filter(penerima=camat, judul__contains="gawai baru")

    pertama = sandi(camat, headers={"User-Agent": CHROME})
    pertama.post(reverse("akun:keluar"))
    sandi(camat, pertama, headers={"User-Agent": CHROME})
    assert (kabar().count(), Gawai.objects.count()) == (0, 1)
    sandi(camat, headers={"User-Agent": FIREFOX}, REMOTE_ADDR="203.0.113.8")
    assert kabar().get().isi.startswith("Firefox di Windows, alamat 203.0.113.8, ")
    # The same browser of somebody else is not his.
    pertama.post(reverse("akun:keluar"))
    sandi(orang["verifikator"], pertama)
    assert Gawai.objects.filter(pengguna=orang["verifikator"]).count() == 1


@pytest.mark.parametrize(
    ("teks", "nama"), [(CHROME, "Chrome di Android"), ("", "Peramban lain"), ("curl/8.5", "Peramban lain")]
)
def test_nama_gawai(teks, nama):
    assert nama_gawai(teks) == nama


def test_dua_yang_memakai_kode_yang_sama_bersamaan(orang):
    """The account's row is the lock: asked one after the other, the second finds it used."""
    _, kertas = pasang(orang["camat"])
    assert [f.kode_cocok(pengguna=orang["camat"], kode=kertas[3]) for _ in range(2)] == [True, False]


def test_memasang_dua_kali_ditolak(orang):
    pasang(orang["camat"])
    with pytest.raises(ValidationError, match="sudah terpasang"):
        f.faktor_pasang(pengguna=orang["camat"], kode="123456", sesi=SessionStore())
