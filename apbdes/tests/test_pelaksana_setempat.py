"""Who carries out which activity, and what it is called: of one kabupaten and year, never of another."""

import datetime
import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.aturan import periksa
from apbdes.buku_kerja import templat
from apbdes.katalog import katalog_untuk
from apbdes.models import KegiatanTambahan
from apbdes.penilaian import penilaian
from apbdes.services.anggaran import anggaran_dari_versi
from apbdes.tests.contoh import anggaran, b
from apbdes.tests.factories import KegiatanTambahanFactory, PerangkatAturanFactory, VersiApbdesFactory, isi_contoh
from dasar.waktu import hari_ini

pytestmark = pytest.mark.django_db
TAHUN = 2026
PRC = {"pakai": "PRC-16", "kode": "PRC-16", "judul": "Pelaksana", "tingkat": "perlu", "dasar": "Lampiran", "bunyi": "x"}


def test_nama_dan_pelaksana_menurut_kabupaten_dan_tahun(desa, desa_lain):
    kayong, balangan = desa.kecamatan.kabupaten, desa_lain.kecamatan.kabupaten
    isi = [
        (k.nama_kegiatan("2.6.01"), k.pelaksana("2.6.01"), k.nama_kegiatan("5.3.00"))
        for k in (katalog_untuk(kayong, 2024), katalog_untuk(kayong, 2025), katalog_untuk(balangan, 2024))
    ]
    umum = ("Pembuatan Rambu-rambu di Jalan Desa", "", "Keadaan Mendesak")
    perbup = ("Pembuatan Rambu-rambu Jalan di Desa", "Kasi Pemerintahan", "Keadaan Mendesak (Belanja Tak Terduga)")
    assert isi == [perbup, umum, umum]


def test_desa_kabupaten_lain_tidak_melihat_pelaksananya(client, desa_lain):
    versi = VersiApbdesFactory(desa=desa_lain, tahun=2024, isi=anggaran([b("1.1.04", "5.2.1.01", 1)]))
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa_lain))
    halaman = client.get(reverse("apbdes:susun", args=[versi.pk])).content.decode()
    buku = b"".join(client.get(reverse("apbdes:versi-templat", args=[versi.pk])))
    daftar = openpyxl.load_workbook(io.BytesIO(buku))["Daftar"]
    assert "Kaur TU dan Umum" not in halaman
    assert {r[7] for r in daftar.iter_rows(min_row=2, values_only=True)} <= {None, ""}
    kosong = openpyxl.load_workbook(io.BytesIO(templat()))["Daftar"]
    assert {r[7] for r in kosong.iter_rows(min_row=2, values_only=True)} <= {None, ""}


def kode(desa, **isi):
    return KegiatanTambahanFactory(kabupaten=desa.kecamatan.kabupaten, tahun=TAHUN, **isi)


def prc(versi):
    return [p.hasil.putusan for p in penilaian(versi).putusan if p.aturan.kode == "PRC-16"]


def test_perangkat_kantor_menilai_dengan_tabelnya_sendiri(desa_lain):
    """`pakai: PRC-16` in the office's own set; the table is what it wrote down for that year."""
    kabupaten = desa_lain.kecamatan.kabupaten
    isi = isi_contoh(kabupaten)
    isi["aturan"].append(PRC)
    baris = [b("1.1.04", "5.2.1.01", 1, pelaksana="Kasi Pelayanan"), b("2.3.90", "5.2.1.01", 1, pelaksana="TPK")]
    versi = VersiApbdesFactory(desa=desa_lain, tahun=TAHUN, isi=anggaran(baris))
    assert prc(versi) == []
    PerangkatAturanFactory(kabupaten=kabupaten, isi=isi, status="terbit")
    assert prc(versi) == ["tidak_berlaku"]
    milik = kode(desa_lain, kode="1.1.04", nama="Operasional", pelaksana="Kaur Umum")
    kode(desa_lain, kode="2.3.90", nama="Titian", pelaksana="")
    KegiatanTambahanFactory(kabupaten=kabupaten, tahun=TAHUN + 1, kode="2.3.90", nama="Titian", pelaksana="Kades")
    assert prc(versi) == ["dilanggar"]
    assert katalog_untuk(kabupaten, TAHUN).kegiatan["1.1.04"][1:3] == ("Operasional", "Kaur Umum")
    KegiatanTambahan.objects.filter(pk=milik.pk).update(pelaksana="Kepala Seksi Pelayanan")
    assert prc(versi) == ["terpenuhi"]
    # Withdrawn, the code of the nation is there still, under its own name; 1.1.04 is nobody's any more.
    KegiatanTambahan.objects.filter(pk=milik.pk).update(dicabut=datetime.date(2026, 1, 1))
    assert prc(versi) == ["tidak_berlaku"]
    katalog = katalog_untuk(kabupaten, TAHUN)
    assert katalog.kegiatan_ada("1.1.04")
    assert katalog.nama_kegiatan("1.1.04").startswith("Penyediaan Operasional Pemerintah Desa")


def test_yang_ditulis_kabupaten_mendahului_perangkat_bawaannya(desa):
    KegiatanTambahanFactory(
        kabupaten=desa.kecamatan.kabupaten, tahun=2024, kode="1.1.04", nama="Operasional", pelaksana="Kasi Pelayanan"
    )
    isi = anggaran([b("1.1.04", "5.2.1.01", 1, pelaksana="Kaur TU dan Umum")])
    versi = VersiApbdesFactory(desa=desa, tahun=2024, isi=isi)
    assert prc(versi) == ["dilanggar"]
    assert anggaran_dari_versi(versi).pelaksana == {"1.1.04": "Kasi Pelayanan"}


def test_kode_nasional_hanya_dengan_pelaksana(desa):
    baru = KegiatanTambahan(kabupaten=desa.kecamatan.kabupaten, tahun=TAHUN, kode="1.1.04", nama="Operasional")
    with pytest.raises(ValidationError) as galat:
        baru.full_clean()
    assert galat.value.message_dict["kode"][0].endswith("Isi pelaksananya bila kabupaten menetapkannya.")
    baru.pelaksana = "Kaur Umum"
    baru.full_clean()


@pytest.mark.parametrize(("hari", "ada"), [(1, True), (0, False), (-1, False)], ids=["besok", "hari ini", "kemarin"])
def test_kode_dicabut_sejak_tanggalnya(desa_lain, hari, ada):
    kabupaten = desa_lain.kecamatan.kabupaten
    sejak = hari_ini(kabupaten) + datetime.timedelta(days=hari)
    kode(desa_lain, kode="2.3.22", nama="Jalan baru", dicabut=sejak)
    katalog = katalog_untuk(kabupaten, TAHUN)
    assert katalog.kegiatan_ada("2.3.22") == ada
    versi = VersiApbdesFactory(desa=desa_lain, tahun=TAHUN, isi=anggaran([b("2.3.22", "5.2.1.01", 1)]))
    struktur = next(h.hasil for h in periksa(anggaran_dari_versi(versi), "dasar") if h.aturan.kode == "STR-07")
    assert (struktur.putusan == "terpenuhi") == ada
