"""The first second factor: knowing the password is not enough to be the one who sets it up. docs/keputusan/0052."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from akun import faktor as f
from akun import faktor_pertama as fp
from akun.models import Faktor, Pengguna, Percobaan
from akun.pembatas import KODE_AKUN, KODE_SUREL
from akun.services.undangan import undangan_buat
from akun.tests.test_faktor import BUKTI, DEPAN, PASANG, SANDI, WAJIB, kode_kini, sandi
from antrean.models import Pekerjaan
from jejak.models import Catatan
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db
MINTA = reverse("akun:faktor-bukti-minta")


@pytest.fixture(autouse=True)
def _wajib(settings):
    settings.FAKTOR_KEDUA_WAJIB = WAJIB


@pytest.fixture
def minta(beserta_akibatnya, mailoutbox):
    """Ask in this browser; the code that came to the mailbox."""

    def _minta(klien) -> str:
        mailoutbox.clear()
        assert beserta_akibatnya(klien.post, MINTA).url == BUKTI
        return re.search(r"^\d{8}$", mailoutbox[-1].body, re.M)[0]

    return _minta


def tanpa_surel(pengguna) -> None:
    Pengguna.objects.filter(pk=pengguna.pk).update(email="")


def terpasang(klien, pengguna) -> bool:
    """Whether it can be set up in this browser."""
    halaman = klien.get(PASANG)
    if halaman.status_code == 302:
        assert halaman.url == BUKTI
        return False
    calon = Faktor.objects.get(user=pengguna, confirmed=False)
    return klien.post(PASANG, {"kode_faktor": kode_kini(calon), "sandi": SANDI}).status_code == 200


def test_kata_sandi_saja_tidak_memasangnya(orang):
    camat = orang["camat"]
    klien = sandi(camat)
    sesi = klien.session
    calon = f.faktor_siapkan(camat, sesi)
    sesi.save()
    assert klien.post(PASANG, {"kode_faktor": kode_kini(calon), "sandi": SANDI}).url == BUKTI
    with pytest.raises(ValidationError, match="Buktikan dahulu"):
        f.faktor_pasang(pengguna=camat, kode=kode_kini(calon), sesi=sesi)
    assert f.faktor_aktif(camat) is None
    assert "data:image/svg" not in klien.get(BUKTI).content.decode()  # not even the secret is shown


def test_kode_dari_kotak_surat_sekali_pakai_dan_hanya_di_peramban_itu(orang, minta, mailoutbox):
    camat = orang["camat"]
    klien, lain = sandi(camat), sandi(camat)
    halaman = klien.get(BUKTI).content.decode()
    assert (camat.email in halaman, camat.email[:2] + "…@" in halaman) == (False, True)
    kode = minta(klien)
    assert [s.to for s in mailoutbox] == [[camat.email]]
    assert kode not in str(list(Pekerjaan.objects.values("argumen", "perihal")))
    assert lain.post(BUKTI, {"kode": kode}).status_code == 422
    assert klien.post(BUKTI, {"kode": "00000000"}).status_code == 422
    assert (klien.get(DEPAN).url, terpasang(klien, camat)) == (PASANG, False)
    assert klien.post(BUKTI, {"kode": f"{kode[:4]} {kode[4:]}"}).url == PASANG
    assert fp.kode_surel_cocok(pengguna=camat, kode=kode, sesi=klien.session) is False
    assert terpasang(klien, camat)
    assert klien.get(DEPAN).status_code == 200
    assert Pemberitahuan.objects.filter(penerima=camat, judul__startswith="Faktor kedua dipasang").count() == 1
    assert Catatan.objects.filter(jenis="masuk_gagal", uraian__contains="Kode dari surel salah").count() == 2


def test_kode_yang_lama_yang_lewat_dan_bagi_surel_lain_ditolak(orang, minta, settings, monkeypatch):
    camat = orang["camat"]
    klien = sandi(camat)
    lama = minta(klien)
    baru = minta(klien)
    assert klien.post(BUKTI, {"kode": lama}).status_code == 422
    Pengguna.objects.filter(pk=camat.pk).update(email="lain@contoh.test")
    assert klien.post(BUKTI, {"kode": baru}).status_code == 422
    Pengguna.objects.filter(pk=camat.pk).update(email=camat.email)
    monkeypatch.setattr(fp, "UMUR_KODE", timedelta(seconds=-1))
    assert klien.post(BUKTI, {"kode": baru}).status_code == 422
    monkeypatch.undo()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "kunci-baru" * 8, [settings.SECRET_KEY]
    sesi = {fp.KODE: klien.session[fp.KODE]}
    assert fp.kode_surel_cocok(pengguna=camat, kode=baru, sesi=sesi)  # the server's key changed meanwhile


def test_menebak_dan_meminta_dibatasi(orang, minta):
    klien = sandi(orang["camat"])
    for _ in range(KODE_SUREL.jumlah):
        kode = minta(klien)
    assert klien.post(MINTA).status_code == 429
    for _ in range(KODE_AKUN.jumlah):
        assert klien.post(BUKTI, {"kode": "00000000"}).status_code == 422
    assert klien.post(BUKTI, {"kode": kode}).status_code == 429
    Percobaan.objects.update(sejak=timezone.now() - KODE_AKUN.lama)
    assert klien.post(BUKTI, {"kode": kode}).url == PASANG


def test_yang_baru_memakai_undangan_langsung_memasangnya(client, orang):
    """Nobody knew that password before."""
    camat = orang["camat"]
    ((_, token),) = undangan_buat(pengguna=[camat], cara="cetak", oleh=orang["admin"])
    baru = {"new_password1": "sawah-hijau-2026", "new_password2": "sawah-hijau-2026"}
    assert client.post(reverse("akun:undangan-terima", args=[token]), baru).status_code == 302
    assert client.get(PASANG).status_code == 200
    Pengguna.objects.update(faktor_izin=timezone.now() - timedelta(seconds=1))
    assert client.get(PASANG).url == BUKTI


@pytest.mark.parametrize("surel", ["tidak ada", "dicatat orang lain"])
def test_tanpa_surel_yang_terbukti_orang_kedua_memastikan(client, orang, surel, beserta_akibatnya, mailoutbox):
    camat, kedua = orang["camat"], orang["verifikator"]
    if surel == "tidak ada":
        tanpa_surel(camat)
    else:
        Pengguna.objects.filter(pk=camat.pk).update(surel_dari_lain=True)
    klien = sandi(camat)
    halaman = klien.get(BUKTI).content.decode()
    assert ("Kirim kode" in halaman, kedua.nama in halaman) == (False, True)
    for _ in range(2):
        assert beserta_akibatnya(klien.post, MINTA).url == BUKTI
    (kabar,) = Pemberitahuan.objects.filter(penerima=kedua, judul__contains="meminta izin memasang faktor kedua")
    assert not [s for s in mailoutbox if "Kode memasang" in s.subject]
    Pengguna.objects.filter(pk=kedua.pk).update(faktor_izin=timezone.now() + timedelta(hours=1))
    masuk_kedua = sandi(kedua)
    assert terpasang(masuk_kedua, kedua)
    assert "perlu memasang faktor kedua" in masuk_kedua.get(kabar.tautan).content.decode()
    assert masuk_kedua.post(kabar.tautan, {"sandi": "salah"}).status_code == 422
    assert klien.get(PASANG).url == BUKTI
    assert masuk_kedua.post(kabar.tautan, {"sandi": SANDI}).status_code == 302
    assert Pemberitahuan.objects.filter(penerima=camat, judul__startswith="Faktor kedua akun PERUT Anda dapat").exists()
    assert terpasang(klien, camat)


def test_yang_bersurel_tidak_diizinkan_lewat_orang_kedua(orang):
    """Vouching for somebody whose mailbox is known opens nothing: the mailbox is asked."""
    camat = orang["camat"]
    assert not fp.faktor_tertahan(camat)
    assert fp.faktor_minta_izin(pengguna=camat) == []
    tanpa_surel(camat)
    camat.refresh_from_db()
    assert fp.faktor_tertahan(camat)


def test_admin_tunggal_tanpa_surel_diizinkan_dari_server(orang):
    admin = orang["admin"]
    Pengguna.objects.exclude(pk=admin.pk).update(is_active=False)
    tanpa_surel(admin)
    klien = sandi(admin)
    assert "manage.py faktor_lepas" in klien.get(BUKTI).content.decode()
    assert klien.post(MINTA).status_code == 422
    call_command("faktor_lepas", admin.username)
    assert terpasang(klien, admin)


def test_sesudah_diatur_ulang_diminta_lagi(orang, minta):
    """Whoever had permission once has it no more: a lost phone may have been lost with the password."""
    camat = orang["camat"]
    klien = sandi(camat)
    klien.post(BUKTI, {"kode": minta(klien)})
    assert terpasang(klien, camat)
    f.faktor_lepas(pengguna=camat, oleh=orang["admin"])
    assert sandi(camat).get(PASANG).url == BUKTI
