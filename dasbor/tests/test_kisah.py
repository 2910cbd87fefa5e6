"""The story of one village: what stands on its line for whom, and two pages of paper whatever happened."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from akun.enums import Peran
from apbdes.enums import StatusVersi
from apbdes.tests.factories import VersiApbdesFactory
from berkas.models import Berkas, KategoriBerkas
from cetak.tests.baca import teks_pdf
from dasar.waktu import hari_ini
from dasbor.kisah.isi import kisah_desa
from desa.enums import JabatanPerangkat, JenisDesa
from desa.tests.factories import DesaFactory, PerangkatFactory
from evaluasi.enums import StatusEvaluasi
from evaluasi.tests.factories import HASIL_KOSONG, EvaluasiFactory
from monitoring.enums import StatusMonitoring
from monitoring.tests.factories import MonitoringFactory
from perut.enums import StatusKunjungan
from perut.models import Pemeriksaan
from perut.tests.factories import BukuFactory, KunjunganFactory
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.django_db, pytest.mark.waktu]


def alamat(desa, nama="dasbor:sekilas-desa"):
    return reverse(nama, args=[desa.pk])


def temuan(desa, uraian="Buku kas belum ditutup.", **isi):
    awal = {"asal_jenis": "kunjungan", "asal_id": "1", "asal_teks": "Uji", "penanggung_jawab": "Kaur Keuangan"}
    return Temuan.objects.create(
        **awal | {"desa": desa, "uraian": uraian, "batas_waktu": hari_ini(desa), "status": StatusTemuan.TERBUKA} | isi
    )


@pytest.fixture
def cerita(desa, orang):
    """One of everything, on days that are told apart."""
    hari = hari_ini(desa)
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.DISAHKAN, tanggal=hari - timedelta(days=30))
    isi = {"ada": True, "format_sesuai": True, "ditandatangani": True, "mutakhir_sampai": k.tanggal}
    for n in range(3):
        Pemeriksaan.objects.create(kunjungan=k, buku=BukuFactory(), **(isi if n else {"ada": False}))
    KunjunganFactory(desa=desa, status=StatusKunjungan.RENCANA, tanggal=hari + timedelta(days=5))
    selesai = {"status": StatusTemuan.SELESAI, "ditutup_pada": hari - timedelta(days=2)}
    temuan(desa, "Buku tanah belum ada.", **selesai)
    temuan(desa, "Rahasia petugas.", status=StatusTemuan.DRAF)
    lewat = hari - timedelta(days=60)
    MonitoringFactory(desa=desa, status=StatusMonitoring.DILAPORKAN, tanggal_mulai=lewat, tanggal_selesai=lewat)
    EvaluasiFactory(
        desa=desa, status=StatusEvaluasi.SELESAI, tanggal_selesai=lewat, tanggal_mulai=lewat, hasil=HASIL_KOSONG
    )
    VersiApbdesFactory(desa=desa, tahun=hari.year, status=StatusVersi.DITETAPKAN, perdes_tanggal=date(2025, 12, 30))
    PerangkatFactory(desa=desa, nama="Siti Aminah", jabatan=JabatanPerangkat.KEPALA_DESA, mulai=date(2021, 3, 1))
    kategori = KategoriBerkas.objects.create(kode="lppd-uji", nama="LPPD", kelompok="laporan", periode="tahunan")
    isi_berkas = {"kategori": kategori, "tahun": 2025, "periode": "2025", "dibuat_oleh": orang["sekretaris_desa"]}
    Berkas.objects.create(desa=desa, judul="LPPD 2025", status="menunggu", **isi_berkas)
    return desa


def baris(pengguna, desa):
    return [(b.hari, b.jenis, b.teks, b.keadaan) for b in kisah_desa(pengguna, desa).butir]


def test_satu_garis_waktu(cerita, orang):
    hari = hari_ini(cerita)
    ada = baris(orang["camat"], cerita)
    assert ada == sorted(ada, key=lambda b: b[0], reverse=True)
    assert (hari - timedelta(days=30), "Kunjungan", "Kunjungan pendampingan: 2 dari 3 buku tertib", "Disahkan") in ada
    assert (hari - timedelta(days=2), "Temuan selesai", "Buku tanah belum ada.", "Selesai") in ada
    assert (hari, "Dokumen", "LPPD 2025", "Menunggu verifikasi") in ada
    assert (date(2025, 12, 30), "APB Desa", f"APB Desa tahun {hari.year}, murni", "Ditetapkan dengan Perdes") in ada
    assert ada[-1][1:] == ("Perangkat", "Siti Aminah (Kepala Desa)", "Mulai menjabat")
    assert {b[1] for b in ada} == {
        "Kunjungan",
        "Temuan",
        "Temuan selesai",
        "Monitoring",
        "Evaluasi",
        "APB Desa",
        "Dokumen",
        "Perangkat",
    }
    kisah = kisah_desa(orang["camat"], cerita)
    assert [(b.hari, b.keadaan) for b in kisah.mendatang] == [(hari + timedelta(days=5), "Rencana")]
    assert "Rahasia petugas." not in str(ada)


def test_desa_melihat_yang_menjadi_haknya(client, cerita, orang):
    """Neither what is only planned, nor the order among the villages."""
    assert kisah_desa(orang["kepala_desa"], cerita).mendatang == []
    client.force_login(orang["kepala_desa"])
    jawab = client.get(alamat(cerita))
    assert jawab.context["baris"] is None
    assert "Urutan kunjungan" not in jawab.content.decode()
    client.force_login(orang["camat"])
    assert client.get(alamat(cerita)).context["baris"].desa == cerita


def test_desa_lain_dan_kelurahan_tidak_terbuka(client, desa, orang):
    tetangga = DesaFactory(kecamatan=desa.kecamatan)
    kelurahan = DesaFactory(kecamatan=desa.kecamatan, jenis=JenisDesa.KELURAHAN)
    client.force_login(orang["sekretaris_desa"])
    assert client.get(alamat(tetangga)).status_code == 404
    assert client.get(alamat(tetangga, "dasbor:sekilas-desa-pdf")).status_code == 404
    client.force_login(orang["camat"])
    assert client.get(alamat(tetangga)).status_code == 200
    assert client.get(alamat(kelurahan)).status_code == 404
    assert client.get(alamat(DesaFactory())).status_code == 404


def test_desa_tanpa_apa_pun(client, desa, orang):
    client.force_login(orang["camat"])
    isi = client.get(alamat(desa)).content.decode()
    for kalimat in ("Tidak ada temuan terbuka yang tercatat.", "Perangkat desanya belum dicatat.", "Belum ada yang"):
        assert kalimat in isi


def test_skrip_dalam_temuan_hanya_teks(client, desa, orang):
    temuan(desa, "<script>alert(1)</script>")
    client.force_login(orang["camat"])
    isi = client.get(alamat(desa)).content.decode()
    assert "<script>alert(1)" not in isi
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in isi


def test_dua_halaman_berapa_pun_yang_terjadi(client, cerita, orang):
    for n in range(60):
        KunjunganFactory(
            desa=cerita, status=StatusKunjungan.DISAHKAN, tanggal=hari_ini(cerita) - timedelta(days=40 + n)
        )
    for n in range(20):
        temuan(cerita, f"Temuan ke-{n}: " + "bukti pengeluaran belum lengkap dan belum ditandatangani " * 6)
        PerangkatFactory(desa=cerita, nama=f"Perangkat yang bernama panjang sekali {n}")
    client.force_login(orang["camat"])
    pdf = client.get(alamat(cerita, "dasbor:sekilas-desa-pdf"))
    assert pdf["Content-Type"] == "application/pdf"
    assert len(PdfReader(BytesIO(pdf.content)).pages) == 2
    teks = " ".join(teks_pdf(pdf.content).split())
    assert "temuan lain." in teks
    assert "hal yang lebih lama" in teks
    assert "bukan naskah dinas" in teks


def test_lembar_desa_yang_kosong_satu_halaman(client, desa, orang):
    client.force_login(orang["kepala_desa"])
    pdf = client.get(alamat(desa, "dasbor:sekilas-desa-pdf"))
    assert len(PdfReader(BytesIO(pdf.content)).pages) == 1
    assert "Urutan kunjungan" not in teks_pdf(pdf.content)


def test_pertanyaan_tidak_mengikuti_banyaknya_peristiwa(cerita, orang):
    def tanya():
        with CaptureQueriesContext(connection) as isi:
            kisah_desa(orang["camat"], cerita)
        return len(isi)

    assert orang["camat"].peran == {Peran.CAMAT}
    awal = tanya()
    for n in range(10):
        KunjunganFactory(desa=cerita, status=StatusKunjungan.DISAHKAN, tanggal=date(2025, 1, 1 + n))
        temuan(cerita, f"Temuan {n}")
        MonitoringFactory(desa=cerita, status=StatusMonitoring.DILAPORKAN, tanggal_mulai=date(2025, 2, 1 + n))
        EvaluasiFactory(desa=cerita, status=StatusEvaluasi.SELESAI, tahun=2010 + n)
        VersiApbdesFactory(desa=cerita, tahun=2015 + n, status=StatusVersi.DITETAPKAN)
    assert tanya() == awal <= 11
