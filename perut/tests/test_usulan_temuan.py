"""Findings that books propose, and whom the attendance list offers."""

import datetime
import re

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import PerangkatFactory
from perut.models import Kehadiran
from perut.tests.factories import KehadiranFactory, KunjunganFactory
from perut.usulan_temuan import batas_mutakhir, cacat, id_temuan, usulan_temuan
from tindaklanjut.models import Temuan

pytestmark = pytest.mark.django_db
ADA = {"ada": True, "format_sesuai": True, "ditandatangani": True, "mutakhir_sampai": datetime.date(2026, 4, 1)}


@pytest.fixture
def buku(kunjungan):
    return kunjungan.pemeriksaan_set.select_related("buku", "kunjungan__desa").get(buku__kode="A.1")


def isikan(buku, **isi):
    for nama, nilai in isi.items():
        setattr(buku, nama, nilai)
    buku.save()
    return buku


@pytest.mark.parametrize(
    ("isi", "kurang"),
    [
        ({}, []),
        ({"ada": False}, ["tidak_ada"]),
        (ADA, []),
        (ADA | {"mutakhir_sampai": datetime.date(2026, 3, 1)}, ["terlambat"]),
        (
            ADA | {"mutakhir_sampai": None, "format_sesuai": False, "ditandatangani": False},
            ["terlambat", "format", "ttd"],
        ),
        ({"ada": True, "format_sesuai": False}, ["format"]),  # half answered: how far it is filled in is not known
    ],
)
def test_yang_tidak_tertib_mengusulkan(buku, isi, kurang):
    assert cacat(isikan(buku, **isi)) == kurang


def test_ukuran_mutakhir_melewati_tahun():
    hari = datetime.date(2026, 1, 15)
    assert batas_mutakhir("bulan_lalu", hari) == ("2025-12", "Desember 2025")
    assert batas_mutakhir("tahun_ini", hari) == ("2026-01", "tahun 2026")


def test_usulannya_menyebut_buku_batas_dan_penanggung_jawab(buku):
    isikan(buku, **ADA | {"mutakhir_sampai": None})
    assert usulan_temuan(buku) == {
        "uraian": f"{buku.buku} belum terisi sampai April 2026.",
        "rekomendasi": "Lengkapi isinya, lalu isi setiap bulan.",
        "penanggung_jawab": "Sekretaris Desa",
        "batas_waktu": "2026-05-21",  # ten working days after 5 May, two holidays among them
    }


def test_satu_ketukan_satu_temuan(client, kunjungan, buku, petugas, rekan):
    isikan(buku, ada=False)
    url = reverse("perut:buku-temuan", args=[kunjungan.pk, buku.pk])
    client.force_login(petugas)
    assert f'action="{url}"' in client.get(kunjungan.get_absolute_url()).content.decode()
    client.post(url)
    client.force_login(rekan)
    ulang = client.post(url, follow=True).content.decode()
    assert "Temuan buku ini sudah ada; tidak ditambahkan lagi." in ulang and f'action="{url}"' not in ulang
    temuan = Temuan.objects.get()
    assert (temuan.pk, temuan.status, temuan.uraian) == (
        id_temuan(kunjungan, buku.buku_id),
        "draf",
        f"{buku.buku} tidak ada.",
    )


def test_dari_lapangan_baris_yang_sama(client, kirim, kunjungan, buku, petugas):
    """The page names the row that the tap makes; sent from a phone and tapped at a desk, it stays one."""
    isikan(buku, ada=False)
    halaman = client.get(reverse("perut:lapangan", args=[kunjungan.pk])).content.decode()
    id = id_temuan(kunjungan, buku.buku_id)
    assert f'data-temuan="{id}"' in halaman and 'data-batas-usulan="2026-05-21"' in halaman
    assert kirim("temuan", usulan_temuan(buku), id=id)[0] == 200
    assert kirim("temuan", usulan_temuan(buku), id=id)[0] == 200
    client.post(reverse("perut:buku-temuan", args=[kunjungan.pk, buku.pk]))
    assert Temuan.objects.count() == 1


def test_buku_yang_tertib_dan_kunjungan_yang_terkunci_ditolak(client, kunjungan, buku, petugas):
    client.force_login(petugas)
    url = reverse("perut:buku-temuan", args=[kunjungan.pk, isikan(buku, **ADA).pk])
    jawab = client.post(url)
    assert (jawab.status_code, "tidak ada yang diusulkan" in jawab.content.decode()) == (422, True)
    isikan(buku, ada=False, format_sesuai=None, ditandatangani=None, mutakhir_sampai=None)
    lain = pengguna_berperan(Peran.PELAKSANA, kunjungan.desa)
    client.force_login(lain)
    assert client.post(url).status_code == 403
    assert Temuan.objects.count() == 0


# --- attendance ---------------------------------------------------------------
def tombol(client, kunjungan, petugas):
    client.force_login(petugas)
    halaman = client.get(reverse("perut:lapangan", args=[kunjungan.pk])).content.decode()
    pola = r'data-id="([\w-]+)"[^>]*><button type="button" class="orang"[^>]*aria-pressed="(\w+)"([^>]*)>'
    pola += r'<span class="orang-nama">([^<]+)</span>'
    baris = re.findall(pola, halaman)
    return {nama: (id, tekan == "true", "data-lalu" in sisa) for id, tekan, sisa, nama in baris}, halaman


def test_yang_hadir_lalu_dan_yang_mempunyai_akun_ditawarkan(client, desa, kunjungan, petugas, rekan):
    sekdes = PerangkatFactory(desa=desa, nama="Siti Rahmah", jabatan="sekretaris_desa")
    pengguna_berperan(Peran.SEKRETARIS_DESA, desa, nama="SITI RAHMAH, S.AP.")  # the same person, not twice
    PerangkatFactory(desa=desa, nama="Ahmad Yani", jabatan="kepala_desa")
    pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Awayan")  # an account named otherwise: one kepala desa still
    pengguna_berperan(Peran.PENDAMPING, desa, nama="Pendamping Satu")
    lalu = KunjunganFactory(desa=desa, status="disahkan", tanggal=datetime.date(2026, 4, 1))
    KehadiranFactory(kunjungan=lalu, perangkat=sekdes, nama=sekdes.nama)
    KehadiranFactory(kunjungan=lalu, nama="Tokoh Masyarakat", jabatan="Tokoh", unsur="lainnya")
    ada, halaman = tombol(client, kunjungan, petugas)
    assert {n: (tekan, dulu) for n, (_, tekan, dulu) in ada.items()} == {
        "Ahmad Yani": (False, False),
        "Siti Rahmah": (False, True),
        "Pelaksana Satu": (False, False),
        "Pelaksana Dua": (False, False),
        "Pendamping Satu": (False, False),
        "Tokoh Masyarakat": (False, True),
    }
    assert "Pilih semua yang hadir 1 April 2026 (2)" in halaman


def test_yang_disalin_tetap_satu_baris_dan_tampil_sebagai_hadir(client, kirim, desa, kunjungan, petugas):
    lalu = KunjunganFactory(desa=desa, status="disahkan", tanggal=datetime.date(2026, 4, 1))
    KehadiranFactory(kunjungan=lalu, nama="Tokoh Masyarakat", jabatan="Tokoh", unsur="lainnya")
    id = tombol(client, kunjungan, petugas)[0]["Tokoh Masyarakat"][0]
    isi = {"nama": "Tokoh Masyarakat", "jabatan": "Tokoh", "unsur": "lainnya"}
    assert [kirim("kehadiran", isi, id=id)[0] for _ in range(2)] == [200, 200]
    ada, halaman = tombol(client, kunjungan, petugas)
    assert ada["Tokoh Masyarakat"] == (id, True, True) and "Pilih semua" not in halaman
    assert halaman.count(f'data-id="{id}"') == 1
    assert Kehadiran.objects.filter(kunjungan=kunjungan).count() == 1


def test_kunjungan_lain_desa_atau_yang_batal_tidak_disalin(client, desa, kunjungan, petugas):
    for k in (
        KunjunganFactory(status="disahkan", tanggal=datetime.date(2026, 4, 1)),
        KunjunganFactory(desa=desa, status="dibatalkan", tanggal=datetime.date(2026, 4, 1)),
        KunjunganFactory(desa=desa, status="disahkan", tanggal=datetime.date(2026, 6, 1)),
    ):
        KehadiranFactory(kunjungan=k, nama="Orang Lain Sekali")
    assert "Orang Lain Sekali" not in tombol(client, kunjungan, petugas)[1]
