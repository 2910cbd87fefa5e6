"""What changed between two versions, and the printed annex."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.katalog import RESMI
from apbdes.lampiran import lampiran_apbdes, susun_baris
from apbdes.models import RincianBelanja, VersiApbdes
from apbdes.perbedaan import bandingkan
from apbdes.services.versi import versi_buat
from apbdes.tests.contoh import anggaran, b, f, p, utuh
from apbdes.tests.factories import VersiApbdesFactory
from cetak.tests.baca import teks_pdf
from desa.tests.factories import DesaFactory, PerangkatFactory

pytestmark = pytest.mark.django_db


def muat(versi):
    return VersiApbdes.objects.lengkap().get(pk=versi.pk)


@pytest.fixture
def sekdes(desa):
    return pengguna_berperan(Peran.SEKRETARIS_DESA, desa)


@pytest.fixture
def dua(desa, sekdes):
    """The settled murni and its perubahan: one row less, one more, one changed."""
    murni = VersiApbdesFactory(
        desa=desa,
        status="ditetapkan",
        isi=anggaran(
            [
                b("1.1.04", "5.2.1.01", 100, uraian="ATK"),
                b("1.1.04", "5.2.1.02", 50, uraian="Lampu"),
                b("2.3.10", "5.3.5.03", 900, uraian="Batu", sumber="DDS"),
            ],
            [p("4.2.3.01", "ADD", 1000)],
            [f("6.1.1.01", 50)],
        ),
    )
    baru = versi_buat(desa=desa, tahun=2024, oleh=sekdes, langkah="perubahan")
    isi = RincianBelanja.objects.filter(versi_apbdes=baru)
    isi.filter(uraian="ATK").update(uraian="Alat tulis kantor", jumlah=130_00)  # the same row under another name
    isi.filter(uraian="Lampu").delete()
    RincianBelanja.objects.create(
        versi_apbdes=baru, kegiatan="3.4.03", rekening="5.2.7.01", uraian="PKK", sumber="ADD", jumlah=20_00, urut=9
    )
    return muat(murni), muat(baru)


def test_baris_yang_ditambah_dihapus_dan_diubah(dua):
    hasil = bandingkan(*dua, RESMI)
    assert [(s.keadaan, s.nama, s.semula, s.menjadi, s.selisih, s.rincian) for s in hasil.baris["Belanja"]] == [
        ("berubah", "Alat tulis kantor", 100_00, 130_00, 30_00, "uraian, jumlah"),
        ("baru", "PKK", 0, 20_00, 20_00, ""),
        ("dihapus", "Lampu", 50_00, 0, -50_00, ""),
    ]
    assert (hasil.baris["Pendapatan"], hasil.sama, hasil.banyak) == ([], 3, 3)
    total = hasil.total["Belanja"]
    assert (total.semula, total.menjadi, total.selisih) == (1050_00, 1050_00, 0)


def test_menurut_kelompok(dua):
    kelompok = bandingkan(*dua, RESMI).kelompok

    def ringkas(nama):
        return [(s.kode, s.semula // 100, s.menjadi // 100, s.keadaan) for s in kelompok[nama]]

    assert list(kelompok) == ["Bidang", "Sub bidang", "Kegiatan", "Rekening", "Sumber dana"]
    assert ringkas("Bidang") == [("1", 150, 130, "berubah"), ("2", 900, 900, "sama"), ("3", 0, 20, "baru")]
    assert ringkas("Kegiatan")[0] == ("1.1.04", 150, 130, "berubah")
    assert ringkas("Sumber dana") == [("ADD", 150, 150, "sama"), ("DDS", 900, 900, "sama")]
    assert [s.kode for s in kelompok["Rekening"]] == ["4.2.3", "5.2.1", "5.2.7", "5.3.5", "6.1.1"]


def test_keturunan_diikuti_melewati_versi_di_antaranya(dua, desa, sekdes):
    murni, ubah = dua
    VersiApbdes.objects.filter(pk=ubah.pk).update(
        status="perlu_diperbaiki",
        hasil="perlu_diperbaiki",
        beku={},
        diterima="2024-01-10T02:00Z",
        batas_evaluasi="2024-02-07",
    )
    baik = versi_buat(desa=desa, tahun=2024, oleh=sekdes, langkah="perbaikan")
    hasil = bandingkan(murni, muat(baik), RESMI)
    assert [s.nama for s in hasil.baris["Belanja"] if s.keadaan == "berubah"] == ["Alat tulis kantor"]


def test_versi_yang_sama_tidak_berbeda(dua):
    assert bandingkan(dua[0], dua[0], RESMI).banyak == 0


def test_halaman_banding(client, dua, sekdes, orang):
    murni, ubah = dua
    client.force_login(sekdes)
    isi = client.get(reverse("apbdes:versi-banding", args=[ubah.pk, murni.pk])).content.decode()
    assert "3 baris berbeda; 3 baris lainnya sama." in isi
    assert "-Rp50" in isi and "+Rp30" in isi
    asing = VersiApbdesFactory(desa=DesaFactory(), status="ditetapkan")
    assert client.get(reverse("apbdes:versi-banding", args=[ubah.pk, asing.pk])).status_code == 404
    client.force_login(orang["camat"])  # the perubahan is still a draft
    assert client.get(reverse("apbdes:versi-banding", args=[ubah.pk, murni.pk])).status_code == 404
    assert client.get(reverse("apbdes:versi-banding", args=[murni.pk, ubah.pk])).status_code == 404


# --- on paper ----------------------------------------------------------------------
def test_lampiran_menjumlah_setiap_tingkat():
    baris = list(susun_baris(utuh(), RESMI))
    total = {x.uraian: x.menjadi for x in baris if x.gaya == "jumlah"}
    assert total == {
        "JUMLAH PENDAPATAN": 1_320_000_000_00,
        "JUMLAH BELANJA": 1_320_000_000_00,
        "SURPLUS/(DEFISIT)": 0,
        "PEMBIAYAAN NETO": 0,
        "SISA LEBIH PEMBIAYAAN ANGGARAN": 0,
    }
    for gaya in ("bidang", "sub-bidang", "kegiatan"):
        assert sum(x.menjadi for x in baris if x.gaya == gaya) == 1_320_000_000_00, gaya
    jalan = next(x for x in baris if x.bidang == ("2", "3", "10") and x.ekonomi == ("5", "3", "5"))
    assert (jalan.uraian, jalan.menjadi, jalan.sumber) == ("Belanja Modal Jalan/Prasarana Jalan", 400_000_000_00, "DDS")


def test_defisit_dan_perubahan():
    murni = anggaran([b("1.1.04", "5.2.1.01", 100)], [p("4.2.3.01", "ADD", 80)], [f("6.1.1.01", 20)])
    ubah = anggaran([b("1.1.05", "5.1.4.01", 90)], [p("4.2.3.01", "ADD", 80)], [f("6.1.1.01", 20)], jenis="perubahan")
    baris = {x.uraian: x for x in susun_baris(replace(ubah, semula=murni), RESMI)}
    surplus = baris["SURPLUS/(DEFISIT)"]
    assert (surplus.semula, surplus.menjadi, surplus.selisih) == (-20_00, -10_00, 10_00)
    assert (baris["Penyediaan Tunjangan BPD"].semula, baris["Penyediaan Tunjangan BPD"].menjadi) == (0, 90_00)
    assert baris["SISA LEBIH PEMBIAYAAN ANGGARAN"].menjadi == 10_00
    hilang = next(x for x in baris.values() if x.bidang == ("1", "1", "04") and x.gaya == "kegiatan")
    assert (hilang.semula, hilang.menjadi, hilang.sumber) == (100_00, 0, "ADD")


def test_pdf_rancangan_perubahan(client, desa, dua, sekdes):
    PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Kepala Desa Uji")
    client.force_login(sekdes)
    jawab = client.get(reverse("apbdes:versi-pdf", args=[dua[1].pk]))
    assert jawab["Content-Type"] == "application/pdf"
    assert "rancangan-apbdes" in jawab["Content-Disposition"]
    pdf = PdfReader(BytesIO(jawab.content))
    teks = teks_pdf(pdf)
    for kalimat in (
        "RANCANGAN – belum ditetapkan dengan Peraturan Desa",
        "PERUBAHAN ANGGARAN PENDAPATAN DAN BELANJA DESA",
        "SEMULA (Rp)",
        "JUMLAH BELANJA 1.050 1.050 0",
        "SURPLUS/(DEFISIT) (50) (50) 0",
        "Kepala Desa Uji",
    ):
        assert kalimat in teks, kalimat
    assert pdf.metadata.title == "Rancangan APB Desa Putat Basiun Tahun Anggaran 2024, Perubahan ke-1"


def test_yang_ditetapkan_bukan_rancangan(dua):
    lampiran = lampiran_apbdes(dua[0], RESMI)
    assert (lampiran.rancangan, lampiran.nomor, lampiran.perubahan) == (False, "Nomor 1 Tahun 2024", False)
