"""What somebody tries who has a password, an open session, a mailbox or an account of an admin, and wants more."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from akun import faktor as f
from akun.enums import CaraUndangan, Peran
from akun.models import Faktor, Gawai, Konsep, Pengguna, Penugasan, Percobaan, SurelBaru, Undangan
from akun.orang_kedua import TUNGGU, orang_kedua
from akun.pembatas import GAWAI, KODE_AKUN
from akun.rahasia import SegelLain, buka_segel, segel
from akun.services import sandi_ganti
from akun.services.orang import penugasan_beri
from akun.services.sandi_lupa import sandi_lupa_kirim
from akun.services.surel import surel_dari, surel_minta, surel_pastikan_kirim
from akun.services.undangan import undangan_buat, undangan_terima
from akun.tests.test_faktor import DEPAN, KODE, MASUK, PASANG, SANDI, WAJIB, kode_kini, pasang, sandi, sudah_masuk
from dasar.waktu import hari_ini
from jejak.models import Catatan
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db
BARU = "sawah-hijau-2026"
LEPAS, KODE_BARU = reverse("akun:faktor-lepas"), reverse("akun:faktor-kode")


def pulihkan(pengguna, klien, mailoutbox) -> None:
    """By the link in the mail, in this browser."""
    sandi_lupa_kirim(pengguna.email)
    pulih = mailoutbox[-1].body.split("127.0.0.1:8000")[1].split()[0]
    formulir = klien.get(pulih, follow=True).redirect_chain[-1][0]
    assert klien.post(formulir, {"new_password1": BARU, "new_password2": BARU}).status_code == 302


# --- round the second factor -------------------------------------------------------------------
@pytest.mark.parametrize("nama", ["admin:login", "admin:password_change"])
def test_admin_django_bukan_pintu_masuk_kedua(orang, nama):
    """It signs in without a code and asks for passwords without a limit."""
    admin, lain = orang["admin"], orang["pelaksana"]
    Penugasan.objects.create(pengguna=lain, peran=Peran.ADMIN)
    pasang(lain)
    klien = sandi(admin)
    alamat = reverse(nama)
    isi = {"username": lain.username, "password": SANDI, "next": "/admin/"}
    isi |= {"old_password": "salah", "new_password1": BARU, "new_password2": BARU}
    assert (klien.get(alamat).status_code, klien.post(alamat, isi).status_code) == (403, 403)
    assert klien.session["_auth_user_id"] == str(admin.pk)
    assert klien.get("/admin/").status_code == 200


def test_setengah_masuk_tidak_membuka_satu_halaman_pun(orang):
    """The password was right and the code is still missing: nobody is signed in, not for a script either."""
    pasang(orang["camat"])
    klien = sandi(orang["camat"])
    for nama in ("akun:keamanan", "akun:faktor-lepas", "akun:faktor-kode", "akun:faktor-pasang", "akun:sandi-ubah"):
        assert klien.get(reverse(nama)).url.startswith(MASUK)
        assert klien.post(reverse(nama), {"sandi": SANDI}).url.startswith(MASUK)
        assert klien.get(reverse(nama), headers={"Accept": "application/json"}).status_code == 401
    assert klien.get(reverse("akun:sesi")).json() == {"pengguna": "", "nama": ""}


def test_separuh_masuk_berpindah_ke_sesi_baru(orang):
    """Whoever planted a session in this browser does not hold the half of a sign-in afterwards."""
    pasang(orang["camat"])
    klien = Client()
    sesi = klien.session
    sesi["tanam"] = 1
    sesi.save()
    tanaman = klien.cookies["sessionid"] = sesi.session_key
    sandi(orang["camat"], klien)
    assert klien.session.session_key != tanaman
    assert not SessionStore(tanaman).get("menunggu_faktor")


@pytest.mark.parametrize("nama", ["undangan", "pulih"])
def test_kata_sandi_baru_tidak_menggantikan_kode(orang, mailoutbox, nama):
    camat = orang["camat"]
    pasang(camat)
    klien = Client()
    if nama == "pulih":
        pulihkan(camat, klien, mailoutbox)
        klien.post(MASUK, {"username": camat.username, "password": BARU})
    else:
        [(_, token)] = undangan_buat(pengguna=[camat], cara=CaraUndangan.CETAK, oleh=orang["admin"])
        isi = {"new_password1": BARU, "new_password2": BARU}
        assert klien.post(reverse("akun:undangan-terima", args=[token]), isi).url == KODE
    assert not sudah_masuk(klien)


def test_kunci_yang_dilihat_orang_lain_tidak_terpasang(orang, settings):
    """A thief of the password looks at the picture before the owner does; the owner scans another."""
    settings.FAKTOR_KEDUA_WAJIB = WAJIB
    camat = orang["camat"]
    Pengguna.objects.filter(pk=camat.pk).update(faktor_izin=timezone.now() + timedelta(hours=1))
    pencuri, pemilik = sandi(camat), sandi(camat)
    kunci = [k.get(PASANG).context["rahasia"] for k in (pencuri, pemilik, pencuri, pemilik)]
    assert (kunci[0], kunci[1]) == (kunci[2], kunci[3])
    assert kunci[0] != kunci[1]
    milik = Faktor.objects.get(pk=pemilik.session[f.CALON])
    assert pemilik.post(PASANG, {"kode_faktor": kode_kini(milik), "sandi": SANDI}).status_code == 200
    assert [f.rahasia_terbaca(d) for d in Faktor.objects.filter(user=camat)] == [kunci[1]]


def test_kata_sandi_dan_sesi_terbuka_tidak_melepas_faktor(orang):
    """Neither without a code, nor by guessing at it: a right password does not wipe out the count of the codes."""
    camat = orang["camat"]
    faktor, _ = pasang(camat)
    klien = sandi(camat)
    klien.post(KODE, {"kode": kode_kini(faktor)})
    for _ in range(GAWAI.jumlah):
        assert klien.post(LEPAS, {"sandi": SANDI, "kode_faktor": "000000"}).status_code == 422
    Faktor.objects.update(last_t=-1)
    benar = {"sandi": SANDI, "kode_faktor": kode_kini(faktor)}
    assert "Terlalu banyak percobaan" in klien.post(LEPAS, benar).content.decode()
    assert klien.post(KODE_BARU, benar).status_code == 422
    assert f.faktor_aktif(camat) is not None
    gagal = Catatan.objects.filter(jenis="masuk_gagal", uraian__startswith="Kode faktor kedua salah ketika")
    assert gagal.count() == GAWAI.jumlah
    Percobaan.objects.update(sejak=timezone.now() - timedelta(hours=2))
    assert klien.post(LEPAS, benar).url == reverse("akun:keamanan")


def test_kode_yang_dikirim_sesudah_sesi_habis_tidak_disimpan(orang):
    camat = orang["camat"]
    _, kertas = pasang(camat)
    klien = Client(enforce_csrf_checks=True)
    klien.get(MASUK)
    token = klien.cookies["csrftoken"].value
    klien.post(MASUK, {"username": camat.username, "password": SANDI, "csrfmiddlewaretoken": token})
    klien.post(KODE, {"kode": kertas[0], "csrfmiddlewaretoken": token})
    assert sudah_masuk(klien)
    SessionStore(klien.session.session_key).delete()
    isi = {"kode_faktor": kertas[1], "catatan": "lain", "csrfmiddlewaretoken": klien.cookies["csrftoken"].value}
    klien.post(LEPAS, isi)
    assert [k.isi for k in Konsep.objects.all()] == [[["catatan", "lain"]]]


def test_banyak_peramban_dari_kotak_surat_menebak_bersama(orang, mailoutbox):
    """Each new password by mail makes a browser known. They do not each guess at the code anew."""
    camat = orang["camat"]
    pasang(camat)
    salah = 0
    for _ in range(3):
        klien = Client()
        pulihkan(camat, klien, mailoutbox)
        klien.post(MASUK, {"username": camat.username, "password": BARU})
        while klien.post(KODE, {"kode": "000000"}).status_code == 422:
            salah += 1
        camat.refresh_from_db()
    assert salah == KODE_AKUN.jumlah
    assert Gawai.objects.filter(pengguna=camat, berfaktor=False).count() == 3


def test_yang_menebak_kode_tidak_mengunci_pemilik_dan_pemilik_tahu(orang):
    camat = orang["camat"]
    faktor, _ = pasang(camat)
    miliknya = sandi(camat)
    miliknya.post(KODE, {"kode": kode_kini(faktor)})
    pencuri = sandi(camat)
    while pencuri.post(KODE, {"kode": "000000"}).status_code == 422:
        pass
    Faktor.objects.update(last_t=-1)
    miliknya.post(reverse("akun:keluar"))
    assert sandi(camat).post(KODE, {"kode": kode_kini(faktor)}).status_code == 429
    assert sandi(camat, miliknya).post(KODE, {"kode": kode_kini(faktor)}).status_code == 302
    kabar = Pemberitahuan.objects.get(penerima=camat, judul__startswith="Kode faktor kedua")
    assert "tahu kata sandi Anda" in kabar.isi


def test_nama_yang_dikenal_dan_tidak_ditanyakan_sama_banyaknya(orang):
    """What the database is asked takes time; so much for one name and less for another tells which one exists."""

    def kueri(nomor, nama) -> list[str]:
        with CaptureQueriesContext(connection) as tertangkap:
            Client().post(MASUK, {"username": nama, "password": "salah"}, REMOTE_ADDR=f"203.0.113.{nomor}")
        return [k["sql"].split()[0] for k in tertangkap.captured_queries]

    nama = ["tidak.ada", orang["camat"].username, orang["sekretaris_desa"].username]
    tidak_ada, camat, desa = (kueri(n, siapa) for n, siapa in enumerate(nama))
    assert tidak_ada == camat == desa


# --- what goes on ----------------------------------------------------------------------------
def test_faktor_yang_diatur_ulang_mengakhiri_semua_sesi(orang):
    """The phone that was lost may be signed in."""
    camat = orang["camat"]
    faktor, _ = pasang(camat)
    ponsel = sandi(camat)
    ponsel.post(KODE, {"kode": kode_kini(faktor)})
    f.faktor_lepas(pengguna=camat, oleh=orang["admin"])
    assert ponsel.get(DEPAN).status_code == 302


def test_faktor_yang_dilepas_sendiri_mengakhiri_sesi_lain(orang):
    camat = orang["camat"]
    faktor, kertas = pasang(camat)
    ini, itu = (sandi(camat) for _ in range(2))
    ini.post(KODE, {"kode": kode_kini(faktor)})
    itu.post(KODE, {"kode": kertas[0]})
    assert ini.post(LEPAS, {"sandi": SANDI, "kode_faktor": kertas[1]}).status_code == 302
    assert [k.get(DEPAN).status_code for k in (ini, itu)] == [200, 302]


def test_surel_yang_diminta_pencuri_gugur_bersama_kata_sandi(orang, mailoutbox):
    """Somebody at the open session, who knew the password, asked for his own mailbox; the owner changes the password
    as the notice says."""
    camat = orang["camat"]
    surel_pastikan_kirim(surel_minta(pengguna=camat, surel="pencuri@contoh.test", oleh=camat).pk)
    [surel] = [m for m in mailoutbox if m.to == ["pencuri@contoh.test"]]
    token = surel.body.split("/akun/surel/")[1].split("/")[0]
    assert surel_dari(token) is not None
    sandi_ganti(pengguna=camat, sandi=BARU)
    assert surel_dari(token) is None
    surel_minta(pengguna=camat, surel="kantor@contoh.test", oleh=orang["admin"])
    sandi_ganti(pengguna=camat, sandi=BARU + "!")
    assert SurelBaru.objects.terbuka().get().surel == "kantor@contoh.test"


def test_tautan_kata_sandi_akun_nonaktif_tidak_berlaku(orang, mailoutbox):
    camat, klien = orang["camat"], Client()
    sandi_lupa_kirim(camat.email)
    pulih = mailoutbox[-1].body.split("127.0.0.1:8000")[1].split()[0]
    Pengguna.objects.filter(pk=camat.pk).update(is_active=False)
    jawab = klien.get(pulih, follow=True)
    assert not jawab.context["validlink"]


# --- one admin through the account of another -------------------------------------------------
@pytest.fixture
def lama(orang):
    """Nobody here is new."""
    Pengguna.objects.update(dibuat=timezone.now() - 3 * TUNGGU, dipastikan=timezone.now() - 2 * TUNGGU)
    return {peran: Pengguna.objects.get(pk=p.pk) for peran, p in orang.items()}


def buka_dengan_lembar(pengguna, oleh) -> Pengguna:
    [(undangan, _)] = undangan_buat(pengguna=[pengguna], cara=CaraUndangan.CETAK, oleh=oleh)
    undangan_terima(undangan=Undangan.objects.get(pk=undangan.pk), sandi=BARU)
    return Pengguna.objects.get(pk=pengguna.pk)


def test_admin_tidak_menjadi_saksi_lewat_akun_admin_lain(lama, desa):
    """He opens the account of another admin with a sheet, and as that one the camat's: he vouches for neither."""
    jahat, korban = lama["admin"], Pengguna.objects.create_user("admin2", SANDI, nama="Admin Dua", email="a2@x.test")
    Penugasan.objects.create(pengguna=korban, peran=Peran.ADMIN)
    Pengguna.objects.filter(pk=korban.pk).update(
        dibuat=timezone.now() - 3 * TUNGGU, sandi_sementara=False, belum_dipastikan=False
    )
    korban = buka_dengan_lembar(korban, jahat)
    assert korban.halangan_mengesahkan
    camat = buka_dengan_lembar(lama["camat"], korban)
    assert {jahat.pk, korban.pk} <= set(camat.penyentuh.values_list("pk", flat=True))
    assert not orang_kedua(camat).filter(pk__in=[jahat.pk, korban.pk]).exists()
    tugas = penugasan_beri(
        penugasan=Penugasan(
            pengguna=lama["pendamping"], peran=Peran.CAMAT, kecamatan=desa.kecamatan, mulai=hari_ini(desa)
        ),
        oleh=korban,
    )
    assert tugas.ditahan
    assert not orang_kedua(tugas.pengguna, tugas.pemberi).filter(pk=jahat.pk).exists()


# --- what the database shows, and another key of the server -----------------------------------------
def test_basis_data_tidak_memperlihatkan_kunci_totp(orang):
    faktor, _ = pasang(orang["camat"])
    (tersimpan,) = TOTPDevice.objects.values_list("key", flat=True)
    assert faktor.bin_key.hex() not in tersimpan
    assert (len(faktor.bin_key), len(tersimpan) <= 80, tersimpan.startswith("s1.")) == (20, True, True)
    # Somebody who can write there puts his own into the camat's row.
    sendiri, _ = pasang(orang["pelaksana"])
    Faktor.objects.filter(pk=faktor.pk).update(key=sendiri.key)
    klien = sandi(orang["camat"])
    jawab = klien.post(KODE, {"kode": kode_kini(sendiri)})
    assert (jawab.status_code, sudah_masuk(klien)) == (422, False)
    assert "kunci server yang lama" in jawab.content.decode()


def test_kunci_server_yang_diganti(orang, settings):
    """With the old one named as FALLBACKS all goes on, also when it is dropped afterwards; without it a sentence."""
    camat = orang["camat"]
    faktor, kertas = pasang(camat)
    klien = sandi(camat)
    klien.post(KODE, {"kode": kode_kini(faktor)})
    kunci, terang = settings.SECRET_KEY, faktor.bin_key
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "b" * 60, [kunci]
    assert [kini for _, kini in klien.get(reverse("akun:keamanan")).context["sesi"]] == [True]
    assert f.kode_cocok(pengguna=camat, kode=kertas[0])
    klien.post(reverse("akun:keluar"))
    sandi(camat, klien).post(KODE, {"kode": kertas[1]})
    assert (sudah_masuk(klien), Gawai.objects.filter(pengguna=camat).count()) == (True, 1)
    call_command("faktor_segel_ulang")
    settings.SECRET_KEY_FALLBACKS = []
    assert Faktor.objects.get(pk=faktor.pk).bin_key == terang
    settings.SECRET_KEY = "c" * 60
    with pytest.raises(SegelLain):
        assert Faktor.objects.get(pk=faktor.pk).bin_key
    terkunci = sandi(camat)
    assert "kunci server yang lama" in terkunci.post(KODE, {"kode": "123456"}).content.decode()


def test_setiap_sidik_berkunci_mengenal_kunci_lama():
    """A hash that is made elsewhere would be lost with the next key."""
    semua = [p for p in settings.BASE_DIR.glob("*/**/*.py") if not {"tests", "node_modules", ".venv"} & set(p.parts)]
    pemakai = {p.relative_to(settings.BASE_DIR).as_posix() for p in semua if "salted_hmac(" in p.read_text()}
    assert pemakai == {"akun/rahasia.py", "akun/models.py"}  # Django asks the model once for each key


@pytest.mark.parametrize("rusak", ["s1.", "s1.a", "s1.!!!!", "s1." + "A" * 64])
def test_segel_yang_rusak(rusak):
    with pytest.raises(SegelLain):
        buka_segel(rusak, milik="1")
    assert buka_segel(segel(b"isi", milik="1"), milik="1") == b"isi"


def test_migrasi_menyegel_yang_lama_dan_membukanya_kembali(orang):
    lama = TOTPDevice.objects.create(user=orang["camat"], name="aplikasi")
    terang = lama.key
    langkah = import_module("akun.migrations.0013_rahasia_tersegel")
    langkah.segelkan(apps, connection.schema_editor())
    langkah.segelkan(apps, connection.schema_editor())
    assert Faktor.objects.get(pk=lama.pk).bin_key.hex() == terang
    assert TOTPDevice.objects.get(pk=lama.pk).key != terang
    langkah.bukakan(apps, connection.schema_editor())
    assert TOTPDevice.objects.get(pk=lama.pk).key == terang
