"""The words of a monitoring."""

from django.db.models import TextChoices

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
    DICABUT = "dicabut", "Laporan dicabut"
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

DAPAT_DIISI = frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN})
BERJALAN = frozenset({S.BERLANGSUNG, S.DILAPORKAN, S.DIKEMBALIKAN})  # begun, not yet accepted
# While it is assigned the plan may still change; then its letter has to be replaced before the work begins.
DAPAT_DIATUR = frozenset({S.RENCANA, S.DITUGASKAN})
BELUM_LAPOR = frozenset({S.DITUGASKAN, S.BERLANGSUNG})
BERHASIL = frozenset({S.DILAPORKAN, S.DIKEMBALIKAN, S.SELESAI})  # there is something to read
del S
