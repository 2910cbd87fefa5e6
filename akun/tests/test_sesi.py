"""A session is renewed by use, ends after idleness by role, and what is sent without one is not lost."""

import datetime
import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from akun.konsep import SEORANG, UKURAN_MAKS
from akun.models import Konsep, Pengguna, Penugasan
from akun.sesi import DIPAKAI, PERBARUI, batas_jam
from akun.tasks import sesi_bersihkan
from akun.tests.factories import PenggunaFactory

pytestmark = pytest.mark.django_db

SANDI = "kata-sandi-uji"
MASUK = "/akun/masuk/"
PROFIL = "/akun/profil/"
SALAH = "08" * 16  # one digit more than there is room for
ISI = {"nama": "Nama <yang> diketik", "nip": "19700101", "telepon": SALAH, "versi": "0"}


def masuk(client, pengguna, **isi):
    return client.post(MASUK, {"username": pengguna.username, "password": SANDI, **isi})


def diam(client, detik: int) -> None:
    """Nobody has used this session for so many seconds."""
    sesi = client.session
    sesi[DIPAKAI] -= detik
    sesi.save()


def kirim_tanpa_sesi(client, isi=ISI, alamat=PROFIL, halaman=PROFIL):
    """The form was drawn, the session ended (its row is gone), the form is sent."""
    client.get(halaman)
    Session.objects.all().delete()
    return client.post(alamat, isi, headers={"Referer": f"http://testserver{halaman}"})


# --- how long ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("peran", "jam"),
    [("pelaksana", 14), ("pendamping", 14), ("kepala_desa", 8), ("sekretaris_desa", 8), ("penyusun_desa", 8),
     ("camat", 4),
     ("verifikator", 4), ("pemantau_kabupaten", 4), ("admin", 2), ("admin_kabupaten", 2)],
)  # fmt: skip
def test_batas_menurut_peran(orang, peran, jam):
    assert batas_jam(orang[peran]) == jam


def test_yang_terlama_dari_beberapa_peran(orang, desa):
    admin = orang["admin"]
    Penugasan.objects.create(pengguna=admin, peran=Peran.PELAKSANA, kecamatan=desa.kecamatan)
    assert (batas_jam(Pengguna.objects.get(pk=admin.pk)), batas_jam(PenggunaFactory())) == (14, 4)


def test_berakhir_sesudah_diam_dan_kembali_ke_halamannya(client, orang):
    client.force_login(orang["camat"])
    diam(client, 4 * 3600 - 60)
    assert client.get(f"{PROFIL}?a=1").status_code == 200
    diam(client, 4 * 3600 + PERBARUI + 60)
    jawab = client.get(f"{PROFIL}?a=1")
    assert jawab.url == f"{MASUK}?next=/akun/profil/%3Fa%3D1"
    halaman = client.get(jawab.url).content.decode()
    assert "Sesi Anda berakhir karena tidak dipakai selama 4 jam. Silakan masuk lagi." in halaman
    assert masuk(client, orang["camat"], next="/akun/profil/?a=1").url == "/akun/profil/?a=1"


def test_orang_lapangan_tetap_masuk_sesudah_tiga_belas_jam(client, orang):
    client.force_login(orang["pelaksana"])
    diam(client, 13 * 3600)
    assert client.get(PROFIL).status_code == 200


def test_diperpanjang_karena_dipakai_tetapi_tidak_ditulis_setiap_kali(client, orang, django_assert_num_queries):
    client.force_login(orang["camat"])
    client.get(PROFIL)
    semula = client.session[DIPAKAI]
    diam(client, PERBARUI - 30)
    client.get(PROFIL)
    assert client.session[DIPAKAI] == semula - PERBARUI + 30
    diam(client, 60)
    client.get(PROFIL)
    assert client.session[DIPAKAI] >= semula


def test_bertanya_siapa_yang_masuk_bukan_memakai(client, orang):
    assert client.get(reverse("akun:sesi")).json() == {"pengguna": "", "nama": ""}
    client.force_login(orang["camat"])
    diam(client, 3600)
    semula = client.session[DIPAKAI]
    jawab = client.get(reverse("akun:sesi"))
    assert jawab.json() == {"pengguna": str(orang["camat"].pk), "nama": orang["camat"].nama}
    client.post(PROFIL, ISI, headers={"X-Pengguna": str(orang["verifikator"].pk)})
    assert client.session[DIPAKAI] == semula


def test_sesi_yang_hilang_disebut_di_halaman_masuk(client, orang):
    client.force_login(orang["camat"])
    Session.objects.all().delete()
    assert "Sesi Anda sudah berakhir. Masuk lagi" in client.get(PROFIL, follow=True).content.decode()
    assert "berakhir" not in Client().get(PROFIL, follow=True).content.decode()


def test_keluar_sendiri_bukan_sesi_berakhir(client, orang):
    client.force_login(orang["camat"])
    client.post(reverse("akun:keluar"))
    assert "berakhir" not in client.get(PROFIL, follow=True).content.decode()


# --- scripts ----------------------------------------------------------------------------------------
def test_skrip_tanpa_sesi_mendapat_kalimat(client, db):
    jawab = client.post(PROFIL, headers={"Accept": "application/json"})
    assert (jawab.status_code, jawab.json()["keadaan"]) == (401, "sesi")
    jawab = client.get(PROFIL, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/desa/?a=1"})
    assert (jawab.status_code, jawab["HX-Redirect"]) == (401, f"{MASUK}?next=/desa/%3Fa%3D1")


@pytest.mark.parametrize("peran", ["pendamping", "camat", "kepala_desa"])
def test_akun_lain_mendapat_kalimat_yang_benar_apa_pun_perannya(client, orang, peran):
    """The address is the pelaksana's alone: what is said must not be that the role does not cover it."""
    client.force_login(orang[peran])
    alamat = reverse("perut:isi-kunjungan", args=[1])
    jawab = client.post(alamat, headers={"X-Pengguna": str(orang["pelaksana"].pk), "Accept": "application/json"})
    assert (jawab.status_code, jawab.json()) == (
        403,
        {
            "keadaan": "akun_lain",
            "pesan": f"Anda sekarang masuk sebagai {orang[peran].nama}, sedangkan halaman ini dibuka oleh akun lain. "
            "Masuklah kembali dengan akun yang mengisi halaman ini.",
        },
    )


# --- pages that are still open ----------------------------------------------------------------------
def token(client, alamat=PROFIL) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(alamat).content.decode())[1]


def test_halaman_lama_tetap_dapat_dikirim_sesudah_orangnya_masuk_lagi(orang):
    client = Client(enforce_csrf_checks=True)
    masuk(client, orang["camat"], csrfmiddlewaretoken=token(client, MASUK))
    lama = token(client)
    Session.objects.all().delete()
    masuk(client, orang["camat"], csrfmiddlewaretoken=token(client, MASUK))
    isi = ISI | {"telepon": "0812", "csrfmiddlewaretoken": lama}
    assert client.post(PROFIL, isi).status_code == 302


def test_halaman_orang_lain_tidak_dapat_dikirim(orang):
    client = Client(enforce_csrf_checks=True)
    masuk(client, orang["camat"], csrfmiddlewaretoken=token(client, MASUK))
    lama = token(client)
    Session.objects.all().delete()
    masuk(client, orang["verifikator"], csrfmiddlewaretoken=token(client, MASUK))
    jawab = client.post(PROFIL, {**ISI, "csrfmiddlewaretoken": lama}, headers={"Referer": f"http://testserver{PROFIL}"})
    assert (jawab.status_code, Konsep.objects.count()) == (403, 0)
    assert "Nama &lt;yang&gt; diketik" in jawab.content.decode()
    asing = client.post(PROFIL, {**ISI, "csrfmiddlewaretoken": lama}, headers={"Origin": "https://contoh.test"})
    assert (asing.status_code, "diketik" in asing.content.decode()) == (403, False)


def test_rahasia_yang_bukan_pemberian_kita_diganti_saat_masuk(orang):
    """Somebody put a CSRF secret of their own into the browser before the person signed in."""
    client = Client()
    masuk(client, orang["camat"])
    client.get(PROFIL)
    Session.objects.all().delete()
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    masuk(client, orang["camat"])
    assert client.cookies[settings.CSRF_COOKIE_NAME].value != "a" * 32


def test_ganti_akun_tanpa_keluar_dahulu(client, orang):
    client.force_login(orang["camat"])
    assert client.get(MASUK).url == reverse("dasbor:hari-ini")
    assert f"Anda sedang masuk sebagai {orang['camat'].nama}" in client.get(f"{MASUK}?ganti").content.decode()
    jawab = client.post(f"{MASUK}?ganti", {"username": orang["pelaksana"].username, "password": SANDI, "next": PROFIL})
    assert (jawab.url, client.get(PROFIL).context["user"]) == (PROFIL, orang["pelaksana"])


def test_halaman_pribadi_tidak_disimpan_peramban(client, orang):
    assert "no-store" not in client.get(reverse("akun:sandi-lupa")).get("Cache-Control", "")
    client.force_login(orang["camat"])
    assert client.get(PROFIL)["Cache-Control"] == "private, no-store"


# --- what was sent without a session ----------------------------------------------------------------
def test_yang_dikirim_tanpa_sesi_kembali_ke_formulirnya_dan_tidak_terkirim_sendiri(client, orang):
    camat = orang["camat"]
    client.force_login(camat)
    jawab = kirim_tanpa_sesi(client)
    assert jawab.url == f"{MASUK}?next={PROFIL}"
    assert "Isian Anda tidak hilang: masuklah dengan akun yang sama" in client.get(jawab.url).content.decode()
    masuk(client, camat, next=PROFIL)
    camat.refresh_from_db()
    assert camat.nama != ISI["nama"]
    halaman = client.get(PROFIL).content.decode()
    assert 'name="nama" maxlength="150"' in halaman
    assert 'value="Nama &lt;yang&gt; diketik"' in halaman
    assert f'value="{SALAH}"' in halaman
    assert "belum tersimpan</strong> karena sesi sudah berakhir" in halaman
    assert client.post(PROFIL, ISI).status_code == 422
    assert f'value="{SALAH}"' in client.get(PROFIL).content.decode()
    assert client.post(PROFIL, ISI | {"telepon": "0812"}).status_code == 302
    assert (Konsep.objects.count(), "karena sesi" in client.get(PROFIL).content.decode()) == (0, False)


def test_dapat_dibuang(client, orang):
    client.force_login(orang["camat"])
    kirim_tanpa_sesi(client)
    masuk(client, orang["camat"])
    konsep = Konsep.objects.get()
    assert client.post(reverse("akun:konsep-buang", args=[konsep.pk]), headers={"Referer": PROFIL}).status_code == 302
    assert (Konsep.objects.count(), "karena sesi" in client.get(PROFIL).content.decode()) == (0, False)


def test_tidak_pernah_masuk_ke_akun_lain_dan_menunggu_pemiliknya(client, orang):
    client.force_login(orang["camat"])
    kirim_tanpa_sesi(client)
    masuk(client, orang["verifikator"], next=PROFIL)
    halaman = client.get(PROFIL).content.decode()
    assert "Nama &lt;yang" not in halaman
    assert "Isian akun itu yang belum terkirim tetap tersimpan baginya" in halaman
    client.post(reverse("akun:konsep-buang", args=[Konsep.objects.get().pk]))
    lain = Client()
    masuk(lain, orang["camat"])
    assert "Nama &lt;yang&gt; diketik" in lain.get(PROFIL).content.decode()


def test_tanpa_tahu_milik_siapa_tidak_disimpan(client, orang):
    assert client.post(PROFIL, ISI, headers={"Referer": "https://contoh.test/"}).url == f"{MASUK}?next=/"
    client.force_login(orang["camat"])
    client.get(PROFIL)
    client.cookies[settings.CSRF_COOKIE_NAME] = "b" * 32  # not the secret that was given to them
    Session.objects.all().delete()
    client.post(PROFIL, ISI, headers={"Referer": f"http://testserver{PROFIL}"})
    assert Konsep.objects.count() == 0


def test_persetujuan_atas_pratinjau_bukan_isian(client, orang):
    """It approves a preview (dasar/impor.py), which waits on its own page: offered again, it would be a riddle."""
    client.force_login(orang["camat"])
    client.get(PROFIL)
    Session.objects.all().delete()
    jawab = client.post(
        PROFIL, {"kunci": "7KFzOmU4", "yakin": "ya"}, headers={"Referer": f"http://testserver{PROFIL}"}, follow=True
    )
    assert Konsep.objects.count() == 0
    assert "Silakan masuk, lalu" in jawab.content.decode()


def test_kata_sandi_berkas_dan_yang_terlalu_besar_tidak_disimpan(client, orang):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(orang["camat"])
    isi = {"alasan": "Keliru", "sandi": SANDI, "gambar": "data:image/png;base64,AAAA"}
    jawab = kirim_tanpa_sesi(client, isi | {"isi": SimpleUploadedFile("a.pdf", b"%PDF-")})
    konsep = Konsep.objects.get()
    assert (konsep.isi, konsep.berkas) == ([["alasan", "Keliru"]], 1)
    assert "Berkas yang tadi dipilih tidak ikut" in client.get(jawab.url).content.decode()
    kirim_tanpa_sesi(client, {"alasan": "x" * (UKURAN_MAKS + 1)})
    kirim_tanpa_sesi(client, {"sandi": SANDI})
    assert Konsep.objects.count() == 1


def test_frasa_sandi_dikenali_dari_formulirnya_juga_bila_namanya_biasa(client, orang):
    client.force_login(orang["camat"])
    kirim_tanpa_sesi(client, {"lama": "benar kuda", "baru": "staples baterai", "ulang": "x", "catatan": "ganti"})
    assert Konsep.objects.get().isi == [["catatan", "ganti"]]


def test_banyaknya_dan_umurnya_terbatas(client, orang):
    client.force_login(orang["camat"])
    client.get(PROFIL)
    Session.objects.all().delete()
    for n in range(SEORANG + 2):
        client.post(PROFIL, {"nama": f"Ketikan {n}"}, headers={"Referer": f"http://testserver{PROFIL}"})
    client.post(PROFIL, {"nama": f"Ketikan {n}"}, headers={"Referer": f"http://testserver{PROFIL}"})
    assert [k.isi[0][1] for k in Konsep.objects.all()] == [f"Ketikan {n}" for n in range(2, SEORANG + 2)]
    Konsep.objects.update(dibuat=timezone.now() - datetime.timedelta(days=8))
    masuk(client, orang["camat"])
    assert "Ketikan" not in client.get(PROFIL).content.decode()
    sesi_bersihkan()
    assert Konsep.objects.count() == 0


def test_formulir_yang_tidak_ada_lagi_menyebut_isinya(client, orang):
    client.force_login(orang["camat"])
    kirim_tanpa_sesi(client, {"alasan": "Alasan panjang"}, alamat=reverse("akun:kalender-ganti") + "?x=1")
    masuk(client, orang["camat"])
    halaman = client.get(PROFIL).content.decode()
    assert "Formulirnya tidak ada di halaman ini" in halaman
    assert "Alasan panjang" in halaman


HAPUS = "Clear-Site-Data"


def test_sesudah_keluar_peramban_melupakan_halaman_tetapi_bukan_yang_terketik(client, orang):
    """On leaving, on a session that is over, on another person's signing in; and at no other time."""
    camat, staf = orang["camat"], orang["pelaksana"]
    masuk_biasa = {"password": "sandi-untuk-dilupakan-2026"}
    for siapa in (camat, staf):
        siapa.sandi_sendiri(masuk_biasa["password"])
        siapa.save()

    def masuk(siapa):
        return client.post(reverse("akun:masuk"), masuk_biasa | {"username": siapa.username})

    assert HAPUS not in client.get(reverse("akun:masuk"))
    assert HAPUS not in masuk(camat)
    assert HAPUS not in client.get(PROFIL)
    assert client.post(reverse("akun:keluar"))[HAPUS] == '"cache"'
    assert HAPUS not in client.get(reverse("akun:masuk"))
    assert HAPUS not in masuk(camat)  # the same person again
    Session.objects.all().delete()
    assert client.get(PROFIL)[HAPUS] == '"cache"'
    assert HAPUS not in client.get(PROFIL)  # once
    assert masuk(staf)[HAPUS] == '"cache"'


def test_apa_pun_yang_pribadi_tidak_disimpan_peramban(client, orang, desa):
    """A sheet as well as a page."""
    client.force_login(orang["verifikator"])
    lembar = client.get(reverse("desa:perangkat-templat"))
    assert (lembar.status_code, lembar["Cache-Control"]) == (200, "private, no-store")
