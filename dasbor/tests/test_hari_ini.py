import datetime

import pytest
from django.urls import reverse

from akun.enums import Peran
from config.tests.kantor import hari_uji
from perut.enums import StatusKunjungan
from perut.tests.factories import KunjunganFactory

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]

BESOK = hari_uji() + datetime.timedelta(days=1)


def judul(client, pengguna):
    client.force_login(pengguna)
    return {k.judul: [b.pk for b in k.butir] for k in client.get(reverse("dasbor:hari-ini")).context["kotak"]}


def test_setiap_peran_melihat_pekerjaannya(client, desa, orang):
    petugas = [orang["pelaksana"]]
    diajukan = KunjunganFactory(desa=desa, status=StatusKunjungan.DIAJUKAN, petugas=petugas)
    sah = KunjunganFactory(desa=desa, status=StatusKunjungan.DIVERIFIKASI, petugas=petugas)
    kembali = KunjunganFactory(desa=desa, status=StatusKunjungan.DIKEMBALIKAN, petugas=petugas)
    jadwal = KunjunganFactory(desa=desa, status=StatusKunjungan.DIJADWALKAN, petugas=petugas, tanggal=BESOK)
    KunjunganFactory(status=StatusKunjungan.DIAJUKAN)  # somewhere else
    assert judul(client, orang["verifikator"])["Menunggu verifikasi Anda"] == [diajukan.pk]
    assert judul(client, orang["camat"])["Menunggu pengesahan Anda"] == [sah.pk]
    assert judul(client, orang["pelaksana"])["Dikembalikan kepada saya"] == [kembali.pk]
    assert judul(client, orang["pelaksana"])["Kunjungan saya berikutnya"] == [jadwal.pk]
    assert judul(client, orang["kepala_desa"])["Kunjungan ke desa saya"] == [jadwal.pk]


def test_verifikator_tidak_diminta_memverifikasi_kunjungannya_sendiri(client, desa, orang):
    KunjunganFactory(desa=desa, status=StatusKunjungan.DIAJUKAN, petugas=[orang["verifikator"]])
    assert judul(client, orang["verifikator"])["Menunggu verifikasi Anda"] == []


@pytest.mark.parametrize("peran", Peran)
def test_halaman_pertama_terbuka_bagi_semua(client, orang, peran):
    client.force_login(orang[peran])
    jawab = client.get("/")
    assert jawab.status_code == 200
    assert "<h1>Hari ini</h1>" in jawab.content.decode()


def test_penugasan_yang_berakhir_dijelaskan(client, orang):
    orang["pelaksana"].penugasan.update(selesai=datetime.date(2025, 12, 31))
    client.force_login(orang["pelaksana"])
    halaman = client.get("/").content.decode()
    assert "berakhir pada 31 Desember 2025" in halaman


def test_alamat_yang_hanya_menerima_kiriman_menjelaskan_diri(client, orang):
    client.force_login(orang["camat"])
    jawab = client.get(reverse("akun:keluar"))
    assert jawab.status_code == 405
    assert "Halaman ini tidak dibuka langsung" in jawab.content.decode()
