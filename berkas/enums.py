"""The words of uploaded files."""

from django.db.models import TextChoices

from akun.enums import DESA, Peran


class KelompokKategori(TextChoices):
    BUKU = "buku", "Buku administrasi"
    SK = "sk", "Surat keputusan"
    PERATURAN = "peraturan", "Peraturan di desa"
    PERENCANAAN = "perencanaan", "Perencanaan"
    ANGGARAN = "anggaran", "Anggaran"
    LAPORAN = "laporan", "Laporan"
    KEHADIRAN = "kehadiran", "Daftar hadir dan notulen"
    FOTO = "foto", "Foto"
    LAINNYA = "lainnya", "Lainnya"


class PeriodeKategori(TextChoices):
    """How often a document of this category is due."""

    SEKALI = "sekali", "Sekali"
    TAHUNAN = "tahunan", "Tahunan"
    SEMESTERAN = "semesteran", "Semesteran"
    TRIWULANAN = "triwulanan", "Triwulanan"
    BULANAN = "bulanan", "Bulanan"


class StatusBerkas(TextChoices):
    MENUNGGU = "menunggu", "Menunggu verifikasi"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Ditolak"


class StatusPindai(TextChoices):
    """What the virus scanner says of one version."""

    TIDAK_DIPAKAI = "tidak_dipakai", "Tidak dipindai"
    MENUNGGU = "menunggu", "Menunggu pemindaian virus"
    BERSIH = "bersih", "Bersih"
    TERINFEKSI = "terinfeksi", "Terinfeksi"
    GAGAL = "gagal", "Pemindaian gagal, akan diulang"


class StatusPratinjau(TextChoices):
    MENUNGGU = "menunggu", "Sedang disiapkan"
    SIAP = "siap", "Siap"
    TIDAK_ADA = "tidak_ada", "Tidak dapat ditampilkan"
    GAGAL = "gagal", "Gagal disiapkan"


BOLEH_DIBUKA = frozenset({StatusPindai.TIDAK_DIPAKAI, StatusPindai.BERSIH})

PEMERIKSA_BERKAS = frozenset({Peran.VERIFIKATOR, Peran.PELAKSANA})
PENGUNGGAH_BERKAS = DESA | {Peran.VERIFIKATOR, Peran.PELAKSANA}
