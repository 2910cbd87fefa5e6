"""Several focus villages in one step, and the list of visits that opens at today."""

import datetime

import pytest
from django.urls import reverse

from config.tests.kantor import hari_uji
from desa.tests.factories import DesaFactory
from perut.enums import StatusKunjungan
from perut.models import Lokus
from perut.penjadwalan import Periode
from perut.tests.factories import KunjunganFactory, LokusFactory, ProgramFactory
from perut.usulan import agenda

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(desa):
    return ProgramFactory(kecamatan=desa.kecamatan, tema="Tertib buku\nTertib keuangan")


def url(program):
    return reverse("perut:lokus-banyak", args=[program.pk])


def test_beberapa_desa_dengan_temanya_masing_masing(client, desa, orang, program):
    muara, pematang = (DesaFactory(kecamatan=desa.kecamatan, nama=n) for n in ("Muara Jaya", "Pematang"))
    client.force_login(orang["verifikator"])
    isi = {"alasan": "Belum tertib.", "petugas": [orang["pelaksana"].pk]}
    isi |= {f"pilih-{desa.pk}": "on", f"tema-{desa.pk}": "Profil desa", f"pilih-{muara.pk}": "on"}
    assert client.post(url(program), isi).status_code == 302
    lokus = {k.desa: k for k in program.lokus.all()}
    assert {d: (k.alasan, k.tema) for d, k in lokus.items()} == {
        desa: ("Belum tertib.", "Profil desa"),
        muara: ("Belum tertib.", ""),
    }
    assert [list(k.petugas.all()) for k in lokus.values()] == [[orang["pelaksana"]]] * 2
    assert [d.nama for d in client.get(url(program)).context["form"].desa] == [pematang.nama]


def test_temanya_sendiri_mengganti_tema_program(desa, program):
    hari = datetime.date(2026, 2, 1)
    kedua = Periode(nomor=1, mulai=hari, sampai=hari)
    sendiri = LokusFactory(program=program, desa=desa, tema="Profil desa")
    lain = LokusFactory(program=program)
    assert agenda(sendiri, kedua).splitlines()[0] == "Profil desa"
    assert agenda(lain, kedua).splitlines()[0] == "Tertib keuangan"


def test_yang_ditolak_tidak_menyimpan_satu_pun_dan_ketikannya_tetap(client, desa, orang, program):
    lain = DesaFactory(kecamatan=desa.kecamatan, nama="Muara Jaya")
    client.force_login(orang["verifikator"])
    isi = {f"pilih-{desa.pk}": "on", f"tema-{lain.pk}": "Tanpa dicentang", "alasan": ""}
    jawab = client.post(url(program), isi)
    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    for kalimat in ("Tulis alasan desa-desa ini dipilih.", "desanya belum dipilih.", "Tanpa dicentang"):
        assert kalimat in halaman
    assert "Pilih sedikitnya satu desa." in client.post(url(program), {"alasan": "x"}).content.decode()
    assert not Lokus.objects.exists()


def test_desa_kecamatan_lain_tidak_ditawarkan_dan_bukan_pengelola_ditolak(client, orang, program):
    asing = DesaFactory()
    client.force_login(orang["verifikator"])
    assert asing not in client.get(url(program)).context["form"].desa
    client.post(url(program), {"alasan": "x", f"pilih-{asing.pk}": "on"})
    assert not Lokus.objects.exists()
    client.force_login(orang["camat"])
    assert client.get(url(program)).status_code == 403


# --- the list of visits -------------------------------------------------------
def tanggal(client, **saringan):
    table = client.get(reverse("perut:kunjungan-daftar"), saringan).context["table"]
    return [b.record.tanggal for b in table.rows]


@pytest.mark.waktu
def test_daftar_terbuka_pada_hari_ini(client, desa, orang):
    hari = hari_uji()
    kemarin, besok = hari - datetime.timedelta(days=1), hari + datetime.timedelta(days=1)
    for t in (besok, kemarin, hari):
        KunjunganFactory(desa=desa, tanggal=t, status=StatusKunjungan.DIJADWALKAN)
    client.force_login(orang["camat"])
    assert tanggal(client) == [hari, besok]
    assert tanggal(client, waktu="lalu") == [kemarin]
    assert tanggal(client, waktu="") == [besok, hari, kemarin]
    assert tanggal(client, sort="-tanggal") == [besok, hari]
    assert tanggal(client, status="dijadwalkan") == [besok, hari, kemarin]
    jawab = client.get(reverse("perut:kunjungan-daftar"))
    assert "waktu=mendatang" in jawab.context["url_ekspor"]  # the file holds what is shown


@pytest.mark.waktu
def test_tanpa_yang_mendatang_terbuka_pada_yang_terakhir(client, desa, orang):
    hari = hari_uji()
    lalu = [hari - datetime.timedelta(days=n) for n in (1, 2)]
    for t in lalu:
        KunjunganFactory(desa=desa, tanggal=t)
    client.force_login(orang["camat"])
    assert tanggal(client) == lalu


def test_yang_belum_bertanggal_masih_akan_datang(client, desa, orang):
    KunjunganFactory(desa=desa, tanggal=None)
    client.force_login(orang["camat"])
    assert tanggal(client) == [None]


def test_desa_menurut_abjad_bukan_kodenya(client, desa, orang):
    DesaFactory(kecamatan=desa.kecamatan, nama="Awayan Hulu")
    client.force_login(orang["verifikator"])
    pilihan = client.get(reverse("perut:kunjungan-buat")).context["form"].fields["desa"].queryset
    assert [d.nama for d in pilihan] == sorted(d.nama for d in pilihan)
    baris = client.get(reverse("desa:desa-daftar")).context["table"].rows
    assert [b.record.nama for b in baris] == sorted(d.nama for d in pilihan)
