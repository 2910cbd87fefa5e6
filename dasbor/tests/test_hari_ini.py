import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from akun.enums import Peran
from config.tests.kantor import hari_uji
from monitoring.tests.factories import MonitoringFactory
from naskah.enums.sertifikat import AlasanCabut
from naskah.models.sertifikat import Sertifikat
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


def test_yang_diundang_bersertifikat_diminta_membuatnya(client, orang):
    """Until he has made it, or the invitation is withdrawn; nobody else is asked."""
    kartu = "Anda diundang membuat sertifikat tanda tangan"
    undangan = Sertifikat.objects.create(pengguna=orang["kepala_desa"], nama="Kepala Desa")
    assert judul(client, orang["kepala_desa"])[kartu] == [undangan.pk]
    assert reverse("naskah:sertifikat-saya") in client.get("/").content.decode()
    assert kartu not in judul(client, orang["camat"])
    Sertifikat.objects.update(dicabut=timezone.now(), alasan=AlasanCabut.values[0])
    assert kartu not in judul(client, orang["kepala_desa"])


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


def kartu(client, pengguna, nama):
    client.force_login(pengguna)
    halaman = client.get(reverse("dasbor:hari-ini")).content.decode()
    potong = halaman.split(f"<span>{nama}</span>")[1].split("</section>")[0]
    return " ".join(re.sub("<[^>]+>", " ", potong).split()), re.findall(r'class="lencana[^"]*" href="([^"]+)"', potong)


def test_kartu_menyebut_tanggal_dan_petugas_juga_dengan_draf_berita_acara(client, desa, orang):
    hari = datetime.date(2026, 5, 5)
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.DIAJUKAN, petugas=[orang["pelaksana"]], tanggal=hari)
    teks, lencana = kartu(client, orang["verifikator"], "Menunggu verifikasi Anda")
    assert teks == f"1 {desa} Selasa, 5 Mei 2026, 09.00 Pelaksana Diajukan"
    assert lencana == [f"{k.get_absolute_url()}#langkah"]


def test_lencana_menuju_yang_dikatakannya(client, desa, orang):
    petugas = [orang["pelaksana"]]
    kembali = KunjunganFactory(desa=desa, status=StatusKunjungan.DIKEMBALIKAN, petugas=petugas)
    sah = KunjunganFactory(desa=desa, status=StatusKunjungan.DISAHKAN, petugas=petugas)
    _, lencana = kartu(client, orang["pelaksana"], "Dikembalikan kepada saya")
    assert lencana == [f"{kembali.get_absolute_url()}#pengembalian"]
    teks, lencana = kartu(client, orang["pelaksana"], "Berita acara terbaru")
    assert lencana == [sah.berita_acara.get_absolute_url()]
    assert sah.berita_acara.nomor in teks and "Selasa, 5 Mei 2026" in teks
    client.force_login(orang["kepala_desa"])
    assert client.get(lencana[0]).status_code == 200


def test_kartu_monitoring_menyebut_tanggal_dan_petugas(client, desa, orang):
    m = MonitoringFactory(desa=desa, status="dikembalikan", petugas=[orang["pelaksana"]])
    teks, lencana = kartu(client, orang["pelaksana"], "Laporan monitoring dikembalikan kepada saya")
    assert orang["pelaksana"].nama in teks and date_format(m.tanggal_mulai, "j F Y") in teks
    assert lencana == [f"{m.get_absolute_url()}#pengembalian"]
