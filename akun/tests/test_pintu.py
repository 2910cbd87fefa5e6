"""Who may, by which method, how much: decided before a byte of the body is read."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import resolve, reverse

from akun.enums import Peran
from akun.kebijakan import BADAN as BADAN_BIASA
from akun.kebijakan import BADAN_PUBLIK, MASUK, PUBLIK
from akun.masuk import bertanda
from akun.pembatas import KUE
from akun.pintu import cara_diterima
from config.kebijakan import BADAN, KEBIJAKAN
from config.tests.jawaban import tanpa_digambar
from config.tests.test_kebijakan import SEMUA_URL, alamat, aturan

BESAR = 1_000_000  # bytes


class BelumDibaca:
    """A body that is still on its way: whoever reads it waits for a slow client."""

    def __init__(self) -> None:
        self.dibaca = False

    def read(self, *_):
        self.dibaca = True
        return b""

    readline = read


def kirim(peminta: Client, jalur: str, *, ukuran: int = BESAR, cara: str = "POST", **kepala: str):
    """Status, and whether the body was read."""
    badan = BelumDibaca()
    with tanpa_digambar():
        jawab = peminta.generic(
            cara,
            jalur,
            **{
                "wsgi.input": badan,
                "CONTENT_LENGTH": str(ukuran),
                "CONTENT_TYPE": "multipart/form-data; boundary=batas",
                **kepala,
            },
        )
    return jawab, badan.dibaca


@pytest.fixture
def peminta():
    """With a token to compare: only the body says whether it is the right one."""
    peminta = Client(enforce_csrf_checks=True)
    peminta.cookies["csrftoken"] = "a" * 32
    return peminta


@pytest.mark.django_db
def test_dari_tamu_tidak_ada_badan_yang_dibaca(peminta):
    salah = []
    for nama in SEMUA_URL:
        if aturan(nama) != PUBLIK:
            jawab, dibaca = kirim(peminta, alamat(nama))
            if dibaca or jawab.status_code != HTTPStatus.FOUND:
                salah.append((nama, jawab.status_code, dibaca))
    assert salah == []
    jawab, dibaca = kirim(peminta, "/tidak-ada/")
    assert (jawab.status_code, dibaca) == (404, False)


@pytest.mark.django_db
def test_halaman_umum_menerima_sedikit_dari_yang_tidak_dikenal(peminta):
    umum = [n for n in SEMUA_URL if aturan(n) == PUBLIK]
    dibaca = [n for n in umum if kirim(peminta, alamat(n), ukuran=BADAN.get(n, BADAN_PUBLIK) + 1)[1]]
    assert dibaca == []
    assert kirim(peminta, reverse("akun:masuk"), ukuran=BADAN_PUBLIK + 1)[0].status_code == 413
    assert kirim(peminta, reverse("akun:masuk"), ukuran=BADAN_PUBLIK)[1]


@pytest.mark.django_db
def test_peran_cara_dan_ukuran_sebelum_badan(peminta, orang):
    """Not one's page, a page that only shows, more than the address takes: none of it is read."""
    peran = Peran.VERIFIKATOR
    peminta.force_login(orang[peran])
    salah = []
    for nama in SEMUA_URL:
        izin = aturan(nama)
        boleh = izin in (PUBLIK, MASUK) or peran in izin
        cara = cara_diterima(resolve(alamat(nama)).func)
        terima = cara is None or "POST" in cara
        harapan = 403 if not boleh else 413 if terima else 405
        bawaan = BADAN_PUBLIK if izin == PUBLIK else BADAN_BIASA
        jawab, dibaca = kirim(peminta, alamat(nama), ukuran=BADAN.get(nama, bawaan) + 1)
        if dibaca or jawab.status_code != harapan:
            salah.append((nama, jawab.status_code, harapan, dibaca))
    assert salah == []


def test_halaman_yang_hanya_menampilkan_dikenal():
    """The methods are read from Django's decorators; where Django hides them elsewhere, this fails."""
    cara = {n: cara_diterima(resolve(alamat(n)).func) for n in ("sehat", *KEBIJAKAN) if n != "admin:*"}
    assert cara["naskah:verifikasi"] == ["GET", "HEAD"]
    assert cara["perut:kunjungan-massal"] == ["POST"]
    assert "POST" not in cara["perut:kunjungan-daftar"]
    assert sum(1 for c in cara.values() if c is not None and "POST" not in c) > 40


def pintu(peminta, jalur, *, cara="POST", ukuran="2000000", **kepala):
    kepala |= {"X-Pintu-Alamat": jalur, "X-Pintu-Cara": cara, "X-Pintu-Ukuran": ukuran}
    return peminta.get(reverse("pintu"), headers=kepala).status_code


@pytest.mark.django_db
def test_nginx_bertanya_sebelum_menerima(peminta, orang):
    unggah, besar = reverse("berkas:berkas-unggah"), reverse("naskah:verifikasi-berkas")
    assert [pintu(peminta, j) for j in (unggah, besar, reverse("akun:masuk"), "/tidak-ada/")] == [401, 204, 401, 403]
    peminta.force_login(orang["sekretaris_desa"])
    assert [pintu(peminta, f"{unggah}?a=1"), pintu(peminta, unggah, ukuran="280000000")] == [204, 403]
    assert pintu(peminta, unggah, ukuran="") == 403  # of unknown length
    assert pintu(peminta, reverse("perut:kunjungan-massal")) == 403
    assert pintu(peminta, unggah, **{"X-Pengguna": "0"}) == 403


@pytest.mark.django_db
def test_kepala_yang_menjaga_halaman(client):
    """Camera and microphone are nobody's; the place is asked for a photo and a signature."""
    jawab = client.get(reverse("akun:masuk"))
    kebijakan = dict(k.split("=") for k in jawab["Permissions-Policy"].split(", "))
    assert (kebijakan["geolocation"], kebijakan["camera"], kebijakan["microphone"]) == ("(self)", "()", "()")


@pytest.mark.django_db
@pytest.mark.parametrize("kue", ["palsu", "a:b:c", "sah; perut-gawai=sah"])
def test_tanda_peramban_palsu_tidak_membuat_server_bekerja(client, kue, django_assert_num_queries):
    """nginx counts by that mark; made-up ones would be as many lanes as an attacker likes."""
    kue = f"{KUE}={kue.replace('sah', bertanda('a' * 32))}"
    with django_assert_num_queries(0):
        jawab = client.post(reverse("akun:masuk"), {"username": "x", "password": "y"}, headers={"Cookie": kue})
    assert (jawab.status_code, jawab.cookies[KUE].value) == (429, "")
    assert "Tanda peramban" in jawab.content.decode()
    # Whoever comes with an old one (the key was changed) loses it on the page, before anything is typed.
    jawab = client.get(reverse("akun:masuk"), headers={"Cookie": kue})
    assert (jawab.status_code, jawab.cookies[KUE].value) == (200, "")


@pytest.mark.django_db
def test_tanda_peramban_yang_sah_tidak_ditahan(client):
    kepala = {"Cookie": f"{KUE}={bertanda('a' * 32)}"}
    jawab = client.post(reverse("akun:masuk"), {"username": "x", "password": "y"}, headers=kepala)
    assert (jawab.status_code, KUE in jawab.cookies) == (HTTPStatus.UNPROCESSABLE_ENTITY, False)
