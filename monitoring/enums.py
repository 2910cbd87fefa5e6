"""The words of a monitoring, and its transition table."""

from django.db.models import TextChoices

from akun.enums import Peran
from dasar.alur import Transisi

# Ours, not the source's: what a finding proposes as its deadline; the officer may set another.
HARI_KERJA_TEMUAN = 10
HARI_KERJA_LAPORAN = 3  # Perbup Kayong Utara 66/2023, Lampiran III, Format I


class StatusMonitoring(TextChoices):
    RENCANA = "rencana", "Rencana"
    DITUGASKAN = "ditugaskan", "Ditugaskan"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    DILAPORKAN = "dilaporkan", "Dilaporkan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class JenisKabar(TextChoices):
    DEKAT = "dekat", "Segera jatuh tempo"
    HARI_INI = "hari_ini", "Jatuh tempo hari ini"
    TERLAMBAT = "terlambat", "Terlambat"


# As the surat tugas names them (Lampiran III, Format I); bidang 5 stands in Lampiran V only. Format III calls
# bidang 2 "Bidang Pembangunan": the forms keep their own word.
BIDANG = {
    1: "Bidang Penyelenggaraan Pemerintahan",
    2: "Bidang Pelaksanaan Pembangunan",
    3: "Bidang Pembinaan Kemasyarakatan",
    4: "Bidang Pemberdayaan Masyarakat",
    5: "Bidang Penanggulangan Bencana, Keadaan Darurat dan Mendesak Desa",
}


class JenisKelamin(TextChoices):
    LAKI_LAKI = "L", "Laki-laki"
    PEREMPUAN = "P", "Perempuan"


S = StatusMonitoring

# Order: as the work goes. Lampiran III: Format I (surat tugas), II-V (formulir), VI (laporan).
TRANSISI_MONITORING = (
    Transisi(
        aksi="tugaskan",
        label="Ajukan surat tugas",
        dari=frozenset({S.RENCANA}),
        ke=S.DITUGASKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Petugas beserta jabatannya, bidang, sasaran kegiatan, tanggal, dan formulirnya.",
    ),
    Transisi(
        aksi="mulai",
        label="Mulai monitoring",
        dari=frozenset({S.DITUGASKAN}),
        ke=S.BERLANGSUNG,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Petugas monitoring itu sendiri; surat tugas sudah disetujui camat dan bernomor.",
    ),
    Transisi(
        aksi="laporkan",
        label="Serahkan laporan",
        dari=frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN}),
        ke=S.DILAPORKAN,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Semua butir dijawab; isi kegiatan, kesimpulan, dan saran diisi.",
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.CAMAT}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="terima",
        label="Terima laporan",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.SELESAI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Kata sandi camat; bukan petugas monitoring itu.",
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.RENCANA, S.DITUGASKAN, S.BERLANGSUNG}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan.",
        alasan_wajib=True,
    ),
)

DAPAT_DIISI = frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN})
# While it is assigned the plan may still change; then its letter has to be replaced before the work begins.
DAPAT_DIATUR = frozenset({S.RENCANA, S.DITUGASKAN})
BELUM_LAPOR = frozenset({S.DITUGASKAN, S.BERLANGSUNG})
BERHASIL = frozenset({S.DILAPORKAN, S.DIKEMBALIKAN, S.SELESAI})  # there is something to read
del S
