"""Findings out of old records: they go the ordinary way, and the records change nothing that was worked on here."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from config.tests.kantor import hari_uji
from desa.models import Bawaan
from perut.services.bawaan import catatan_lama_tarik
from tindaklanjut.models import RiwayatTemuan, Temuan
from tindaklanjut.services import temuan_jawab, temuan_terbuka_sebelum, temuan_tutup

pytestmark = pytest.mark.django_db
JUDUL = ["Desa", "Uraian Temuan", "Tgl Temuan", "Tenggat", "Penanggung Jawab", "Sumber"]
ASAL = "Dibawa dari catatan lama: LHP Inspektorat, 3 Maret 2025"


@pytest.fixture
def verifikator(client, orang):
    client.force_login(orang["verifikator"])
    return client


def baris(desa, uraian="Buku kas belum ditutup.", **lain) -> list:
    isi = {"tgl": "3 Maret 2025", "batas": "30-04-2025", "siapa": "Kaur Keuangan", "dari": "LHP Inspektorat"} | lain
    return [desa.nama, uraian, *isi.values()]


def unggah(client, desa, *isi):
    buku, keluar = Workbook(), io.BytesIO()
    for b in [JUDUL, *isi]:
        buku.active.append(b)
    buku.save(keluar)
    alamat = reverse("perut:bawaan-impor", args=[desa.kecamatan_id, "temuan"])
    return alamat, client.post(alamat, {"berkas": SimpleUploadedFile("temuan.xlsx", keluar.getvalue())})


def bawa(client, desa, *isi):
    alamat, pratinjau = unggah(client, desa, *isi)
    client.post(alamat, {"kunci": pratinjau.context["kunci"]})
    return [(b.keadaan, b.perubahan, b.catatan) for b in pratinjau.context["tinjauan"].baris]


def test_batas_waktu_bertahun_keliru_disebut(verifikator, desa):
    _, pratinjau = unggah(verifikator, desa, baris(desa, batas="31-12-9999"))
    (b,) = pratinjau.context["tinjauan"].baris
    assert (b.keadaan, [g.kalimat for g in b.galat]) == ("salah", ["Periksa tahunnya: 9999."])
    assert not Temuan.objects.exists()


def test_temuan_dibawa_terbuka_dan_menyebut_asalnya(verifikator, orang, desa):
    assert bawa(verifikator, desa, baris(desa)) == [("baru", [], [])]
    t = Temuan.objects.get()
    assert (t.status, t.asal_teks, t.dibawa, t.terlambat) == ("terbuka", ASAL, True, True)
    assert [r.ke for r in t.riwayat.all()] == ["terbuka"]
    for alamat in (
        reverse("tindaklanjut:temuan-daftar"),
        reverse("tindaklanjut:temuan-rinci", args=[t.pk]),
        reverse("dasbor:hari-ini"),
        reverse("desa:desa-rinci", args=[desa.pk]),
    ):
        assert "ibawa dari catatan lama" in verifikator.get(alamat).content.decode()
    assert list(temuan_terbuka_sebelum(desa=desa, asal_jenis="kunjungan", asal_id="1")) == [t]
    temuan_jawab(temuan=t, hasil="sebagian", uraian="sudah", oleh=orang["sekretaris_desa"])
    temuan_tutup(temuan=Temuan.objects.get(), uraian="dilihat", oleh=orang["verifikator"])
    assert Temuan.objects.get().status == "selesai"


def test_impor_kedua_memperbarui_yang_belum_disentuh_saja(verifikator, orang, desa):
    bawa(verifikator, desa, baris(desa), baris(desa, "Aset belum dicatat."))
    disentuh = Temuan.objects.get(uraian="Aset belum dicatat.")
    temuan_jawab(temuan=disentuh, hasil="sebagian", uraian="sedang", oleh=orang["sekretaris_desa"])
    kedua = bawa(
        verifikator,
        desa,
        baris(desa, "buku kas belum ditutup", batas="31-05-2025"),
        baris(desa, "Aset belum dicatat.", batas="31-05-2025"),
    )
    sudah = "Temuan ini sudah ditindaklanjuti di sini (Dijawab desa); tidak diubah."
    assert kedua == [("berubah", ["batas waktu: 30-04-2025 → 31-05-2025"], []), ("sama", [], [sudah])]
    mei, april = datetime.date(2025, 5, 31), datetime.date(2025, 4, 30)
    assert list(Temuan.objects.order_by("uraian").values_list("batas_waktu", flat=True)) == [april, mei]
    assert [r.ke_label for r in RiwayatTemuan.objects.filter(aksi="bawa_lagi")] == ["Diperbarui dari catatan lama"]


def test_lembar_ditarik_yang_selesai_tetap_selesai(verifikator, orang, desa):
    bawa(verifikator, desa, baris(desa), baris(desa, "Aset belum dicatat."))
    temuan_tutup(temuan=Temuan.objects.get(uraian__startswith="Aset"), uraian="ada", oleh=orang["verifikator"])
    catatan_lama_tarik(bawaan=Bawaan.objects.get(), alasan="salah lembar", oleh=orang["verifikator"])
    assert sorted(Temuan.objects.values_list("uraian", "status")) == [
        ("Aset belum dicatat.", "selesai"),
        ("Buku kas belum ditutup.", "dicabut"),
    ]
    assert Temuan.objects.get(status="dicabut").get_status_display() == "Catatan lama ditarik"
    assert bawa(verifikator, desa, baris(desa)) == [("baru", [], [])]


@pytest.mark.waktu
def test_kesalahan_di_selnya(verifikator, desa):
    besok = f"{hari_uji() + datetime.timedelta(days=1):%d-%m-%Y}"
    _, pratinjau = unggah(
        verifikator,
        desa,
        baris(desa, tgl=besok),
        baris(desa, "B", batas="01-01-2025"),
        baris(desa, None, siapa=None),
        baris(desa, "D", dari="x" * 121),
        baris(desa, "E"),
        baris(desa, "e."),
    )
    assert [(g.baris, g.kolom, g.kalimat) for g in pratinjau.context["tinjauan"].galat] == [
        (2, "ditemukan", f"Tanggal “{besok}” belum terjadi."),
        (3, "batas_waktu", "Batas waktu mendahului tanggal temuannya."),
        (4, "temuan", "Wajib diisi."),
        (4, "penanggung_jawab", "Wajib diisi."),
        (5, "dari", "Paling panjang 120 huruf (sekarang 121)."),
        (7, "temuan", "Temuan ini sudah ada di baris 6 berkas ini."),
    ]
    assert not Temuan.objects.exists()
