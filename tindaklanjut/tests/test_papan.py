"""The board says whose turn it is; its columns lead to lists that hold the same findings."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.tests.kantor import hari_uji
from desa.tests.factories import DesaFactory
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.tests.test_temuan import buat

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]
URL = reverse("tindaklanjut:temuan-papan")


def kolom(client, **saringan):
    return {k.judul: [t.uraian for t in k.temuan] for k in client.get(URL, saringan).context["kolom"]}


def test_setiap_temuan_pada_giliran_siapa(client, desa, orang):
    buat(desa, hari=-30, uraian="lama")
    buat(desa, hari=9, uraian="baru")
    buat(desa, StatusTemuan.KEMBALI, hari=5, uraian="kembali")
    buat(desa, StatusTemuan.DIJAWAB, hari=-30, uraian="dijawab")
    buat(desa, StatusTemuan.SELESAI, uraian="beres", ditutup_pada=hari_uji())
    buat(desa, StatusTemuan.SELESAI, uraian="dahulu", ditutup_pada=hari_uji().replace(year=2020))
    buat(desa, StatusTemuan.DRAF, uraian="draf")
    buat(DesaFactory(), uraian="wilayah lain")
    client.force_login(orang["camat"])
    assert kolom(client) == {
        "Terlambat di desa": ["lama"],
        "Menunggu desa": ["kembali", "baru"],
        "Menunggu diperiksa kecamatan": ["dijawab"],
        "Selesai 30 hari ini": ["beres"],
    }
    assert kolom(client, cari="baru")["Menunggu desa"] == ["baru"]
    menunggu = next(k for k in client.get(URL).context["kolom"] if k.judul == "Menunggu desa")
    daftar = client.get(menunggu.tautan).context["table"].data.data
    assert sorted(t.uraian for t in daftar) == ["baru", "kembali"]
    for k in client.get(URL).context["kolom"]:
        daftar = client.get(k.tautan).context["table"].data.data
        assert {t.pk for t in daftar} == {t.pk for t in k.temuan}, k.judul


def test_rentang_tanggal_menyaring_papan_dan_daftar(client, desa, orang):
    dekat, jauh = buat(desa, hari=9, uraian="dekat"), buat(desa, hari=90, uraian="jauh")
    client.force_login(orang["camat"])
    rentang = {"dari": f"{dekat.batas_waktu:%Y-%m-%d}", "sampai": f"{dekat.batas_waktu:%Y-%m-%d}"}
    assert kolom(client, **rentang)["Menunggu desa"] == ["dekat"]
    daftar = client.get(reverse("tindaklanjut:temuan-daftar"), rentang).context["table"].data.data
    assert (list(daftar), jauh in daftar) == ([dekat], False)
    terbalik = {"dari": "2026-05-02", "sampai": "2026-05-01"}
    assert client.get(URL, terbalik).status_code == 422
    assert client.get(URL, {"desa": "abc"}).status_code == 422


def test_jumlah_kueri_papan_tetap(client, desa, orang):
    client.force_login(orang["camat"])

    def kueri() -> int:
        with CaptureQueriesContext(connection) as tercatat:
            client.get(URL)
        return len(tercatat)

    buat(desa, hari=-30)
    kueri()
    satu = kueri()
    for _ in range(25):
        buat(DesaFactory(kecamatan=desa.kecamatan), hari=-30)
    assert kueri() == satu
    assert "Semua 26" in client.get(URL).content.decode()


def test_saringan_asal_dan_tingkat(client, desa, orang):
    buat(desa, uraian="berat", tingkat="berat")
    buat(desa, uraian="ringan", tingkat="ringan")
    client.force_login(orang["camat"])
    assert kolom(client, tingkat="berat")["Menunggu desa"] == ["berat"]
    assert kolom(client, asal="pengaduan")["Menunggu desa"] == []
