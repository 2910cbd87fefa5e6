"""An admin who wants to sign as the camat: every step of it, tried through the pages, and who stands in the way."""

from datetime import timedelta

import pytest
from django.contrib import admin as admin_django
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.models import Pengguna
from akun.orang_kedua import TUNGGU, orang_kedua
from akun.services.orang import orang_pastikan
from akun.services.undangan import undangan_buat
from akun.tests.factories import PenggunaFactory, pengguna_berperan, tugaskan
from naskah.models import Sertifikat
from naskah.otoritas import otoritas_siapkan
from naskah.services.sertifikat import (
    sertifikat_buat,
    sertifikat_cabut,
    sertifikat_undang,
    undangan_menunggu,
    undangan_setujui,
)
from naskah.tests.bahan_ttd import sertifikat_untuk
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db
SANDI = "sawah-hijau-2026"
SAYA, FRASA_BARU = reverse("naskah:sertifikat-saya"), "payung kertas sungai 8"


@pytest.fixture
def kantor(orang):
    """An office that has worked here for a year."""
    Pengguna.objects.update(dibuat=timezone.now() - timedelta(days=365))
    return {p: Pengguna.objects.get(pk=o.pk) for p, o in orang.items()}


@pytest.fixture
def penyerang(client, kantor):
    client.force_login(kantor["admin"])
    return client


def masuk(pengguna, sandi) -> Client:
    tamu = Client()
    tamu.post(reverse("akun:masuk"), {"username": pengguna.username, "password": sandi})
    return tamu


def kabar(pengguna) -> list[str]:
    return list(Pemberitahuan.objects.filter(penerima=pengguna).order_by("pk").values_list("judul", flat=True))


# --- the attack ----------------------------------------------------------------------------
def test_admin_tidak_memasang_kata_sandi_camat_di_halaman_mana_pun(penyerang, kantor):
    camat = kantor["camat"]
    isi = {"password1": SANDI, "password2": SANDI, "usable_password": "true"}
    penyerang.post(f"/admin/akun/pengguna/{camat.pk}/password/", isi)
    penyerang.post(f"/admin/akun/pengguna/{camat.pk}/change/", isi | {"username": camat.username})
    assert Pengguna.objects.get(pk=camat.pk).password == camat.password


def test_kata_sandi_dari_server_sekali_pakai_dan_sesinya_hanya_membuat_yang_baru(kantor):
    """Whoever runs commands on the server sets it. It opens the door once, to one page; what is chosen there does
    neither approve nor make a certificate."""
    camat = kantor["camat"]
    camat.set_password("dari-server-2026")
    camat.save()
    pertama = masuk(camat, "dari-server-2026")
    assert pertama.get(SAYA).url == reverse("akun:sandi-ubah")
    kedua = masuk(camat, "dari-server-2026")
    assert "_auth_user_id" not in kedua.session
    ganti = {"old_password": "dari-server-2026", "new_password1": SANDI, "new_password2": SANDI}
    assert pertama.post(reverse("akun:sandi-ubah"), ganti).url == reverse("akun:masuk")
    assert "_auth_user_id" not in pertama.session
    assert masuk(camat, SANDI).session["_auth_user_id"] == str(camat.pk)
    camat.refresh_from_db()
    assert "belum dapat mengesahkan dan bersertifikat" in camat.halangan_mengesahkan


def test_undangan_sertifikat_tidak_cukup_satu_orang(penyerang, kantor, settings):
    """Revoke what the camat has, invite, open the account by a printed sheet, make a certificate: stopped each time."""
    camat, admin = kantor["camat"], kantor["admin"]
    lama = sertifikat_untuk(settings, camat)
    cabut = reverse("naskah:sertifikat-kelola-rinci", args=[lama.pk])
    assert penyerang.post(cabut, {"alasan": "lupa"}).status_code == 302
    lama.refresh_from_db()
    assert lama.dicabut_oleh == admin
    assert f"oleh {admin.nama}" in penyerang.get(cabut).content.decode()
    assert Pemberitahuan.objects.filter(penerima=camat, isi__contains=f"Oleh: {admin.nama}").count() == 1

    penyerang.post(reverse("naskah:sertifikat-kelola-undang"), {"orang": [camat.pk]})
    undangan = Sertifikat.objects.get(pengguna=camat, dicabut=None)
    assert kabar(camat)[-1] == "Buat frasa sandi tanda tangan elektronik Anda"
    ((_, token),) = undangan_buat(pengguna=[camat], cara="cetak", oleh=admin)
    palsu = Client()
    palsu.post(reverse("akun:undangan-terima", args=[token]), {"new_password1": SANDI, "new_password2": SANDI})
    assert palsu.session["_auth_user_id"] == str(camat.pk)
    jawab = palsu.post(SAYA, {"frasa": FRASA_BARU, "ulang": FRASA_BARU})
    assert jawab.status_code == 422
    assert "Diperlukan orang kedua, yaitu salah satu dari: " in jawab.content.decode()
    assert kantor["verifikator"].nama in jawab.content.decode()

    setujui = reverse("naskah:sertifikat-setujui", args=[undangan.pk])
    assert penyerang.post(setujui, {"sandi": "kata-sandi-uji"}).status_code == 404  # the one who invited
    assert palsu.post(setujui, {"sandi": SANDI}).status_code == 404  # the one invited
    assert (
        penyerang.post(reverse("akun:orang-pastikan", args=[camat.pk]), {"sandi": "kata-sandi-uji"}).status_code == 422
    )
    for boleh in (admin, camat):
        with pytest.raises(PermissionDenied):
            undangan_setujui(undangan=undangan, oleh=boleh)
    undangan.refresh_from_db()
    assert (undangan.disetujui, undangan.nomor_seri) == (None, None)
    assert bytes(undangan.p12) == b""


def test_orang_kedua_buatan_sendiri_tidak_dihitung(kantor, desa):
    """Accounts that the same admin made, took over, or gave a mailbox of his own just now vouch for nobody."""
    camat, admin = kantor["camat"], kantor["admin"]
    kantor["verifikator"].penugasan.update(selesai="2020-12-31")
    kantor["admin_kabupaten"].penugasan.update(selesai="2020-12-31")
    assert not orang_kedua(camat, admin).exists()
    baru = pengguna_berperan("verifikator", desa)
    admin_kedua = PenggunaFactory()
    tugaskan(admin_kedua, "admin", desa)
    lama = timezone.now() - timedelta(days=90)
    diambil = pengguna_berperan("verifikator", desa, belum_dipastikan=True)
    bersurel_lain = pengguna_berperan("verifikator", desa, surel_dari_lain=True)
    baru_dibuka = pengguna_berperan("verifikator", desa, dipastikan=timezone.now())
    tanpa_sandi = pengguna_berperan("verifikator", desa, password=None)
    palsu = [diambil, bersurel_lain, baru_dibuka, tanpa_sandi]
    Pengguna.objects.filter(pk__in=[p.pk for p in palsu]).update(dibuat=lama)
    assert not orang_kedua(camat, admin).exists()
    Pengguna.objects.filter(pk__in=[baru.pk, admin_kedua.pk]).update(dibuat=timezone.now() - TUNGGU)
    assert set(orang_kedua(camat, admin)) == {baru, admin_kedua}
    camat.penyentuh.add(admin_kedua)
    assert set(orang_kedua(camat, admin)) == {baru}


def test_hari_pertama_pemasangan_tidak_menanyakan_umur_akun(orang, desa):
    """An office that is set up today signs today; the first account that is a day old ends that."""
    camat, admin = orang["camat"], orang["admin"]
    assert set(orang_kedua(camat, admin)) == {orang["verifikator"], orang["admin_kabupaten"]}
    PenggunaFactory(nama="Sudah lama")
    Pengguna.objects.filter(nama="Sudah lama").update(dibuat=timezone.now() - TUNGGU)
    assert not orang_kedua(camat, admin).exists()


def test_bila_tidak_ada_orang_lain_sehari_dan_pemiliknya_dikabari(kantor, settings):
    camat, admin = kantor["camat"], kantor["admin"]
    otoritas_siapkan(instansi="Kecamatan Uji")
    for p in ("verifikator", "admin_kabupaten"):
        kantor[p].penugasan.update(selesai="2020-12-31")
    undangan = sertifikat_undang(pengguna=camat, oleh=admin)
    assert kabar(camat) == ["Buat frasa sandi tanda tangan elektronik Anda"]
    with pytest.raises(ValidationError, match="baru berlaku 24 jam kemudian"):
        sertifikat_buat(sertifikat=undangan, frasa=FRASA_BARU, oleh=camat)
    undangan.dibuat = timezone.now() - TUNGGU + timedelta(minutes=1)
    assert "baru berlaku" in undangan_menunggu(undangan)
    undangan.dibuat = timezone.now() - TUNGGU
    assert undangan_menunggu(undangan) == ""
    assert sertifikat_buat(sertifikat=undangan, frasa=FRASA_BARU, oleh=camat).status == "aktif"


def test_orang_kedua_menyetujui_dengan_kata_sandinya_sendiri(client, kantor):
    otoritas_siapkan(instansi="Kecamatan Uji")
    camat, verifikator = kantor["camat"], kantor["verifikator"]
    Pengguna.objects.filter(pk=camat.pk).update(belum_dipastikan=True)
    undangan = sertifikat_undang(pengguna=camat, oleh=kantor["admin"])
    assert kabar(verifikator) == [f"Setujui undangan sertifikat {camat}"]
    setujui = Pemberitahuan.objects.get(penerima=verifikator).tautan
    client.force_login(kantor["pelaksana"])
    assert client.post(setujui, {"sandi": "kata-sandi-uji"}).status_code == 403
    client.force_login(verifikator)
    assert camat.email in client.get(setujui).content.decode()
    assert client.post(setujui, {"sandi": "salah"}).status_code == 422
    assert client.post(setujui, {"sandi": "kata-sandi-uji"}).status_code == 302
    assert client.post(setujui, {"sandi": "kata-sandi-uji"}).status_code == 422
    undangan.refresh_from_db()
    camat.refresh_from_db()
    assert (undangan.disetujui_oleh, camat.belum_dipastikan) == (verifikator, False)
    assert Pemberitahuan.objects.exclude(selesai=None).filter(tautan=setujui).count() == 2  # the other one, too
    assert sertifikat_buat(sertifikat=undangan, frasa=FRASA_BARU, oleh=camat).status == "aktif"


def test_yang_belum_dipastikan_tidak_mengesahkan_dengan_kata_sandi(kantor, desa, terbitkan):
    """The camat's approval asks for the password only: of an account opened by somebody else it is not taken."""
    from akun.forms import KataSandiForm

    camat = kantor["camat"]
    tamu = masuk(camat, "kata-sandi-uji")
    permintaan = tamu.get(SAYA).wsgi_request
    assert KataSandiForm({"sandi": "kata-sandi-uji"}, request=permintaan, belum="").is_valid()
    permintaan.user.belum_dipastikan = True
    form = KataSandiForm({"sandi": "kata-sandi-uji"}, request=permintaan, belum="Belum disahkan.")
    assert not form.is_valid()
    assert "Sebelum orang kedua memastikan orangnya" in form.errors["sandi"][0]
    assert form.errors["sandi"][0].endswith("Belum disahkan.")


def test_memastikan_bukan_oleh_yang_membuka_jalannya(kantor):
    camat, admin = kantor["camat"], kantor["admin"]
    undangan_buat(pengguna=[camat], cara="cetak", oleh=admin)
    Pengguna.objects.filter(pk=camat.pk).update(belum_dipastikan=True)
    with pytest.raises(ValidationError, match="tidak memastikan sendiri orangnya"):
        orang_pastikan(pengguna=camat, oleh=admin)
    orang_pastikan(pengguna=camat, oleh=kantor["verifikator"])
    camat.refresh_from_db()
    assert (camat.belum_dipastikan, camat.disentuh, list(camat.penyentuh.all())) == (False, None, [])
    assert kabar(camat)[-1] == "Akun Anda dinyatakan dipakai oleh Anda sendiri"


# --- what was done stays -------------------------------------------------------------------
def test_riwayat_admin_django_dan_percobaan_masuk_tidak_dihapus_atau_diubah(client, kantor):
    """Nothing that tells who did what can be written in Django's admin: not by address, not by an action."""
    client.force_login(kantor["admin"])
    terdaftar = {m._meta.label for m in admin_django.site._registry}
    riwayat = {"admin.LogEntry", "sessions.Session", "desa.RiwayatData", "akun.Undangan", "notifikasi.Pemberitahuan"}
    assert not terdaftar & riwayat
    assert not [m for m in terdaftar if m.startswith("axes.")]
    permintaan = client.get("/admin/").wsgi_request
    for model, halaman in admin_django.site._registry.items():
        if model in {Pengguna, Sertifikat}:
            assert not halaman.has_delete_permission(permintaan), model
            assert not halaman.has_change_permission(permintaan), model
            assert "delete_selected" not in halaman.get_actions(permintaan)


@pytest.mark.parametrize(("siapa", "tercatat"), [("camat", "camat"), ("admin", "admin"), (None, None)])
def test_pencabutan_mencatat_siapa(kantor, settings, siapa, tercatat):
    sertifikat = sertifikat_untuk(settings, kantor["camat"])
    sertifikat_cabut(sertifikat=sertifikat, alasan="bocor", oleh=kantor[siapa] if siapa else None)
    assert sertifikat.dicabut_oleh == (kantor[tercatat] if tercatat else None)
