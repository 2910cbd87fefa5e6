"""Monitorings of three sizes for the tests of the documents: nothing filled in, ordinary, everything at once."""

import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from PIL import Image

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory, KabupatenFactory, KecamatanFactory
from monitoring.models import FormulirMonitoring, FotoMonitoring, JawabanMonitoring, LembarMonitoring
from monitoring.reports.surat_tugas import surat_tugas_isi
from monitoring.tests.factories import MonitoringFactory, PetugasMonitoringFactory

WAKTU = datetime.datetime(2026, 5, 5, 10, 15, tzinfo=ZoneInfo("Asia/Makassar"))
PANJANG = "Drs. Haji Muhammad Nama Yang Sangat Panjang Sekali Bin Nama Ayah Yang Juga Panjang, S.Sos., M.Si., Ph.D."


def desa_awayan(**kecamatan):
    kabupaten = KabupatenFactory(nama="Kabupaten Balangan")
    isi = {"nama": "Awayan", "singkatan": "KEC-AWY", "ibu_kota": "Awayan"} | kecamatan
    return DesaFactory(nama="Putat Basiun", kecamatan=KecamatanFactory(kabupaten=kabupaten, **isi))


def monitoring_kosong():
    """Only what the database demands; needs `acuan_muat` for the form."""
    m = MonitoringFactory(desa=desa_awayan(alamat="", ibu_kota="", kode_pos=""), status="berlangsung", sasaran=[])
    lembar(m, "III.II")
    return m


def lembar(monitoring, kode: str, lokasi: str = "Kantor Desa Putat Basiun", **isi):
    formulir = FormulirMonitoring.objects.get(kode=kode)
    return LembarMonitoring.objects.create(
        monitoring=monitoring, formulir=formulir, lokasi=lokasi, tanggal=monitoring.tanggal_mulai, **isi
    )


def jawab(lb, keterangan: str = "", setiap: int = 5):
    """Every row; each `setiap`-th is bad news and has a note."""
    baik, lain = lb.formulir.pilihan
    for n, b in enumerate(lb.formulir.butir.all(), 1):
        buruk = n % setiap == 0
        jelek = lain if b.positif == baik else baik
        JawabanMonitoring.objects.create(
            lembar=lb,
            butir=b,
            urut=b.urut,
            bagian=b.bagian,
            jawaban=jelek if buruk else b.positif,
            keterangan=keterangan if buruk else "",
        )


def tambahan(lb, n: int, teks: str = "Butir tambahan dari petugas", bagian: str = ""):
    for urut in range(1, n + 1):
        JawabanMonitoring.objects.create(
            lembar=lb,
            urut=100 + urut,
            bagian=bagian,
            teks=f"{teks} {urut}",
            positif=lb.formulir.pilihan[0],
            jawaban=lb.formulir.pilihan[0],
        )


def gambar(nomor: int) -> ContentFile:
    isi = BytesIO()
    Image.new("RGB", (640, 480), (120 + nomor * 9 % 130, 160, 150)).save(isi, "JPEG")
    return ContentFile(isi.getvalue(), f"foto-{nomor}.jpg")


def foto(lb, banyak: int):
    for n, j in enumerate(lb.jawaban.all()[:banyak], 1):
        FotoMonitoring.objects.create(
            jawaban=j, berkas=gambar(n), waktu=WAKTU, lintang="-2.345678", bujur="115.512345", sha256=f"{n:064}"
        )


def monitoring_biasa():
    """Two officers, two forms with answers, two photos, a report."""
    desa = desa_awayan(telepon="(0526) 2028000")
    pengguna_berperan(
        Peran.CAMAT, desa, nama="Camat Awayan", nip="197001011995031001", pangkat="Pembina Tingkat I (IV/b)"
    )
    petugas = [pengguna_berperan(Peran.PELAKSANA, desa, nama=f"Pelaksana Kecamatan Awayan {n}") for n in (1, 2)]
    m = MonitoringFactory(
        desa=desa,
        petugas=petugas,
        status="berlangsung",
        sasaran=["Pemeriksaan dokumen perencanaan Desa", "Pemeriksaan data kependudukan Desa"],
        dasar=[
            "Surat Keputusan Nomor 800/12/2025 tentang pengangkatan dalam jabatan yang melaksanakan monitoring;",
            "Surat Tugas Camat Awayan Nomor 800.1.11.1/001/KEC-AWY/2026 tanggal 4 Mei 2026.",
        ],
        maksud="Melaksanakan monitoring lapangan kegiatan di bidang penyelenggaraan pemerintahan, dengan sasaran:",
        isi_kegiatan="Monitoring dilaksanakan bersama Sekretaris Desa.\nDokumen diperiksa satu per satu.",
        kesimpulan="Kami berkesimpulan bahwa dari 22 butir yang dimonitor, 18 butir baik.",
        saran=["Melengkapi dokumen yang belum ada.", "Memasang papan informasi."],
    )
    m.petugas.update(nip="198501012010011001")
    m.surat_tugas.isi = surat_tugas_isi(m, oleh=m.surat_tugas.dibuat_oleh, tanggal=m.surat_tugas.tanggal)
    m.surat_tugas.save()
    lb = lembar(m, "III.II")
    jawab(lb, "Dijanjikan selesai bulan depan.")
    foto(lb, 3)
    lb = lembar(m, "III.V", "Desa Putat Basiun")
    jawab(lb)
    return m


def monitoring_penuh():
    """Ten officers with very long names, every form, long notes, extra rows, many lines, many photos."""
    m = monitoring_biasa()
    for n in range(3, 11):
        PetugasMonitoringFactory(
            monitoring=m, urut=n, nama=f"{PANJANG} {n}", jabatan="Kepala Seksi Pemberdayaan Masyarakat dan Desa " * 2
        )
    m.isi_kegiatan = "\n".join(f"{n}. Uraian kegiatan ke-{n} yang cukup panjang untuk satu baris." for n in range(60))
    m.saran = [f"Saran ke-{n} yang diuraikan dengan kalimat yang panjang. " * 3 for n in range(1, 21)]
    m.sasaran = [f"Kegiatan sasaran nomor {n}" for n in range(1, 16)]
    m.save()
    m.lembar.first().jawaban.update(keterangan="Keterangan panjang tentang keadaan butir ini. " * 20)
    for kode in ("III.III", "III.IV"):
        lb = lembar(m, kode, "RT 03 Dusun Hulu", kegiatan="Monitoring pembangunan jalan usaha tani")
        jawab(lb, "Keterangan. " * 30, setiap=2)
        tambahan(lb, 4)
        foto(lb, 8)
    return m
