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


class AcuanTempo(TextChoices):
    """From which day of the period the days until the due date are counted; BULAN: whole months after its end."""

    AWAL = "awal", "hari pertama periode"
    AKHIR = "akhir", "hari terakhir periode"
    BULAN = "bulan", "akhir bulan sesudah periode"


class StatusBerkas(TextChoices):
    MENUNGGU = "menunggu", "Menunggu verifikasi"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Ditolak"


class KeadaanTuntutan(TextChoices):
    """How a desa stands with one required document of one period."""

    DITERIMA = "diterima", "Diterima"
    MENUNGGU = "menunggu", "Menunggu"
    DITOLAK = "ditolak", "Ditolak"
    TERLAMBAT = "terlambat", "Terlambat"
    BELUM = "belum", "Belum"


class JenisKabar(TextChoices):
    """What a village was reminded of about a required document."""

    DEKAT = "dekat", "Segera jatuh tempo"
    TERLAMBAT = "terlambat", "Terlambat"


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
