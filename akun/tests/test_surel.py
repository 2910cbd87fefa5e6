"""Another mailbox: what an open session cannot do alone, who is told, from where it is confirmed."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from akun.models import Pengguna, SurelBaru
from akun.services.orang import orang_simpan
from akun.services.sandi_lupa import sandi_lupa_kirim
from akun.services.surel import surel_minta
from antrean.models import Pekerjaan
from desa.models import RiwayatData
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db
UBAH, PROFIL = reverse("akun:surel-ubah"), reverse("akun:profil")
BARU, SANDI = "baru@contoh.test", "kata-sandi-uji"


@pytest.fixture
def camat(client, orang):
    client.force_login(orang["camat"])
    return orang["camat"]


def tautan(surel) -> str:
    return re.search(r"http://127\.0\.0\.1:8000(\S+)", surel.body)[1]


def test_sesi_yang_terbuka_saja_tidak_memindahkan_surel(client, camat):
    for isi in ({"surel": BARU}, {"surel": BARU, "sandi": "bukan-ini"}, {"surel": camat.email, "sandi": SANDI}):
        assert client.post(UBAH, isi).status_code == 422
    client.post(PROFIL, {"nama": camat.nama, "email": BARU, "versi": camat.versi})
    assert (Pengguna.objects.get(pk=camat.pk).email, SurelBaru.objects.count()) == (camat.email, 0)


def test_berlaku_sesudah_dipastikan_dari_yang_baru_dan_keduanya_dikabari(client, camat, beserta_akibatnya, mailoutbox):
    lama = camat.email
    assert beserta_akibatnya(client.post, UBAH, {"surel": BARU, "sandi": SANDI}).url == PROFIL
    tujuan = {s.to[0]: s for s in mailoutbox}
    assert set(tujuan) == {lama, BARU}
    assert BARU in tujuan[lama].body
    assert Pengguna.objects.get(pk=camat.pk).email == lama
    alamat = tautan(tujuan[BARU])
    assert SurelBaru.objects.get().sidik not in alamat
    assert Client().get(alamat).status_code == 200
    assert Pengguna.objects.get(pk=camat.pk).email == lama  # looking at it changes nothing
    mailoutbox.clear()
    assert beserta_akibatnya(Client().post, alamat).url == reverse("akun:masuk")
    assert Pengguna.objects.get(pk=camat.pk).email == BARU
    assert {s.to[0] for s in mailoutbox} == {lama, BARU}
    assert Client().post(alamat).status_code == 410
    kolom = [b["kolom"] for r in RiwayatData.objects.tentang(camat) for b in r.isi]
    assert {"surel_baru", "email"} <= set(kolom)


def test_dibatalkan_lewat_waktu_dan_digantikan_tidak_berlaku(client, camat, beserta_akibatnya, mailoutbox):
    def minta(surel):
        beserta_akibatnya(surel_minta, pengguna=camat, surel=surel, oleh=camat)
        return tautan(next(s for s in reversed(mailoutbox) if s.to == [surel]))

    pertama, kedua = minta(BARU), minta("lain@contoh.test")
    assert Client().post(pertama).status_code == 410
    assert "menjadi <span" in client.get(PROFIL).content.decode()
    assert client.post(reverse("akun:surel-batal")).url == PROFIL
    assert Client().post(kedua).status_code == 410
    ketiga = minta(BARU)
    SurelBaru.objects.update(berlaku_sampai=timezone.now() - timedelta(seconds=1))
    assert Client().post(ketiga).status_code == 410
    assert Pengguna.objects.get(pk=camat.pk).email == camat.email


def test_surel_yang_sementara_itu_milik_orang_lain(camat, orang, beserta_akibatnya, mailoutbox):
    beserta_akibatnya(surel_minta, pengguna=camat, surel=BARU, oleh=camat)
    Pengguna.objects.filter(pk=orang["pelaksana"].pk).update(email=BARU.upper())
    assert Client().post(tautan(next(s for s in mailoutbox if s.to == [BARU]))).status_code == 422
    assert Pengguna.objects.get(pk=camat.pk).email == camat.email


def test_admin_tidak_mengambil_akun_lewat_surel(client, orang, beserta_akibatnya, mailoutbox):
    """He writes his own mailbox, confirms it, recovers the password: told each time, nothing to approve with."""
    admin, camat = orang["admin"], orang["camat"]
    client.force_login(admin)
    ubah = reverse("akun:orang-ubah", args=[camat.pk])
    isi = {k.name: k.value() or "" for k in client.get(ubah).context["form"]} | {"email": BARU}
    beserta_akibatnya(client.post, ubah, isi)
    assert Pengguna.objects.get(pk=camat.pk).email == camat.email
    assert Pemberitahuan.objects.filter(penerima=camat, judul__contains="diminta diganti").count() == 1
    assert {s.to[0] for s in mailoutbox} == {camat.email, BARU}
    Client().post(tautan(next(s for s in mailoutbox if s.to == [BARU])))
    mailoutbox.clear()
    sandi_lupa_kirim(BARU)
    pulih = tautan(mailoutbox[0])
    palsu = Client()
    formulir = palsu.get(pulih, follow=True).redirect_chain[-1][0]
    palsu.post(formulir, {"new_password1": "sawah-hijau-2026", "new_password2": "sawah-hijau-2026"})
    kini = Pengguna.objects.get(pk=camat.pk)
    assert kini.check_password("sawah-hijau-2026")
    assert (kini.belum_dipastikan, list(kini.penyentuh.all())) == (True, [admin])
    assert "belum dapat mengesahkan" in kini.halangan_mengesahkan


def test_surel_akun_yang_dipakai_tidak_dikosongkan_orang_lain(orang):
    camat = Pengguna.objects.get(pk=orang["camat"].pk)
    camat.email = ""
    with pytest.raises(ValidationError, match="tidak dikosongkan"):
        orang_simpan(pengguna=camat, kolom=["email"], oleh=orang["admin"])


# --- a forgotten password ------------------------------------------------------------------
def test_permintaan_sandi_baru_sama_bagi_yang_dikenal_dan_tidak(client, orang, mailoutbox):
    """The request writes one row and looks nobody up; what it costs does not tell who has an account."""
    lupa = reverse("akun:sandi-lupa")
    client.post(lupa, {"email": "pemanasan@contoh.test"})
    jumlah = []
    for surel in (orang["camat"].email, "tidak@ada.test"):
        with CaptureQueriesContext(
            connection,
        ) as tercatat:
            jawab = client.post(lupa, {"email": surel})
        assert jawab.url == reverse("akun:sandi-lupa-terkirim")
        assert not [q for q in tercatat.captured_queries if "akun_pengguna" in q["sql"]]
        jumlah.append(len(tercatat.captured_queries))
    assert jumlah[0] == jumlah[1]
    assert mailoutbox == []
    assert [p.argumen for p in Pekerjaan.objects.order_by("pk")][1:] == [[orang["camat"].email], ["tidak@ada.test"]]


def test_tautannya_memakai_alamat_pengaturan_bukan_kepala_host(client, orang, settings, mailoutbox):
    settings.ALAMAT_SITUS, settings.ALLOWED_HOSTS = "https://perut.contoh.go.id/", ["*"]
    client.post(reverse("akun:sandi-lupa"), {"email": orang["camat"].email}, headers={"Host": "jahat.test"})
    assert sandi_lupa_kirim(orang["camat"].email.upper()) == ""
    assert sandi_lupa_kirim("tidak@ada.test") == ""
    (surel,) = mailoutbox
    assert "https://perut.contoh.go.id/akun/sandi/pulih/" in surel.body
    assert "jahat.test" not in surel.body
    client.force_login(orang["camat"])
    kalender = client.get(PROFIL, headers={"Host": "jahat.test"}).context["url_kalender"]
    assert kalender.startswith("https://perut.contoh.go.id/")
