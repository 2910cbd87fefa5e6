"""Assignments that wait for a second person: what takes them out of the queue, and who may agree to which.
docs/keputusan/0069."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from akun.orang_kedua import MENUNGGU_MAKS, TUNGGU, orang_kedua, sentuh, tolak_memastikan, tugas_tolak
from akun.services.orang import orang_pastikan, penugasan_akhiri, penugasan_beri, penugasan_setujui
from akun.tests.factories import PenggunaFactory, pengguna_berperan, tugaskan
from dasar.waktu import hari_ini
from desa.models import RiwayatData
from desa.tests.factories import DesaFactory
from naskah.tests.test_tugas_orang_kedua import SANDI, beri, kantor, kini, pastikan, rebut  # noqa: F401

pytestmark = pytest.mark.django_db
MENUNGGU = reverse("akun:penugasan-menunggu")


def lewatkan(tugas) -> None:
    hari = tugas.hari - timedelta(days=1)
    Penugasan.objects.filter(pk=tugas.pk).update(mulai=hari, selesai=hari)


# --- what is over ----------------------------------------------------------------------------
def test_yang_lewat_tidak_mengunci_orangnya(client, kantor, desa):  # noqa: F811
    """Nobody agreed in time. The person is vouched for all the same, and only what can still begin comes into force."""
    orang = PenggunaFactory(nama="Belum Pasti", belum_dipastikan=True)
    lewat = beri(orang, Peran.CAMAT, desa, kantor["admin"], status_jabatan="plh")
    masih = beri(orang, Peran.VERIFIKATOR, desa, kantor["admin"])
    lewatkan(lewat)
    client.force_login(kantor["verifikator"])
    jawab = client.get(pastikan(orang))
    assert (jawab.context["ditahan"], jawab.context["halangan"]) == ([masih], "")
    assert [t.pk for t in client.get(MENUNGGU).context["tugas"]] == [masih.pk]
    assert client.post(pastikan(orang), SANDI).status_code == 302
    orang = kini(orang)
    assert (orang.belum_dipastikan, orang.peran) == (False, {Peran.VERIFIKATOR})
    assert client.get(MENUNGGU).context["tugas"] == []


def test_yang_lewat_tidak_disebut_menunggu(client, kantor, desa):  # noqa: F811
    orang = PenggunaFactory()
    lewatkan(beri(orang, Peran.VERIFIKATOR, desa, kantor["admin"]))
    client.force_login(orang)
    teks = client.get(reverse("naskah:agenda")).content.decode()
    assert "Akun Anda belum mempunyai penugasan" in teks
    assert "menunggu persetujuan" not in teks


@pytest.mark.parametrize("mulai", [-30, 0, 30])
def test_yang_ditarik_keluar_saat_itu_juga(client, kantor, desa, mulai):  # noqa: F811
    """Whichever day it was to begin. The same can be given anew, and waits anew."""
    orang, hari = PenggunaFactory(), hari_ini(desa)
    tugas = beri(orang, Peran.VERIFIKATOR, desa, kantor["admin"], mulai=hari + timedelta(days=mulai))
    client.force_login(kantor["admin"])
    akhiri = reverse("akun:penugasan-akhiri", args=[tugas.pk])
    assert "menunggu orang kedua" in client.get(akhiri).content.decode()
    assert client.post(akhiri, {"selesai": hari.isoformat()}).status_code == 302
    with pytest.raises(ValidationError, match="sudah lewat"):
        penugasan_setujui(penugasan=tugas, oleh=kini(kantor["camat"]))
    client.force_login(kantor["camat"])
    assert client.get(MENUNGGU).context["tugas"] == []
    assert not kini(orang).peran
    assert "ditarik sebelum berlaku" in str(RiwayatData.objects.tentang(orang).first().isi)
    lagi = beri(orang, Peran.VERIFIKATOR, desa, kantor["admin"], mulai=hari - timedelta(days=1))
    assert [t.pk for t in client.get(MENUNGGU).context["tugas"]] == [lagi.pk]


def test_yang_ditahan_dengan_hari_terakhir_di_depan_tetap_menunggu(kantor, desa):  # noqa: F811
    """A Plh. for one day, today, and one whose end is set before anybody agreed."""
    hari = hari_ini(desa)
    sehari = beri(PenggunaFactory(), Peran.CAMAT, desa, kantor["admin"], selesai=hari, status_jabatan="plh")
    depan = beri(PenggunaFactory(), Peran.VERIFIKATOR, desa, kantor["admin"])
    penugasan_akhiri(penugasan=depan, selesai=hari + timedelta(days=9), oleh=kini(kantor["admin"]))
    assert set(Penugasan.objects.menunggu()) == {sehari, depan}
    for tugas in (sehari, depan):
        penugasan_setujui(penugasan=tugas, oleh=kini(kantor["verifikator"]))
    assert not Penugasan.objects.menunggu().exists()


# --- who was taken out of the way -------------------------------------------------------------
def test_akun_baru_yang_belum_pasti_tidak_menahan_seminggu(kantor, desa):  # noqa: F811
    """An account opened with a sheet on the day it was made was never anybody's second person: 24 hours it is. One that
    was sure for long was, until the sheet was printed."""
    admin, kini_juga = kantor["admin"], timezone.now()
    for p in ("camat", "verifikator", "admin_kabupaten"):
        kantor[p].penugasan.update(selesai="2020-12-31")
    baru = pengguna_berperan("verifikator", desa, belum_dipastikan=True)
    sebulan = kini_juga - timedelta(days=30)
    Pengguna.objects.filter(pk=baru.pk).update(dibuat=sebulan, disentuh=sebulan, last_login=kini_juga)
    tugas = beri(admin, Peran.CAMAT, desa, admin)
    assert "24 jam kemudian" in tugas_tolak(tugas, kini(admin))
    Pengguna.objects.filter(pk=baru.pk).update(disentuh=kini_juga)
    assert "7 hari kemudian" in tugas_tolak(tugas, kini(admin))


# --- a mailbox that somebody else wrote -------------------------------------------------------
def test_yang_surelnya_dibetulkan_admin_menjadi_orang_kedua_lagi(client, kantor, desa):  # noqa: F811
    admin, camat, verifikator = kantor["admin"], kantor["camat"], kantor["verifikator"]
    rebut(verifikator, admin, "surel")
    assert verifikator not in orang_kedua(camat)
    client.force_login(admin)
    assert [p.pk for p in client.get(reverse("akun:orang"), {"keadaan": "pastikan"}).context["table"].data] == [
        verifikator.pk
    ]
    assert (
        "Surel akun ini dicatat orang lain"
        in client.get(reverse("akun:orang-rinci", args=[verifikator.pk])).content.decode()
    )
    assert client.post(pastikan(verifikator), SANDI).status_code == 422  # the one who wrote it
    client.force_login(camat)
    teks = client.get(pastikan(verifikator)).content.decode()
    assert "apakah surel di atas, yang dicatat orang lain, benar miliknya" in teks
    assert client.post(pastikan(verifikator), SANDI).status_code == 302
    assert not kini(verifikator).surel_dari_lain
    Pengguna.objects.filter(pk=verifikator.pk).update(dipastikan=timezone.now() - TUNGGU)
    assert verifikator in orang_kedua(camat)


# --- of which place, and of which level -------------------------------------------------------
def test_yang_menyetujui_menurut_tempat_penugasan_itu(client, kantor, desa):  # noqa: F811
    """Somebody worked here until 2020 and is to be verifikator elsewhere: nobody here agrees to that. Two roles in two
    regions: each is agreed to where it is held, and the person is vouched for all the same."""
    orang, luar = PenggunaFactory(nama="Dua Tempat", belum_dipastikan=True), DesaFactory()
    tugaskan(orang, "pelaksana", desa)
    orang.penugasan.update(selesai="2020-12-31")
    di_sana = beri(orang, Peran.VERIFIKATOR, luar, kantor["admin"])
    di_sini = beri(orang, Peran.VERIFIKATOR, desa, kantor["admin"])
    camat_sana = pengguna_berperan("camat", luar)
    Pengguna.objects.filter(pk=camat_sana.pk).update(dibuat=timezone.now() - 2 * TUNGGU)
    assert "Diperlukan orang kedua" in tugas_tolak(di_sana, kantor["camat"])
    with pytest.raises(PermissionDenied):
        penugasan_setujui(penugasan=di_sana, oleh=kini(kantor["camat"]))
    client.force_login(kantor["camat"])
    jawab = client.get(pastikan(orang))
    assert (jawab.context["ditahan"], [t for t, _ in jawab.context["tertahan"]]) == ([di_sini], [di_sana])
    assert client.post(pastikan(orang), SANDI).status_code == 302
    assert not kini(orang).belum_dipastikan
    assert list(Penugasan.objects.menunggu()) == [di_sana]
    assert client.post(pastikan(orang), SANDI).status_code == 422
    penugasan_setujui(penugasan=di_sana, oleh=kini(camat_sana))


def test_yang_memastikan_menurut_tempat_yang_berlaku(client, kantor, desa):  # noqa: F811
    """Who was chief where somebody worked years ago does not know him today. Where he works nowhere, only an admin."""
    dahulu, orang = kantor["camat"], PenggunaFactory(nama="Sudah Pindah", belum_dipastikan=True)
    tugaskan(orang, "pelaksana", desa)
    assert dahulu in orang_kedua(orang)
    orang.penugasan.update(selesai="2020-12-31")
    assert set(orang_kedua(orang)) == {kantor["admin"]}
    client.force_login(dahulu)
    assert client.get(pastikan(orang)).status_code == 404
    with pytest.raises(ValidationError, match="Sudah Pindah sekarang tidak bertugas di mana pun, jadi hanya admin"):
        tolak_memastikan(orang, dahulu)
    luar = DesaFactory()
    camat_sana = pengguna_berperan("camat", luar)
    Pengguna.objects.filter(pk=camat_sana.pk).update(dibuat=timezone.now() - 2 * TUNGGU)
    tugas = beri(orang, Peran.VERIFIKATOR, luar, kantor["admin"], mulai=hari_ini(luar) + timedelta(days=9))
    assert camat_sana not in orang_kedua(orang)  # what waits makes nobody a second person
    penugasan_setujui(penugasan=tugas, oleh=kini(camat_sana))
    assert camat_sana in orang_kedua(orang)  # agreed to, and about to begin


@pytest.mark.parametrize("peran", [Peran.ADMIN, Peran.ADMIN_KABUPATEN])
def test_admin_hanya_disetujui_admin(kantor, desa, peran):  # noqa: F811
    """He would stand above who agreed. Where there is no other admin a day passes, and then only an admin acts."""
    orang = pengguna_berperan("pelaksana", desa)
    wilayah = {"kabupaten": desa.kecamatan.kabupaten} if peran == Peran.ADMIN_KABUPATEN else {}
    tugas = penugasan_beri(penugasan=Penugasan(pengguna=orang, peran=peran, **wilayah), oleh=kini(kantor["admin"]))
    bawah = [kini(kantor[p]) for p in ("camat", "verifikator", "admin_kabupaten")]
    for p in bawah:
        with pytest.raises(ValidationError, match="24 jam kemudian"):
            penugasan_setujui(penugasan=tugas, oleh=p)
    Penugasan.objects.filter(pk=tugas.pk).update(ditahan=timezone.now() - TUNGGU)
    for p in bawah:
        with pytest.raises(ValidationError, match="diberlakukan admin yang mengelolanya"):
            penugasan_setujui(penugasan=tugas, oleh=p)
    lain = pengguna_berperan("admin", desa, nama="Admin Lain")
    Pengguna.objects.filter(pk=lain.pk).update(dibuat=timezone.now() - 2 * TUNGGU)
    with pytest.raises(ValidationError, match="Admin Lain"):
        penugasan_setujui(penugasan=tugas, oleh=kini(kantor["admin"]))
    penugasan_setujui(penugasan=tugas, oleh=kini(lain))
    assert peran in kini(orang).peran


def test_yang_menyentuh_tidak_menyetujui_sesudah_orangnya_dipastikan(kantor, desa):  # noqa: F811
    """A third person says whose account it is; what still waits is not agreed to by who opened it."""
    orang, luar = PenggunaFactory(belum_dipastikan=True), DesaFactory()
    lain = pengguna_berperan("admin", desa)
    Pengguna.objects.filter(pk=lain.pk).update(dibuat=timezone.now() - 2 * TUNGGU)
    tugaskan(orang, "pelaksana", desa)
    tugas = beri(orang, Peran.VERIFIKATOR, luar, kantor["admin"])
    sentuh(orang, lain)
    orang_pastikan(pengguna=orang, oleh=kini(kantor["verifikator"]))
    assert not kini(orang).belum_dipastikan
    assert tugas_tolak(tugas, kini(lain))


# --- the page of many -------------------------------------------------------------------------
def ditahankan(desa, oleh, banyak) -> None:
    orang = PenggunaFactory.create_batch(banyak)
    Penugasan.objects.bulk_create(
        Penugasan(pengguna=p, peran=Peran.VERIFIKATOR, kecamatan=desa.kecamatan, pemberi=oleh, ditahan=timezone.now())
        for p in orang
    )


def test_antrean_tidak_bertanya_per_baris(client, kantor, desa, django_assert_num_queries):  # noqa: F811
    client.force_login(kantor["camat"])
    ditahankan(desa, kantor["admin"], 5)
    with CaptureQueriesContext(connection) as sedikit:
        assert len(client.get(MENUNGGU).context["tugas"]) == 5
    ditahankan(desa, kantor["admin"], 45)
    with django_assert_num_queries(len(sedikit)):
        assert len(client.get(MENUNGGU).context["tugas"]) == 50


def test_antrean_dipotong_sesudah_disaring(client, kantor, desa):  # noqa: F811
    """A hundred that this person gave himself do not hide what he may agree to."""
    camat = kantor["camat"]
    ditahankan(desa, camat, MENUNGGU_MAKS)
    ditahankan(desa, kantor["admin"], MENUNGGU_MAKS + 5)
    client.force_login(camat)
    tugas = client.get(MENUNGGU).context["tugas"]
    assert (len(tugas), {t.pemberi for t in tugas}) == (MENUNGGU_MAKS, {kantor["admin"]})


def test_admin_tunggal_memberlakukan_banyak_sesudah_masa_tunggunya(client, kantor, desa):  # noqa: F811
    admin = kantor["admin"]
    for p in ("camat", "verifikator", "admin_kabupaten"):
        kantor[p].penugasan.update(selesai="2020-12-31")
    ditahankan(desa, admin, 3)
    diri = beri(admin, Peran.CAMAT, desa, admin)
    client.force_login(admin)
    assert client.get(MENUNGGU).context["tugas"] == []
    Penugasan.objects.menunggu().update(ditahan=timezone.now() - TUNGGU)
    assert len(client.get(MENUNGGU).context["tugas"]) == 4
    assert "dan masa tunggunya sudah lewat" in client.get(pastikan(admin)).content.decode()
    assert client.post(pastikan(admin), SANDI).status_code == 302
    assert diri not in Penugasan.objects.menunggu()
