"""The clinic of the demo: questions in every state and articles of the knowledge base, made by the real services.

What an article says of a regulation stands in kewajiban/acuan too, with where it was read.
"""

import uuid
from datetime import date, time, timedelta

from akun.models import Pengguna
from dasar.waktu import hari_ini
from dasbor.demo_jam import geser_hari_kerja, pada
from desa.models import Desa, Kecamatan
from klinik.artikel import artikel_simpan, artikel_tarik
from klinik.models import Artikel, Topik
from klinik.services import (
    pertanyaan_ajukan,
    pertanyaan_jawab,
    pertanyaan_selesai,
    pertanyaan_tanya_lagi,
    pertanyaan_teruskan,
)

ARTIKEL = (
    (
        "administrasi-keuangan",
        "Kapan buku kas umum ditutup?",
        "Buku kas umum ditutup setiap akhir bulan, juga bila akhir bulan jatuh pada hari libur: tanggal penutupannya "
        "tetap hari terakhir bulan itu, sedangkan penulisannya boleh pada hari kerja berikutnya. Sesudah ditutup, "
        "saldo buku dicocokkan dengan uang tunai dan buku bank, lalu diparaf kaur keuangan dan diketahui sekretaris.",
        "Permendagri 20/2018 Pasal 63 ayat (3)",
    ),
    (
        "administrasi-keuangan",
        "Buku pembantu apa saja yang dibuat kaur keuangan?",
        "Di samping buku kas umum ada tiga buku pembantu: bank, pajak, dan panjar. Pajak yang dipungut dicatat pada "
        "hari dipungut, dan penyetorannya pada hari disetor dengan nomor bukti setornya. Panjar dicatat menurut "
        "kegiatan dan pelaksananya, lalu dihapus ketika dipertanggungjawabkan.",
        "Permendagri 20/2018 Pasal 64",
    ),
    (
        "penyusunan-dokumen",
        "Berapa lama rancangan APB Desa dievaluasi?",
        "Rancangan yang sudah disepakati bersama BPD disampaikan kepada bupati melalui camat paling lambat tiga hari "
        "sejak disepakati, dengan dokumen pendukungnya. Hasil evaluasi ditetapkan paling lama 20 hari kerja sejak "
        "rancangan diterima lengkap. Hari yang tersisa terbaca di halaman APB Desa.",
        "Permendagri 20/2018 Pasal 34\nPermendagri 20/2018 Pasal 35",
    ),
    (
        "tata-kelola",
        "Kapan LPPD akhir tahun disampaikan?",
        "Laporan penyelenggaraan pemerintahan desa akhir tahun anggaran disampaikan kepala desa kepada bupati melalui "
        "camat paling lambat tiga bulan setelah tahun anggaran berakhir. Informasi kepada masyarakat disampaikan "
        "dalam masa yang sama.",
        "Permendagri 46/2016 Pasal 3 ayat (1)\nPermendagri 46/2016 Pasal 10",
    ),
)
# How it ended, working days back from today, topic, question, explanation, answer.
PERTANYAAN = (
    (
        "selesai",
        24,
        "administrasi-keuangan",
        "Apakah tanggal penutupan buku kas boleh hari Senin bila akhir bulan hari Minggu?",
        "Bulan lalu kami menutupnya hari Senin, dan pada pemeriksaan ditanyakan tanggalnya.",
        "Tanggal penutupannya tetap hari terakhir bulan itu. Yang boleh hari Senin penulisannya. Mohon tanggal pada "
        "buku bulan lalu diperbaiki dengan coretan dan paraf, jangan dengan penghapus.",
    ),
    (
        "tanya_lagi",
        6,
        "administrasi-pembangunan",
        "Siapa yang menandatangani buku inventaris hasil pembangunan?",
        "Kaur perencanaan kami baru berganti, dan buku yang lama belum ditandatangani.",
        "Yang menjabat pada hari bukunya ditutup. Lampirkan berita acara serah terima dari pejabat yang lama.",
    ),
    (
        "dijawab",
        4,
        "kapasitas-perangkat",
        "Apakah ada pelatihan aplikasi keuangan bagi kaur keuangan yang baru?",
        "",
        "Ada pendampingan di kantor kecamatan setiap Kamis pagi. Silakan datang dengan laptop dan data terakhirnya.",
    ),
    (
        "diteruskan",
        3,
        "dana-desa",
        "Sampai kapan pagu dana desa tahun depan dapat kami pakai dalam rancangan?",
        "Angka resminya belum kami terima.",
        "",
    ),
    (
        "diajukan",
        1,
        "bpd-dan-lembaga",
        "Bagaimana mengisi anggota BPD yang mengundurkan diri sebelum masanya berakhir?",
        "Satu anggota dari wilayah pemilihan dua mengundurkan diri karena pindah.",
        "",
    ),
)


def muat_klinik(kecamatan: Kecamatan, orang: dict[str, Pengguna]) -> None:
    """Without topics (reference data not loaded) nothing is made."""
    topik = {t.kode: t for t in Topik.objects.filter(kecamatan=None)}
    if not topik:
        return
    kini = hari_ini(kecamatan)
    desa = Desa.objects.select_related("kecamatan__kabupaten").get(kode="63.11.03.2021")
    with pada(kini - timedelta(days=60), time(10), kecamatan):
        for isi in ARTIKEL:
            _artikel(kecamatan, topik, orang, *isi)
        lama = _artikel(
            kecamatan,
            topik,
            orang,
            "administrasi-umum",
            "Format buku agenda surat",
            "Buku agenda memakai format lampiran pedoman kantor tahun lalu.",
            "Pedoman Teknis PERUT 2024, B angka 1 huruf a",
        )
    with pada(kini - timedelta(days=30), time(11), kecamatan):
        artikel_tarik(artikel=lama, alasan="Formatnya mengikuti Permendagri 47/2016.", oleh=orang["sekcam"])
    for tanya in PERTANYAAN:
        _pertanyaan(desa, topik, orang, kini, *tanya)


def _artikel(
    kecamatan: Kecamatan,
    topik: dict[str, Topik],
    orang: dict[str, Pengguna],
    kode: str,
    judul: str,
    isi: str,
    dasar: str,
) -> Artikel:
    artikel = Artikel(kecamatan=kecamatan, topik=topik[kode], judul=judul, isi=isi, dasar=dasar)
    return artikel_simpan(artikel=artikel, oleh=orang["staf"])


def _pertanyaan(
    desa: Desa,
    topik: dict[str, Topik],
    orang: dict[str, Pengguna],
    kini: date,
    akhir: str,
    lalu: int,
    kode: str,
    judul: str,
    uraian: str,
    jawaban: str,
) -> None:
    hari = geser_hari_kerja(kini, -lalu, desa.kecamatan.kabupaten)
    sekdes, staf = orang["sekdes"], orang["staf"]
    with pada(hari, time(9, 20), desa):
        p = pertanyaan_ajukan(desa=desa, topik=topik[kode], judul=judul, uraian=uraian, oleh=sekdes, pk=uuid.uuid4())
    besok = geser_hari_kerja(hari, 1, desa.kecamatan.kabupaten)
    if akhir == "diteruskan":
        with pada(besok, time(10), desa):
            catatan = "Pagu resmi menunggu penetapan. Pakai dahulu angka tahun ini, dan tandai sebagai sementara."
            pertanyaan_teruskan(pertanyaan=p, luar="Dinas PMD kabupaten", catatan=catatan, oleh=orang["sekcam"])
        return
    if not jawaban:
        return
    with pada(besok, time(11, 30), desa):
        pertanyaan_jawab(pertanyaan=p, isi=jawaban, oleh=staf, pk=uuid.uuid4())
    with pada(geser_hari_kerja(besok, 1, desa.kecamatan.kabupaten), time(8, 45), desa):
        if akhir == "tanya_lagi":
            lagi = "Pejabat yang lama sudah pindah ke luar kabupaten. Apakah cukup diketahui kepala desa?"
            pertanyaan_tanya_lagi(pertanyaan=p, isi=lagi, oleh=sekdes, pk=uuid.uuid4())
        elif akhir == "selesai":
            pertanyaan_selesai(pertanyaan=p, oleh=orang["kades"])
