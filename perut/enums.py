"""The words of a visit."""

from django.db.models import TextChoices


class StatusKunjungan(TextChoices):
    RENCANA = "rencana", "Rencana"
    DIJADWALKAN = "dijadwalkan", "Dijadwalkan"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    DIAJUKAN = "diajukan", "Diajukan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DIVERIFIKASI = "diverifikasi", "Diverifikasi"
    DISAHKAN = "disahkan", "Disahkan"
    DICABUT = "dicabut", "Berita acara dicabut"
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


class UnsurMusyawarah(TextChoices):
    """Who is asked to a deliberation; the first four as on a visit's list."""

    KECAMATAN = "kecamatan", "Kecamatan"
    PEMERINTAH_DESA = "pemerintah_desa", "Pemerintah desa"
    BPD = "bpd", "BPD"
    LKD = "lkd", "LKD"
    PENDAMPING = "pendamping", "Pendamping"
    LAINNYA = "lainnya", "Lainnya"


class StatusMusyawarah(TextChoices):
    DRAF = "draf", "Sedang dicatat"
    SELESAI = "selesai", "Notulen selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class JenisKegiatan(TextChoices):
    SOSIALISASI = "sosialisasi", "Sosialisasi"
    SUPERVISI = "supervisi", "Supervisi"
    ASISTENSI = "asistensi", "Asistensi"
    PELATIHAN = "pelatihan", "Pelatihan"


class Mutakhir(TextChoices):
    """How far a book must be filled in to count as up to date on the day of a visit."""

    BULAN_LALU = "bulan_lalu", "sampai bulan sebelum kunjungan"
    TAHUN_INI = "tahun_ini", "untuk tahun berjalan"


class KeadaanLama(TextChoices):
    """A book as old records have it. Nobody examined it here, so nothing of it is "tertib"."""

    TIDAK_ADA = "tidak_ada", "Tidak ada"
    ADA = "ada", "Ada"
    TERLAMBAT = "terlambat", "Ada, belum mutakhir"
    LENGKAP = "lengkap", "Ada, lengkap"


S = StatusKunjungan

DAPAT_DIISI = frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN})
BERJALAN = frozenset({S.BERLANGSUNG, S.DIAJUKAN, S.DIKEMBALIKAN, S.DIVERIFIKASI})  # begun, not yet approved
DAPAT_DIATUR = frozenset({S.RENCANA, S.DIJADWALKAN})
# A village sees its own visits, but not what is still being planned nor what was called off before it was told.
DIBACA_DESA = frozenset(S) - {S.RENCANA, S.DIBATALKAN}
BELUM_LAYAK_BA = frozenset({S.RENCANA, S.DIJADWALKAN, S.DIBATALKAN})
del S
