"""Surat tugas, report and forms: what is frozen, and the PDF read back."""

import datetime
import json
import uuid
from collections import Counter
from io import BytesIO

import pytest
from pypdf import PdfReader

from akun.tests.factories import PenggunaFactory
from cetak.pdf import pdf_buat, pdf_cetak
from cetak.tests.baca import teks_pdf as teks
from desa.tests.factories import DesaFactory
from monitoring import acuan
from monitoring.models import FormulirMonitoring
from monitoring.naskah import LAPORAN, SURAT_TUGAS
from monitoring.reports.formulir import KETERANGAN_SEL, kosong_isi
from monitoring.reports.laporan import laporan_isi
from monitoring.reports.surat_tugas import surat_tugas_cocok, surat_tugas_isi
from monitoring.reports.usulan import laporan_usulan
from monitoring.syarat import ASAL
from monitoring.tests import contoh_monitoring as contoh
from monitoring.tests import perbup
from tindaklanjut.models import Temuan

pytestmark = pytest.mark.django_db
NOMOR = "800.1.11.1/007/KEC-AWY/2026"
TANGGAL = datetime.date(2026, 5, 8)


@pytest.fixture(autouse=True)
def formulir(db):
    acuan.muat()


def beku(isi: dict) -> dict:
    """As it comes back from the database: JSON and nothing else."""
    return json.loads(json.dumps(isi))


def isi_st(m) -> dict:
    return beku(surat_tugas_isi(m, oleh=PenggunaFactory(), tanggal=TANGGAL))


def isi_laporan(m) -> dict:
    return beku(laporan_isi(m, oleh=PenggunaFactory(), tanggal=TANGGAL))


def baca(templat: str, isi: dict, **konteks) -> PdfReader:
    bawaan = {"isi": isi, "nomor": NOMOR, "judul": f"Naskah Nomor {NOMOR}", "perihal": "Monitoring"}
    return PdfReader(BytesIO(pdf_buat(templat, bawaan | konteks)))


def berurutan(kalimat: str, *potongan: str) -> list[str]:
    """The pieces that do not follow each other in the text."""
    letak, hilang = 0, []
    for p in potongan:
        baru = kalimat.find(p, letak)
        if baru < 0:
            hilang.append(p)
        else:
            letak = baru + len(p)
    return hilang


def test_surat_tugas_seperti_format_i():
    pembaca = baca(SURAT_TUGAS.template, isi_st(contoh.monitoring_biasa()), kode="K" * 26)
    hilang = berurutan(
        teks(pembaca),
        "KECAMATAN AWAYAN",
        "SURAT TUGAS",
        f"NOMOR {NOMOR}",
        "Yang bertanda tangan di bawah ini Camat Awayan,",
        "MENUGASKAN:",
        "1. Nama Lengkap : Pelaksana Kecamatan Awayan 1",
        "Jenis Kelamin : Laki-laki",
        "Jabatan : Staf Seksi Pemerintahan",
        "Alamat : Kantor Kecamatan",
        "2. Nama Lengkap : Pelaksana Kecamatan Awayan 2",
        "Untuk melaksanakan monitoring pelaksanaan kegiatan bidang penyelenggaraan pemerintahan di Desa Putat Basiun",
        "mulai tanggal 5 Mei 2026 sampai dengan tanggal 6 Mei 2026, dengan sasaran kegiatan sebagai berikut:",
        "Pemeriksaan dokumen perencanaan Desa",
        "paling lambat 3 (tiga) hari kerja sejak melaksanakan monitoring",
        "yaitu tanggal 11 Mei 2026.",
        "Demikian surat tugas ini",
        "Dikeluarkan di Awayan",
        "Pada tanggal 8 Mei 2026",
        "NIP 197001011995031001",
    )
    assert hilang == []
    assert len(pembaca.pages) == 1


def test_laporan_seperti_format_vi_dengan_formulir_dan_foto():
    m = contoh.monitoring_biasa()
    cetakan = pdf_cetak(LAPORAN.template, {"isi": isi_laporan(m), "nomor": NOMOR, "judul": "x", "cara_ttd": "basah"})
    pembaca = PdfReader(BytesIO(cetakan.pdf))
    hilang = berurutan(
        teks(pembaca),
        "LAPORAN PELAKSANAAN MONITORING LAPANGAN",
        f"Nomor : {NOMOR}",
        "Sifat : Biasa",
        "Lampiran : 2 (dua) formulir dan 3 (tiga) foto",
        "Hal : Laporan Pelaksanaan Kegiatan Monitoring Desa Putat Basiun",
        "Kepada:",
        "Yth. Camat Awayan",
        "I. DASAR",
        "II. LAMANYA PENUGASAN 2 (dua) hari",
        "Mulai tanggal : 5 Mei 2026",
        "Selesai tanggal : 6 Mei 2026",
        "III. MAKSUD/TUJUAN",
        "IV. ISI KEGIATAN",
        "V. KESIMPULAN DAN SARAN a. Kesimpulan:",
        "b. Saran:",
        "Melengkapi dokumen yang belum ada.",
        "YANG MELAKSANAKAN MONITORING,",
        "Pelaksana Kecamatan Awayan 2",
        "Lampiran 1. Format Monitoring Lapangan Bidang Penyelenggaraan Pemerintahan",
        "KEGIATAN : BIDANG PENYELENGGARAAN PEMERINTAHAN",
        "LOKASI : Kantor Desa Putat Basiun",
        "TANGGAL MONITORING : 5 Mei 2026",
        "NO INSTRUMEN MONITORING",
        "ADA TIDAK",
        "1 Data struktur organisasi Pemerintahan Desa V",
        "5 Data laporan kehadiran",
        "V Dijanjikan selesai bulan depan.",
        "22 Dokumen serah terima jabatan Kepala Desa",
        "Nomor 15: Sumber menulis “LKPP”.",
        "Lampiran 2. Format Monitoring Lapangan Bidang Pemberdayaan Masyarakat",
        "A. BANTUAN PELAKSANAAN KEGIATAN",
        "B. PELAKSANAAN KEGIATAN OLEH PEMERINTAH DESA",
        "Lampiran 3. Dokumentasi Foto",
        "Foto 3.",
    )
    assert hilang == []
    assert {"ttd-petugas-1", "ttd-petugas-2"} <= set(cetakan.kotak)
    lebar = [k.x2 - k.x1 for n, k in cetakan.kotak.items() if n.startswith("ttd-petugas")]
    assert min(lebar) > 150  # points: a visible electronic signature fits


def test_laporan_tanpa_foto_bila_tidak_diminta():
    m = contoh.monitoring_biasa()
    m.foto_dilampirkan = False
    isi = isi_laporan(m)
    assert (isi["foto"], isi["lampiran"]) == ([], "2 (dua) formulir")


def test_yang_kosong_menjadi_titik_titik():
    m = contoh.monitoring_kosong()
    kalimat = teks(baca(SURAT_TUGAS.template, isi_st(m), nomor="", draf=True))
    assert berurutan(kalimat, "PRATINJAU – BELUM BERNOMOR", "Nama Lengkap : ....", "NIP ....") == []
    kalimat = teks(baca(LAPORAN.template, isi_laporan(m), nomor="", draf=True))
    assert berurutan(kalimat, "Nomor : ....", "I. DASAR", "....", "IV. ISI KEGIATAN ....", "b. Saran:", "....") == []
    assert "None" not in kalimat


def test_laporan_penuh_lengkap_dan_keterangan_panjang_pindah_ke_bawah_tabel():
    m = contoh.monitoring_penuh()
    isi = isi_laporan(m)
    lembar = isi["lembar"][0]
    banyak = len(lembar["keterangan"])
    assert banyak == m.lembar.first().jawaban.count()
    assert lembar["bagian"][0]["baris"][0]["keterangan"] == ["Catatan 1, di bawah tabel"]
    assert all(sum(map(len, b["keterangan"])) <= KETERANGAN_SEL for b in lembar["bagian"][0]["baris"])
    baris = next(lb for lb in isi["lembar"] if lb["versi"].startswith("III.III"))["bagian"][0]["baris"]
    assert [b["nomor"] for b in baris] == [str(n) for n in range(1, len(baris) + 1)]
    assert len(baris) == FormulirMonitoring.objects.get(kode="III.III").butir.count() + 4
    kalimat = teks(baca(LAPORAN.template, isi, cara_ttd="elektronik"))
    assert berurutan(kalimat, *[f"Catatan {n} (nomor {n}):" for n in range(1, banyak + 1)]) == []
    assert berurutan(kalimat, *[f"Foto {n}." for n in range(1, 18)]) == []
    assert kalimat.count("Pada laporan") == 40  # four forms, ten officers who sign the report itself


def test_isi_beku_tidak_ikut_berubah():
    m = contoh.monitoring_biasa()
    isi = isi_laporan(m)
    sebelum = json.dumps(isi)
    m.petugas.update(nama="Nama Baru")
    m.desa.nama = "Desa Baru"
    m.desa.save()
    m.lembar.first().jawaban.update(keterangan="Diubah")
    assert json.dumps(isi) == sebelum
    assert isi_laporan(m) != isi


def test_surat_tugas_cocok_sampai_rencana_berubah():
    m = contoh.monitoring_biasa()
    assert surat_tugas_cocok(m)
    m.desa.kecamatan.alamat = "Alamat baru"  # the letterhead is not the plan
    assert surat_tugas_cocok(m)
    m.petugas.last().delete()
    m = type(m).objects.get(pk=m.pk)
    assert not surat_tugas_cocok(m)


@pytest.mark.parametrize("kode", [f["kode"] for f in perbup.formulir()])
def test_formulir_kosong_memuat_setiap_butir_dan_baris_dst(kode):
    f = FormulirMonitoring.objects.get(kode=kode)
    baris = f.butir.count() + 3 * max(1, len(f.bagian))  # three empty rows (DST) under each part
    isi = beku(kosong_isi(f, DesaFactory().kecamatan))
    assert sum(len(b["baris"]) for b in isi["lembar"]["bagian"]) == baris
    assert all(b["jawaban"] == "" for g in isi["lembar"]["bagian"] for b in g["baris"])
    kalimat = teks(baca("monitoring/pdf/formulir_kosong.html", isi, nomor=""))
    assert berurutan(kalimat, f.judul.upper(), "HASIL MONITORING", "YANG MELAKSANAKAN MONITORING", "4. ....") == []
    assert "belum bernomor" not in kalimat


def test_usulan_laporan_dari_surat_tugas_dan_jawaban():
    m = contoh.monitoring_biasa()
    usulan = laporan_usulan(m)
    assert usulan.dasar[1] == f"Surat Tugas Camat Awayan Nomor {m.surat_tugas.nomor} tanggal 4 Mei 2026."
    awal = "Pada tanggal 5 Mei 2026 di Kantor Desa Putat Basiun: monitoring data/dokumen utama Desa."
    baris = usulan.isi_kegiatan.splitlines()
    hitung = Counter(m.lembar.get(formulir__kode="III.II").jawaban.values_list("jawaban", flat=True))
    assert baris[0] == f"{awal} Dari {hitung.total()} butir, {hitung['ADA']} ADA, {hitung['TIDAK']} TIDAK."
    assert "Dokumen LKPP: TIDAK (Dijanjikan selesai bulan depan)." in baris
    jawaban = [j for lb in m.lembar.all() for j in lb.jawaban.select_related("butir")]
    buruk = [j for j in jawaban if j.jawaban != j.butir.positif]
    assert buruk
    assert usulan.kesimpulan.endswith(
        f"dari {len(jawaban)} butir yang dimonitor, {len(jawaban) - len(buruk)} butir baik "
        f"dan {len(buruk)} butir perlu perhatian."
    )
    assert len(usulan.saran) == len(buruk)


def test_temuan_tanpa_rekomendasi_disarankan_untuk_ditindaklanjuti():
    m = contoh.monitoring_biasa()
    Temuan.objects.create(
        id=uuid.uuid4(),
        desa=m.desa,
        asal_jenis=ASAL,
        asal_id=str(m.pk),
        uraian="Dokumen LKPP: TIDAK.",
        penanggung_jawab="Sekretaris Desa",
        batas_waktu=datetime.date(2026, 6, 1),
    )
    assert laporan_usulan(m).saran == ["Menindaklanjuti temuan: Dokumen LKPP: TIDAK."]
