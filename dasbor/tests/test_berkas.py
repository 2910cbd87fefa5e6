"""Uploaded files on the first page, and in the demo."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from berkas.enums import PEMERIKSA_BERKAS, StatusBerkas
from berkas.models import Berkas, KategoriBerkas
from dasbor import demo
from dasbor.demo_berkas import muat_berkas
from desa.tests.factories import DesaFactory
from kewajiban.models import Ketentuan
from kewajiban.tests.factories import wajibkan

pytestmark = pytest.mark.django_db

DIPERBAIKI, DIKIRIM, DIPERIKSA = (
    "Berkas yang harus diperbaiki",
    "Kewajiban yang harus dipenuhi",
    "Berkas menunggu pemeriksaan",
)


@pytest.fixture
def buat(desa, orang):
    kategori = KategoriBerkas.objects.create(kode="lppd", nama="LPPD", kelompok="laporan", periode="sekali")

    def kerjakan(status, tempat=None, oleh=None):
        berkas = Berkas.objects.create(
            desa=tempat or desa,
            kategori=kategori,
            tahun=2026,
            judul=status,
            status=status,
            dibuat_oleh=orang["sekretaris_desa"],
        )
        berkas.versi_terkini = berkas.versi.create(
            urut=1,
            isi="x",
            nama_asli="x.pdf",
            mime="application/pdf",
            ukuran=1,
            sha256="0",
            oleh=oleh or berkas.dibuat_oleh,
        )
        berkas.save()
        return berkas

    return kerjakan


def kotak(client, pengguna):
    client.force_login(pengguna)
    return {k.judul: k.butir for k in client.get(reverse("dasbor:hari-ini")).context["kotak"]}


@pytest.mark.parametrize("peran", Peran)
def test_kartu_menurut_peran(client, desa, orang, buat, peran):
    menunggu, ditolak = buat(StatusBerkas.MENUNGGU), buat(StatusBerkas.DITOLAK)
    buat(StatusBerkas.DITERIMA)
    buat(StatusBerkas.MENUNGGU, tempat=DesaFactory())
    buat(StatusBerkas.DITOLAK, tempat=DesaFactory(kecamatan=desa.kecamatan))
    kartu = kotak(client, orang[peran])
    desa_sendiri = peran in {Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA, Peran.PENYUSUN_DESA}
    assert kartu.get(DIPERIKSA) == ([menunggu] if peran in PEMERIKSA_BERKAS else None)
    assert kartu.get(DIPERBAIKI) == ([ditolak] if desa_sendiri else None)


def test_yang_diunggah_sendiri_tidak_diminta_diperiksa(client, orang, buat):
    buat(StatusBerkas.MENUNGGU, oleh=orang["pelaksana"])
    assert kotak(client, orang["pelaksana"])[DIPERIKSA] == []
    assert len(kotak(client, orang["verifikator"])[DIPERIKSA]) == 1


def test_yang_harus_dikirim_terlambat_dan_segera(client, desa, orang):
    for kode, hari in (("lama", -40), ("segera", 14), ("nanti", 15)):
        kategori = KategoriBerkas.objects.create(kode=kode, nama=kode, kelompok="sk", periode="sekali")
        wajibkan(desa.kecamatan, kategori, mulai=timezone.localdate() - timedelta(days=60), hari=60 + hari)
    kartu = kotak(client, orang["sekretaris_desa"])[DIKIRIM]
    assert [(s.kewajiban.kategori, s.telat) for s in kartu] == [("lama", True), ("segera", False)]
    assert 36 <= kartu[0].hari_telat <= 40  # since its last working day
    client.force_login(orang["sekretaris_desa"])
    halaman = client.get("/").content.decode()
    assert kartu[0].alamat_kirim.replace("&", "&amp;") in halaman
    assert DIKIRIM not in kotak(client, orang["verifikator"])


def test_data_contoh_memuat_setiap_keadaan():
    call_command("acuan_muat", verbosity=0)
    kecamatan = demo.kop()
    orang = demo.akun(kecamatan)
    muat_berkas(kecamatan, orang)
    assert set(Berkas.objects.values_list("status", flat=True)) == set(StatusBerkas.values)
    assert Berkas.objects.filter(versi__urut=2, status=StatusBerkas.DITERIMA).count() == 1
    assert Berkas.objects.filter(versi_terkini__lintang__isnull=False).count() == 1
    putusan = Ketentuan.objects.filter(kecamatan=kecamatan)
    assert {k.kode: k.aktif for k in putusan} == {
        "KW-301": True,
        "KW-302": True,
        "KW-303": True,
        "KW-222": False,
        "K-001": True,
    }
