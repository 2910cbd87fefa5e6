"""A letter or decree that is approved after its work has begun: the camat is warned, and the document says so."""

import datetime

import pytest
from django.urls import reverse

from cetak.tests.baca import teks_pdf
from config.tests.kantor import hari_uji
from evaluasi.services.tim import sk_ajukan
from evaluasi.tests.factories import EvaluasiFactory, TimEvaluasiFactory
from monitoring.services.surat_tugas import surat_tugas_tulis
from monitoring.tests.factories import MonitoringFactory
from naskah.bagian import tanggal_panjang
from naskah.cetak import konteks_cetak
from naskah.models import Naskah
from naskah.services.naskah import naskah_setujui
from naskah.susulan import peringatan_setujui
from perut.services.surat_tugas import surat_tugas_ajukan
from perut.tests.factories import KunjunganFactory

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]
SEHARI = datetime.timedelta(days=1)


def surat_perut(desa, orang, mulai):
    isi = {"desa": desa, "tanggal": mulai, "petugas": [orang["pelaksana"]], "agenda": "Buku kas."}
    kunjungan = KunjunganFactory(status="rencana", surat_tugas=None, **isi)
    return surat_tugas_ajukan(kunjungan=kunjungan, oleh=orang["verifikator"])


def surat_monitoring(desa, orang, mulai):
    isi = {"tanggal_mulai": mulai, "tanggal_selesai": mulai + SEHARI, "petugas": [orang["pelaksana"]]}
    monitoring = MonitoringFactory(desa=desa, status="rencana", surat_tugas=None, **isi)
    monitoring.surat_tugas = surat_tugas_tulis(monitoring, orang["verifikator"])
    monitoring.save(update_fields=["surat_tugas"])
    return monitoring.surat_tugas


def sk_tim(desa, orang, mulai):
    anggota = [orang[p] for p in ("camat", "verifikator", "pelaksana")]
    bunyi = {bagian: ["Membentuk tim."] for bagian in ("menimbang", "mengingat", "menetapkan")}
    tim = TimEvaluasiFactory(kecamatan=desa.kecamatan, sk=None, anggota=anggota, **bunyi)
    EvaluasiFactory(desa=desa, tim=tim, status="rencana", tanggal_mulai=mulai, tanggal_selesai=mulai + SEHARI)
    return sk_ajukan(tim=tim, oleh=orang["verifikator"])


@pytest.mark.parametrize("lama", [1, 12])
@pytest.mark.parametrize("buat", [surat_perut, surat_monitoring, sk_tim])
def test_naskah_sesudah_pekerjaannya_menyebut_hal_itu(client, desa, orang, buat, lama):
    mulai = hari_uji() - lama * SEHARI
    naskah = buat(desa, orang, mulai)
    client.force_login(orang["camat"])
    for alamat in (reverse("naskah:naskah-aksi", args=[naskah.pk, "setujui"]), reverse("naskah:naskah-menunggu")):
        halaman = client.get(alamat).content.decode()
        assert f"sesudah pekerjaannya dimulai ({tanggal_panjang(mulai)})" in halaman, alamat
    assert konteks_cetak(naskah)["isi"]["susulan"]  # the preview says what the document will say
    hasil = naskah_setujui(naskah=naskah, oleh=orang["camat"])
    assert hasil.tanggal == hari_uji()
    assert hasil.isi["susulan"].endswith(f" pada tanggal {tanggal_panjang(mulai)}.")


@pytest.mark.parametrize("nanti", [0, 3])
@pytest.mark.parametrize("buat", [surat_perut, surat_monitoring, sk_tim])
def test_naskah_pada_waktunya_tidak_menyebut_apa_pun(client, desa, orang, buat, nanti):
    naskah = buat(desa, orang, hari_uji() + nanti * SEHARI)
    assert peringatan_setujui(naskah) == ""
    assert "susulan" not in naskah_setujui(naskah=naskah, oleh=orang["camat"]).isi


@pytest.mark.parametrize("buat", [surat_perut, surat_monitoring, sk_tim])
def test_kalimatnya_tercetak(desa, orang, buat, beserta_akibatnya):
    mulai = hari_uji() - 3 * SEHARI
    naskah = beserta_akibatnya(naskah_setujui, naskah=buat(desa, orang, mulai), oleh=orang["camat"])
    naskah = Naskah.objects.get(pk=naskah.pk)
    with naskah.pdf.open("rb") as berkas:
        teks = teks_pdf(berkas.read())
    assert naskah.isi["susulan"] in " ".join(teks.split())
