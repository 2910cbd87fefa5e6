"""Assignments that wait for a second person: what takes them out of the queue, and who may agree to which.
docs/keputusan/0069."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.models import Penugasan
from akun.services.orang import penugasan_akhiri, penugasan_setujui
from akun.tests.factories import PenggunaFactory
from dasar.waktu import hari_ini
from desa.models import RiwayatData
from naskah.tests.test_tugas_orang_kedua import SANDI, beri, kantor, kini, pastikan  # noqa: F401

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
