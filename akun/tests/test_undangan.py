"""Invitations: one's own first password, once, in time, by the one invited; what a borrowed password is good for."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.models import Pengguna, Undangan
from akun.services.sandi_lupa import sandi_lupa_kirim
from akun.services.undangan import undangan_buat, undangan_kirim
from akun.tests.factories import PenggunaFactory, pengguna_berperan
from akun.undangan import sidik_token
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db
SANDI = "sawah-hijau-2026"
BARU = {"new_password1": SANDI, "new_password2": SANDI}


@pytest.fixture
def kades(desa):
    return pengguna_berperan("kepala_desa", desa, nama="Ahmad Yani, S.Sos.", email="yani@contoh.test", password=None)


def cetak(orang, admin) -> str:
    ((_, token),) = undangan_buat(pengguna=[orang], cara="cetak", oleh=admin)
    return reverse("akun:undangan-terima", args=[token])


def judul(jawab) -> tuple[int, str]:
    return jawab.status_code, re.search(r"<h1>(.*?)</h1>", jawab.content.decode())[1]


def test_lewat_surel_dari_kiriman_sampai_masuk_dengan_sandi_sendiri(
    client, orang, kades, beserta_akibatnya, mailoutbox
):
    beserta_akibatnya(undangan_buat, pengguna=[kades], cara="surel", oleh=orang["admin"])
    (surel,) = mailoutbox
    alamat = re.search(r"http://127.0.0.1:8000(/akun/undangan/\S+)", surel.body)[1]
    assert (surel.to, kades.username in surel.body, "Kepala Desa" in surel.body) == (["yani@contoh.test"], True, True)
    assert Undangan.objects.get().sidik not in surel.body
    assert "Ahmad Yani, S.Sos." in client.get(alamat).content.decode()
    lemah = client.post(alamat, {"new_password1": "pendek", "new_password2": "pendek"})
    assert (lemah.status_code, Undangan.objects.get().dipakai) == (422, None)
    assert client.post(alamat, BARU).url == reverse("dasbor:hari-ini")
    assert client.get(reverse("akun:profil")).status_code == 200
    masuk = Client().post(reverse("akun:masuk"), {"username": kades.username, "password": SANDI})
    assert masuk.status_code == 302
    kades.refresh_from_db()
    assert (kades.sandi_sementara, kades.belum_dipastikan) == (False, False)


def test_dipakai_dua_kali_lewat_waktu_dicabut_dan_tidak_dikenal(client, orang, kades):
    alamat = cetak(kades, orang["admin"])
    assert client.post(alamat, BARU).status_code == 302
    assert judul(Client().get(alamat)) == (410, "Undangan sudah dipakai")
    assert judul(Client().post(alamat, BARU)) == (410, "Undangan sudah dipakai")
    lewat = cetak(kades, orang["admin"])
    Undangan.objects.terbuka().update(berlaku_sampai=timezone.now())
    assert judul(Client().get(lewat)) == (410, "Undangan sudah lewat waktu")
    pertama, kedua = cetak(kades, orang["admin"]), cetak(kades, orang["admin"])
    assert judul(Client().get(pertama)) == (410, "Undangan tidak berlaku lagi")
    Pengguna.objects.filter(pk=kades.pk).update(is_active=False)
    assert judul(Client().get(kedua)) == (410, "Akun tidak aktif")
    assert judul(Client().get("/akun/undangan/abcd-efgh/")) == (404, "Undangan tidak dikenal")


def test_pemilik_akun_yang_dipakai_dikabari_undangan_dan_pemakaiannya(client, orang):
    """A sheet printed for somebody who works here already would hand his account to whoever holds it."""
    camat = orang["camat"]
    alamat = cetak(camat, orang["admin"])
    assert client.post(alamat, BARU).status_code == 302
    judul = list(Pemberitahuan.objects.filter(penerima=camat).order_by("pk").values_list("judul", flat=True))
    assert judul == [
        "Undangan baru dibuat bagi akun PERUT Anda",
        "Kata sandi akun PERUT Anda diganti lewat undangan",
    ]
    camat.refresh_from_db()
    assert (camat.belum_dipastikan, list(camat.penyentuh.all())) == (True, [orang["admin"]])


def test_masa_berlaku_menurut_caranya(orang, kades):
    lama = {}
    for cara in ("surel", "cetak"):
        ((undangan, _),) = undangan_buat(pengguna=[kades], cara=cara, oleh=orang["admin"])
        lama[cara] = round((undangan.berlaku_sampai - timezone.now()) / timedelta(days=1))
    assert lama == {"surel": 7, "cetak": 14}


def test_token_tidak_tersimpan_dan_boleh_diketik_sembarang(orang, kades):
    ((undangan, token),) = undangan_buat(pengguna=[kades], cara="cetak", oleh=orang["admin"])
    undangan.refresh_from_db()
    assert token not in {str(getattr(undangan, f.attname)) for f in Undangan._meta.fields}
    assert sidik_token(token.upper().replace("-", " ")) == undangan.sidik
    assert len(token.replace("-", "")) == 24


def test_oleh_orang_lain_yang_sedang_masuk(client, orang, kades):
    alamat = cetak(kades, orang["admin"])
    client.force_login(orang["camat"])
    assert judul(client.get(alamat)) == (409, "Undangan ini untuk orang lain")
    assert client.post(alamat, BARU).status_code == 409
    assert Undangan.objects.get().dipakai is None
    assert client.post(reverse("akun:keluar"), {"next": alamat}).url == alamat
    assert client.get(alamat).status_code == 200


def test_lupa_sandi_juga_bagi_yang_belum_memakai_undangannya(client, orang, kades, mailoutbox):
    alamat = cetak(kades, orang["admin"])
    client.post(reverse("akun:sandi-lupa"), {"email": kades.email})
    sandi_lupa_kirim(kades.email)
    pulih = re.search(r"http://127.0.0.1:8000(\S+)", mailoutbox[0].body)[1]
    formulir = client.get(pulih, follow=True).redirect_chain[-1][0]
    assert client.post(formulir, BARU).status_code == 302
    kades.refresh_from_db()
    assert (kades.check_password(SANDI), kades.sandi_sementara, kades.belum_dipastikan) == (True, False, False)
    assert judul(Client().get(alamat)) == (410, "Undangan tidak berlaku lagi")


def test_surel_yang_berganti_membatalkan(client, orang, kades, beserta_akibatnya, mailoutbox):
    undangan_buat(pengguna=[kades], cara="surel", oleh=orang["admin"])
    client.force_login(orang["admin"])
    ubah = reverse("akun:orang-ubah", args=[kades.pk])
    isi = {k.name: k.value() or "" for k in client.get(ubah).context["form"]}
    client.post(ubah, isi | {"email": "lain@contoh.test"})
    undangan = Undangan.objects.get()
    assert undangan.dicabut is not None
    beserta_akibatnya(undangan_kirim, undangan.pk)
    assert mailoutbox == []


def test_surel_yang_gagal_dicoba_lagi_dengan_tautan_baru(orang, kades, monkeypatch, mailoutbox):
    from django.core.mail import EmailMessage

    ((undangan, _),) = undangan_buat(pengguna=[kades], cara="surel", oleh=orang["admin"])

    def tolak(self):
        raise OSError("penuh")

    with monkeypatch.context() as m:
        m.setattr(EmailMessage, "send", tolak)
        assert undangan_kirim(undangan.pk) == "Server surel tidak menerima surel ini: penuh"
    pertama = Undangan.objects.get().sidik
    assert undangan_kirim(undangan.pk) == ""
    assert Undangan.objects.get().sidik != pertama
    assert undangan_kirim(undangan.pk) == ""
    assert len(mailoutbox) == 1


def test_lembar_cetak_memuat_orang_alamat_dan_qr(client, orang, kades, desa):
    from cetak.tests.baca import teks_halaman

    lain = [PenggunaFactory(nama=f"Orang {n}", password=None) for n in (1, 2)]
    client.force_login(orang["admin"])
    jawab = client.post(reverse("akun:undangan-banyak"), {"orang": [kades.pk, *(p.pk for p in lain)], "cara": "cetak"})
    assert (jawab["Content-Type"], jawab["Cache-Control"]) == ("application/pdf", "no-store")
    halaman = teks_halaman(jawab.content)
    assert [h.count("Kepada ") for h in halaman] == [2, 1]
    teks = "".join(halaman)
    assert (kades.nama in teks, kades.username in teks, "Kepala Desa" in teks) == (True, True, True)
    token = re.search(r"127\.0\.0\.1:8000/akun/undangan/([a-z2-7-]{29})", teks)[1]
    assert Undangan.objects.filter(sidik=sidik_token(token)).exists()


def test_banyak_sekaligus_yang_belum_diundang_sudah_tercentang(client, orang, kades, beserta_akibatnya, mailoutbox):
    client.force_login(orang["admin"])
    alamat = reverse("akun:undangan-banyak")
    tanpa = PenggunaFactory(nama="Tanpa Surel", email="", password=None)
    konteks = client.get(alamat).context
    assert [(o.pk, k, d) for o, k, d in konteks["orang"]] == [(kades.pk, "Belum diundang", True)]
    assert [o.pk for o, _, _ in konteks["tanpa_surel"]] == [tanpa.pk]
    gagal = client.post(alamat, {"orang": [kades.pk, tanpa.pk], "cara": "surel"})
    assert (gagal.status_code, Undangan.objects.count()) == (422, 0)
    assert "Surel Tanpa Surel belum tercatat" in gagal.content.decode()
    assert client.post(alamat, {"cara": "surel"}).status_code == 422
    beserta_akibatnya(client.post, alamat, {"orang": [kades.pk], "cara": "surel"})
    assert [s.to for s in mailoutbox] == [["yani@contoh.test"]]
    assert [d for _, _, d in client.get(alamat).context["orang"]] == [False]
    assert client.post(reverse("akun:undangan-cabut", args=[Undangan.objects.get().pk])).status_code == 302
    assert client.post(reverse("akun:undangan-cabut", args=[Undangan.objects.get().pk])).status_code == 422


def test_lembar_yang_baru_dicetak_tidak_dimatikan_oleh_tekanan_kedua(client, orang, kades):
    """The file is downloaded and the page stays as it was: pressing again must not void the sheets in the hand."""
    client.force_login(orang["admin"])
    alamat = reverse("akun:undangan-banyak")
    lain = PenggunaFactory(nama="Orang Lain", email="", password=None)
    kiriman = {"orang": [kades.pk], "cara": "cetak", "sejak": client.get(alamat).context["sejak"]}
    assert client.post(alamat, kiriman).status_code == 200
    lagi = client.post(alamat, kiriman | {"orang": [kades.pk, lain.pk]})
    assert (lagi.status_code, Undangan.objects.count()) == (422, 1)
    assert "Sudah diundang sesudah halaman ini dibuka: Ahmad Yani, S.Sos." in lagi.content.decode()
    assert [d for _, _, d in lagi.context["orang"] + lagi.context["tanpa_surel"]] == [False, True]
    sadar = client.post(alamat, kiriman | {"sejak": lagi.context["sejak"]})
    assert (sadar.status_code, Undangan.objects.terbuka().count()) == (200, 1)
    assert client.post(alamat, kiriman | {"sejak": "bukan angka"}).status_code == 422


# --- a password from somebody else -------------------------------------------------------
def test_sandi_dari_admin_hanya_untuk_membuat_sandi_sendiri(client, orang):
    camat = orang["camat"]
    camat.set_password("dari-admin-2026")
    camat.save()
    assert client.post(reverse("akun:masuk"), {"username": camat.username, "password": "dari-admin-2026"}).status_code
    ubah = reverse("akun:sandi-ubah")
    assert client.get(reverse("perut:kunjungan-daftar")).url == ubah
    assert client.get(reverse("dasbor:hari-ini"), headers={"Accept": "application/json"}).status_code == 403
    assert "Kata sandi Anda dipasang orang lain" in client.get(ubah).content.decode()
    lama = {"old_password": "dari-admin-2026"}
    sama = client.post(ubah, lama | dict.fromkeys(BARU, "dari-admin-2026"))
    assert sama.context["form"].errors["new_password1"] == ["Kata sandi baru harus lain dari yang sekarang."]
    assert client.post(ubah, lama | BARU).url == reverse("akun:masuk")
    assert "_auth_user_id" not in client.session  # nothing else is done in a session that began so
    assert client.post(reverse("akun:masuk"), {"username": camat.username, "password": SANDI}).status_code == 302
    assert client.get(reverse("perut:kunjungan-daftar")).status_code == 200
    camat.refresh_from_db()
    assert (camat.sandi_sementara, camat.belum_dipastikan) == (False, True)


def test_ganti_sandi_dan_hash_baru_bukan_sandi_dari_orang_lain(client, orang, settings):
    camat = orang["camat"]
    client.force_login(camat)
    client.post(reverse("akun:sandi-ubah"), {"old_password": "kata-sandi-uji"} | BARU)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    camat.refresh_from_db()
    assert camat.check_password(SANDI)
    assert camat.password.startswith("pbkdf2")
    assert (camat.sandi_sementara, Pengguna.objects.get(pk=camat.pk).sandi_sementara) == (False, False)
