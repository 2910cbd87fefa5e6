"""The words of a visit, and its transition table."""

from django.db.models import TextChoices

from akun.enums import Peran
from dasar.alur import Transisi


class StatusKunjungan(TextChoices):
    RENCANA = "rencana", "Rencana"
    DIJADWALKAN = "dijadwalkan", "Dijadwalkan"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    DIAJUKAN = "diajukan", "Diajukan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DIVERIFIKASI = "diverifikasi", "Diverifikasi"
    DISAHKAN = "disahkan", "Disahkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Frekuensi(TextChoices):
    BULANAN = "bulanan", "Setiap bulan"
    DUA_BULANAN = "dua_bulanan", "Setiap dua bulan"
    TRIWULANAN = "triwulanan", "Setiap tiga bulan"
    SEMESTERAN = "semesteran", "Setiap enam bulan"


JARAK_BULAN = {
    Frekuensi.BULANAN: 1,
    Frekuensi.DUA_BULANAN: 2,
    Frekuensi.TRIWULANAN: 3,
    Frekuensi.SEMESTERAN: 6,
}


class Unsur(TextChoices):
    KECAMATAN = "kecamatan", "Kecamatan"
    PEMERINTAH_DESA = "pemerintah_desa", "Pemerintah desa"
    BPD = "bpd", "BPD"
    LKD = "lkd", "LKD"
    LAINNYA = "lainnya", "Lainnya"


class JenisKegiatan(TextChoices):
    SOSIALISASI = "sosialisasi", "Sosialisasi"
    SUPERVISI = "supervisi", "Supervisi"
    ASISTENSI = "asistensi", "Asistensi"
    PELATIHAN = "pelatihan", "Pelatihan"


class Mutakhir(TextChoices):
    """How far a book must be filled in to count as up to date on the day of a visit."""

    BULAN_LALU = "bulan_lalu", "sampai bulan sebelum kunjungan"
    TAHUN_INI = "tahun_ini", "untuk tahun berjalan"


S = StatusKunjungan

# The table of design.md, "How data flows". Order: as the work goes.
TRANSISI_KUNJUNGAN = (
    Transisi(
        aksi="jadwalkan",
        label="Jadwalkan",
        dari=frozenset({S.RENCANA}),
        ke=S.DIJADWALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Tanggal, petugas, agenda, dan surat tugas.",
    ),
    Transisi(
        aksi="mulai",
        label="Mulai kunjungan",
        dari=frozenset({S.DIJADWALKAN}),
        ke=S.BERLANGSUNG,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Petugas kunjungan itu sendiri.",
    ),
    Transisi(
        aksi="ajukan",
        label="Ajukan",
        dari=frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN}),
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Semua buku dijawab, daftar hadir, notulen, sedikitnya satu kegiatan, "
        "dan jawaban atas setiap temuan terbuka dari kunjungan lalu.",
    ),
    Transisi(
        aksi="verifikasi",
        label="Verifikasi",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIVERIFIKASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Enam aspek verifikasi; bukan petugas kunjungan itu.",
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DIAJUKAN, S.DIVERIFIKASI}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.CAMAT}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="sahkan",
        label="Sahkan",
        dari=frozenset({S.DIVERIFIKASI}),
        ke=S.DISAHKAN,
        peran=frozenset({Peran.CAMAT}),
        syarat="Kata sandi camat; bukan petugas kunjungan itu.",
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.RENCANA, S.DIJADWALKAN, S.BERLANGSUNG}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan.",
        alasan_wajib=True,
    ),
)

DAPAT_DIISI = frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN})
DAPAT_DIATUR = frozenset({S.RENCANA, S.DIJADWALKAN})
BELUM_LAYAK_BA = frozenset({S.RENCANA, S.DIJADWALKAN, S.DIBATALKAN})
del S
