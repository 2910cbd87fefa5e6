"""Visits of three sizes for the tests of the documents: nothing filled in, ordinary, everything at once."""

import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from PIL import Image

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory, KabupatenFactory, KecamatanFactory, PerangkatFactory
from perut.models import Foto, Kesepakatan, Pemeriksaan
from perut.tests.factories import BukuFactory, KegiatanFactory, KehadiranFactory, KunjunganFactory
from tindaklanjut.models import Temuan, TindakLanjut

WAKTU = datetime.datetime(2026, 5, 7, 10, 15, tzinfo=ZoneInfo("Asia/Makassar"))
KELOMPOK = {
    "A": ("Administrasi Umum", 9),
    "B": ("Administrasi Penduduk", 5),
    "C": ("Administrasi Keuangan", 6),
    "D": ("Administrasi Pembangunan", 4),
}


def gambar(nomor: int, ukuran: tuple[int, int] = (640, 480)) -> ContentFile:
    isi = BytesIO()
    Image.new("RGB", ukuran, (120 + nomor * 6 % 130, 160, 150)).save(isi, "JPEG")
    return ContentFile(isi.getvalue(), f"foto-{nomor}.jpg")


def desa_awayan(**kecamatan):
    kabupaten = KabupatenFactory(nama="Kabupaten Balangan")
    isi = {"nama": "Awayan", "singkatan": "KEC-AWY", "ibu_kota": "Awayan"} | kecamatan
    return DesaFactory(nama="Putat Basiun", kecamatan=KecamatanFactory(kabupaten=kabupaten, **isi))


def kunjungan_kosong():
    """Only what the database demands."""
    desa = desa_awayan(alamat="", ibu_kota="", kode_pos="")
    return KunjunganFactory(desa=desa, jam_mulai=None, jam_selesai=None, agenda="", status="berlangsung")


def petugas(desa, jumlah: int, nama: str = "Pelaksana Kecamatan Awayan"):
    orang = [
        pengguna_berperan(
            Peran.PELAKSANA,
            desa,
            nama=f"{nama} {n}",
            nip=f"19850101201001100{n}",
            pangkat="Penata Muda Tingkat I (III/b)",
        )
        for n in range(1, jumlah + 1)
    ]
    return orang


def buku_lengkap(kunjungan, catatan: str = ""):
    """All 24 books with an answer; every third is missing, every fourth has no month yet."""
    urut = 0
    for huruf, (nama, jumlah) in KELOMPOK.items():
        for n in range(1, jumlah + 1):
            urut += 1
            buku = BukuFactory(urut=urut, kode=f"{huruf}.{n}", nama=f"Buku Contoh {nama} {n}", kelompok=nama)
            kunjungan.instrumen = buku.instrumen
            ada = urut % 3 != 0
            Pemeriksaan.objects.create(
                kunjungan=kunjungan,
                buku=buku,
                ada=ada,
                format_sesuai=urut % 5 != 0 if ada else None,
                mutakhir_sampai=datetime.date(2026, 4, 1) if ada and urut % 4 else None,
                ditandatangani=urut % 2 == 0 if ada else None,
                catatan=catatan,
            )
    kunjungan.save()


def temuan(kunjungan, n: int, uraian: str = "Buku Kas Umum belum ditutup setiap akhir bulan."):
    return Temuan.objects.create(
        desa=kunjungan.desa,
        asal_jenis="kunjungan",
        asal_id=str(kunjungan.pk),
        asal_teks=str(kunjungan),
        uraian=f"{uraian} (butir {n})",
        rekomendasi="Menutup buku dan menandatanganinya paling lambat tanggal 5 bulan berikutnya.",
        penanggung_jawab="Kaur Keuangan",
        batas_waktu=datetime.date(2026, 5, 29),
    )


def kunjungan_biasa():
    """An ordinary visit: two officers, 24 books, three activities, 12 people, 4 photos."""
    desa = desa_awayan(telepon="(0526) 2028000", email="kecamatan@contoh.test")
    pengguna_berperan(
        Peran.CAMAT, desa, nama="Camat Awayan", nip="197001011995031001", pangkat="Pembina Tingkat I (IV/b)"
    )
    PerangkatFactory(desa=desa, nama="Kepala Desa Putat Basiun", jabatan="kepala_desa", niap="6311032021001")
    k = KunjunganFactory(
        desa=desa,
        petugas=petugas(desa, 2),
        status="berlangsung",
        agenda="Pemeriksaan buku administrasi desa\nAsistensi penyusunan laporan semester",
        notulen="\n".join(f"Butir pembahasan {n} dicatat dengan kalimat yang cukup panjang." for n in range(1, 7)),
    )
    buku_lengkap(k)
    Pemeriksaan.objects.filter(buku__kode="A.2").update(catatan="Dua keputusan belum dicatat.")
    Pemeriksaan.objects.filter(buku__kode="C.4").update(catatan="Saldo buku dan kas berbeda. " * 12)
    for jenis in ("sosialisasi", "supervisi", "asistensi"):
        KegiatanFactory(kunjungan=k, jenis=jenis, topik=f"Topik {jenis}", materi="Materi singkat.", peserta=12)
    for n in range(1, 13):
        KehadiranFactory(kunjungan=k, nama=f"Hadirin {n}")
    temuan(k, 1)
    temuan(k, 2, "Buku Aparat Pemerintah Desa belum memuat perangkat yang baru.")
    lama = temuan(KunjunganFactory(desa=desa, tanggal=datetime.date(2026, 4, 7)), 9, "Buku Agenda belum dibuat.")
    TindakLanjut.objects.create(
        temuan=lama, asal_jenis="kunjungan", asal_id=str(k.pk), hasil="selesai", uraian="Buku Agenda sudah diisi."
    )
    Kesepakatan.objects.create(
        kunjungan=k,
        uraian="Buku diisi setiap hari Jumat.",
        pelaksana="Sekretaris Desa",
        batas_waktu=datetime.date(2026, 6, 5),
    )
    foto(k, 4)
    return k


def foto(kunjungan, jumlah: int):
    for n in range(1, jumlah + 1):
        Foto.objects.create(
            kunjungan=kunjungan,
            berkas=gambar(n, (480, 640) if n % 3 == 0 else (640, 480)),
            keterangan=f"Pemeriksaan buku {n}" if n % 4 else "",
            waktu=WAKTU if n % 5 else None,
            lintang="-2.345678" if n % 2 else None,
            bujur="115.512345" if n % 2 else None,
        )


def kunjungan_penuh():
    """Everything at once: five officers, 60 lines, long notes, 40 people, 20 photos, very long names."""
    k = kunjungan_biasa()
    panjang = "Drs. Haji Muhammad Nama Yang Sangat Panjang Sekali Bin Nama Ayah Yang Juga Panjang, S.Sos., M.Si., Ph.D."
    k.petugas.set(petugas(k.desa, 5, panjang))
    k.desa.perangkat.update(nama=panjang)
    k.notulen = "\n".join(f"{n}. Baris notulen ke-{n} tentang pembahasan di desa." for n in range(1, 61))
    k.save()
    Pemeriksaan.objects.filter(kunjungan=k).update(catatan="Catatan panjang tentang keadaan buku ini. " * 25)
    for n in range(13, 41):
        KehadiranFactory(kunjungan=k, nama=f"{panjang} {n}", jabatan="Ketua Lembaga Pemberdayaan Masyarakat Desa")
    for n in range(3, 11):
        temuan(k, n, "Temuan yang diuraikan dengan panjang lebar supaya baris tabelnya tinggi. " * 5)
    foto(k, 16)
    return k
