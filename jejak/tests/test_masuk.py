"""Signing in, failing to, signing out: who, as which role, from where. Never what was typed as the password."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasar.pelaku import Pelaku, bertindak, dari_akun, pelaku_kini
from jejak.enums import Jenis
from jejak.models import Catatan
from jejak.services import catat

SANDI = "rahasia-sekali-9"
pytestmark = pytest.mark.django_db


def kirim(client, nama, sandi):
    return client.post(reverse("akun:masuk"), {"username": nama, "password": sandi}, headers={"User-Agent": "Uji/1"})


@pytest.fixture
def camat(orang):
    orang["camat"].sandi_sendiri(SANDI)
    orang["camat"].save()
    return orang["camat"]


def jejak(*kolom):
    return list(Catatan.objects.filter(perkara="masuk").order_by("pk").values_list(*kolom))


def test_masuk_lalu_keluar(client, camat, desa):
    kirim(client, camat.username, SANDI)
    client.post(reverse("akun:keluar"))
    siapa = (str(camat.pk), camat.nama, "camat", "127.0.0.1", desa.kecamatan_id)
    kolom = ("jenis", "pelaku", "pelaku_nama", "peran", "alamat", "kecamatan")
    assert jejak(*kolom) == [(Jenis.MASUK, *siapa), (Jenis.KELUAR, *siapa)]
    assert Catatan.objects.filter(perkara="masuk").first().perangkat in {"Uji/1", ""}


def test_penugasan_ditanyakan_sekali_saat_masuk(client, camat):
    """For the roles and for the region alike; the account itself begins to remember nothing."""
    with CaptureQueriesContext(connection) as kueri:
        client.force_login(camat)
    assert (
        len([k for k in kueri.captured_queries if k["sql"].startswith("SELECT") and "akun_penugasan" in k["sql"]]) == 1
    )
    assert "penugasan_aktif" not in vars(camat)


def test_gagal_masuk_tanpa_kata_sandinya(client, camat, desa):
    kirim(client, camat.username, "salah-sekali-8")
    kirim(client, SANDI, "sandi di kotak yang keliru")
    assert jejak("jenis", "pelaku", "nama", "uraian", "kecamatan") == [
        (Jenis.MASUK_GAGAL, "", camat.username, "Kata sandi salah.", desa.kecamatan_id),
        (Jenis.MASUK_GAGAL, "", "", "Nama pengguna tidak dikenal.", None),
    ]
    semua = str(list(Catatan.objects.values()))
    assert "salah-sekali-8" not in semua
    assert SANDI not in semua


def test_halaman_biasa_tidak_menulis_apa_pun(client, orang):
    client.force_login(orang["verifikator"])
    sebelum = Catatan.objects.count()
    assert client.get(reverse("dasbor:hari-ini")).status_code == 200
    assert Catatan.objects.count() == sebelum


def test_yang_dibatalkan_tidak_tercatat():
    with pytest.raises(ValueError, match="batal"), transaction.atomic():
        catat(Jenis.UBAH, "uji")
        raise ValueError("batal")
    assert not Catatan.objects.exists()


def test_di_luar_permintaan_pelakunya_yang_disebut(orang):
    with bertindak(Pelaku(nama="operator", lewat="perintah acuan_muat")):
        catat(Jenis.SISTEM, "uji")
        with bertindak(dari_akun(orang["camat"])):
            catat(Jenis.SISTEM, "uji")
    assert pelaku_kini() == Pelaku()
    assert list(Catatan.objects.filter(perkara="uji").order_by("pk").values_list("pelaku_nama", "lewat")) == [
        ("operator", "perintah acuan_muat"),
        (orang["camat"].nama, ""),
    ]
