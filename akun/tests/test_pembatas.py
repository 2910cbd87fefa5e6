"""One limit for all that asks for a secret; who guesses elsewhere keeps nobody out."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from akun import pembatas
from akun.models import Pengguna, Percobaan
from akun.penyandi import IKUT, MENUNGGU, SEKALIGUS
from akun.services.sandi_lupa import sandi_lupa_kirim
from akun.tasks import sesi_bersihkan
from antrean.models import Pekerjaan
from jejak.models import Catatan
from naskah.services.sertifikat import percobaan_frasa
from naskah.tests.bahan_ttd import sertifikat_untuk
from tte.galat import FrasaSalah, TteGagal

pytestmark = pytest.mark.django_db
MASUK, SANDI = reverse("akun:masuk"), "kata-sandi-uji"
BATAS = pembatas.SALAH_MAKS


def coba(client, siapa, sandi="salah", alamat="203.0.113.1") -> int:
    isi = {"username": siapa if isinstance(siapa, str) else siapa.username, "password": sandi}
    return client.post(MASUK, isi, REMOTE_ADDR=alamat).status_code


def alamat_lain(n: int) -> str:
    return f"198.51.{n // 250}.{n % 250 + 1}"


def test_sesudah_delapan_kali_salah_ditunda_dan_yang_benar_pun_tidak_dilihat(orang):
    camat, tamu = orang["camat"], Client()
    assert [coba(tamu, camat) for _ in range(BATAS)] == [422] * BATAS
    jawab = tamu.post(MASUK, {"username": camat.username, "password": SANDI}, REMOTE_ADDR="203.0.113.1")
    assert (jawab.status_code, 0 < int(jawab["Retry-After"]) <= 15 * 60 + 1) == (429, True)
    assert "mencoba lagi 15 menit kemudian" in jawab.content.decode()
    assert coba(tamu, orang["verifikator"], SANDI) == 302  # another account from the same place
    assert coba(Client(), camat, SANDI, alamat_lain(1)) == 302  # the same account from another place
    Percobaan.objects.update(sejak=timezone.now() - pembatas.TUNGGU)
    assert coba(Client(), camat, SANDI) == 302


def test_yang_tidak_dikenal_dibatasi_sama(orang):
    tamu = Client()
    assert [coba(tamu, "tidak.ada") for _ in range(BATAS + 1)] == [422] * BATAS + [429]
    assert [coba(tamu, "TIDAK.ADA")] == [429]


def test_masuk_menghapus_hitungannya_sendiri(orang):
    camat = orang["camat"]
    for _ in range(3):
        assert [coba(Client(), camat) for _ in range(BATAS - 1)] == [422] * (BATAS - 1)
        assert coba(Client(), camat, SANDI) == 302


def test_penyerang_tidak_mengunci_camat_dari_gawainya_sendiri(orang):
    """From hundreds of addresses: the account is closed to strangers, its owner comes in as always."""
    camat, miliknya = orang["camat"], Client()
    assert coba(miliknya, camat, SANDI) == 302
    miliknya.post(reverse("akun:keluar"))
    for n in range(pembatas.AKUN.jumlah):
        assert coba(Client(), camat, alamat=alamat_lain(n)) == 422
    assert coba(Client(), camat, SANDI, alamat_lain(300)) == 429
    assert coba(miliknya, camat, SANDI, alamat_lain(301)) == 302
    # A browser that is known counts for itself, and guesses no more than others do.
    miliknya.post(reverse("akun:keluar"))
    assert [coba(miliknya, camat) for _ in range(BATAS + 1)] == [422] * BATAS + [429]
    # The cookie is good for the account that signed in with it, and not for one that was made up.
    assert coba(miliknya, orang["verifikator"], SANDI) == 302
    palsu = Client()
    palsu.cookies[pembatas.KUE] = "0123456789abcdef:bukan-tanda-tangan"
    assert coba(palsu, camat, SANDI, alamat_lain(302)) == 429


def test_satu_alamat_tidak_mencoba_semua_akun(orang):
    tamu = Client()
    for n in range(pembatas.ALAMAT.jumlah):
        assert coba(tamu, f"orang{n}") == 422
    assert coba(tamu, "orang-berikutnya") == 429
    assert coba(tamu, orang["camat"], SANDI) == 429
    assert coba(Client(), orang["camat"], SANDI, alamat_lain(1)) == 302


def test_setelah_memulihkan_lewat_surel_peramban_itu_dikenal(orang, mailoutbox):
    """What whoever is shut out of a new device can do at once: his mailbox says who he is."""
    camat, baru = orang["camat"], Client()
    for n in range(pembatas.AKUN.jumlah):
        coba(Client(), camat, alamat=alamat_lain(n))
    assert coba(baru, camat, SANDI) == 429
    sandi_lupa_kirim(camat.email)
    pulih = mailoutbox[0].body.split("127.0.0.1:8000")[1].split()[0]
    formulir = baru.get(pulih, follow=True).redirect_chain[-1][0]
    kata = "sawah-hijau-2026"
    assert baru.post(formulir, {"new_password1": kata, "new_password2": kata}).status_code == 302
    assert coba(baru, camat, kata) == 302


@pytest.mark.parametrize("tempat", ["akun:surel-ubah", "akun:sandi-ubah", "akun:faktor-pasang"])
def test_setiap_halaman_yang_menanyakan_sandi_menghitung_yang_sama(orang, tempat):
    """Guessing in an open session, on whichever page, uses up the attempts of all of them."""
    camat, tamu = orang["camat"], Client()
    assert coba(tamu, camat, SANDI) == 302
    salah = {"sandi": "salah", "old_password": "salah", "surel": "a@contoh.test", "kode_faktor": "123456"}
    baru = {"new_password1": "sawah-hijau-2026", "new_password2": "sawah-hijau-2026"}
    for _ in range(BATAS):
        assert tamu.post(reverse(tempat), salah | baru).status_code == 422
    benar = salah | baru | {"sandi": SANDI, "old_password": SANDI}
    jawab = tamu.post(reverse(tempat), benar)
    assert jawab.status_code == 422
    assert "Terlalu banyak percobaan. Coba lagi" in jawab.content.decode()
    lagi = tamu.post(f"{MASUK}?ganti", {"username": camat.username, "password": SANDI}, REMOTE_ADDR="203.0.113.1")
    assert lagi.status_code == 429


def test_frasa_sandi_dihitung_bersama(orang, settings):
    camat = orang["camat"]
    sertifikat = sertifikat_untuk(settings, camat)
    permintaan = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9")
    with pembatas.permintaan_kini(permintaan):
        for _ in range(3):
            with pytest.raises(FrasaSalah), percobaan_frasa(sertifikat):
                raise FrasaSalah
        with percobaan_frasa(sertifikat):  # right: not counted, and what was wrong is not forgotten
            pass
        for _ in range(BATAS - 3):
            pembatas.mulai(camat.username)
        with pytest.raises(TteGagal, match="Terlalu banyak percobaan"), percobaan_frasa(sertifikat):
            raise AssertionError("dicoba juga")
    assert pembatas.mulai(camat.username).kunci == {}  # a command on the server


def test_lupa_sandi_dibatasi_tanpa_mengatakan_siapa_yang_dikenal(client, orang):
    lupa, camat = reverse("akun:sandi-lupa"), orang["camat"]
    for surel in (camat.email, "tidak@ada.test"):
        jawab = [client.post(lupa, {"email": surel}) for _ in range(pembatas.LUPA_SUREL.jumlah + 2)]
        assert {j.url for j in jawab} == {reverse("akun:sandi-lupa-terkirim")}
        assert Pekerjaan.objects.filter(argumen=[surel]).count() == pembatas.LUPA_SUREL.jumlah
    sisa = pembatas.LUPA_ALAMAT.jumlah - 2 * (pembatas.LUPA_SUREL.jumlah + 2)
    for n in range(sisa):
        assert client.post(lupa, {"email": f"orang{n}@contoh.test"}).status_code == 302
    tertolak = client.post(lupa, {"email": "akhir@contoh.test"})
    assert tertolak.status_code == 422
    assert 'value="akhir@contoh.test"' in tertolak.content.decode()


def test_hitungan_tidak_menyimpan_nama_dan_yang_lama_dibuang(orang):
    coba(Client(), orang["camat"])
    semua = list(Percobaan.objects.values_list("kunci", flat=True))
    assert len(semua) == 3
    assert not [k for k in semua if orang["camat"].username in k or "203.0" in k]
    Percobaan.objects.update(sejak=timezone.now() - timedelta(days=2))
    sesi_bersihkan()
    assert Percobaan.objects.count() == 0


def test_yang_gagal_tercatat_dalam_jejak(orang):
    coba(Client(), orang["camat"])
    assert Catatan.objects.filter(jenis="masuk_gagal", nama=orang["camat"].username).count() == 1


def test_server_yang_sibuk_tidak_menghitung_percobaan(orang, settings):
    """Not looked at is not wrong: whoever comes when many sign in at once uses up none of his attempts."""
    settings.PASSWORD_HASHERS = ["akun.penyandi.PenyandiTerbatas", *settings.PASSWORD_HASHERS]
    camat = Pengguna.objects.get(pk=orang["camat"].pk)
    camat.sandi_sendiri(SANDI)
    camat.save()
    masuk = Client()
    masuk.force_login(camat)
    semua = SEKALIGUS + MENUNGGU
    assert all(IKUT.acquire(blocking=False) for _ in range(semua))
    try:
        for _ in range(BATAS + 1):
            assert coba(Client(), camat, SANDI) == 422
            assert masuk.post(reverse("akun:sandi-ubah"), {"old_password": SANDI}).status_code == 422
            assert masuk.post(reverse("akun:surel-ubah"), {"sandi": SANDI, "surel": "a@b.test"}).status_code == 422
    finally:
        for _ in range(semua):
            IKUT.release()
    assert set(Percobaan.objects.values_list("jumlah", flat=True)) == {0}
    assert coba(Client(), camat, SANDI) == 302


def test_yang_ditolak_satu_hitungan_tidak_dihitung_di_yang_lain(rf):
    permintaan = rf.get("/", REMOTE_ADDR="203.0.113.7")
    for _ in range(BATAS):
        pembatas.mulai("a", permintaan)
    sebelum = sorted(Percobaan.objects.values_list("jumlah", flat=True))
    with pytest.raises(ValidationError):
        pembatas.mulai("a", permintaan)
    assert sorted(Percobaan.objects.values_list("jumlah", flat=True)) == sebelum
