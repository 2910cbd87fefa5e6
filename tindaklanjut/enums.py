from django.db.models import IntegerChoices, TextChoices

from akun.enums import DESA, Peran
from desa.bawaan import ASAL as BAWAAN


class StatusTemuan(TextChoices):
    DRAF = "draf", "Draf"
    TERBUKA = "terbuka", "Terbuka"
    DIJAWAB = "dijawab", "Dijawab desa"
    KEMBALI = "kembali", "Jawaban dikembalikan"
    SELESAI = "selesai", "Selesai"
    DICABUT = "dicabut", "Naskah asalnya dicabut"


MENUNGGU_DESA = frozenset({StatusTemuan.TERBUKA, StatusTemuan.KEMBALI})  # the village's turn
BERJALAN = MENUNGGU_DESA | {StatusTemuan.DIJAWAB}


class Tingkat(TextChoices):
    """How grave a finding is. Empty: nobody has said so."""

    RINGAN = "ringan", "Ringan"
    SEDANG = "sedang", "Sedang"
    BERAT = "berat", "Berat"


class Asal(TextChoices):
    """Where findings come from: rooms above write their own name into `asal_jenis`; this is what they are called."""

    KUNJUNGAN = "kunjungan", "Kunjungan"
    MONITORING = "monitoring", "Monitoring"
    EVALUASI = "evaluasi", "Evaluasi kinerja"
    APBDES = "apbdes", "Evaluasi APB Desa"
    BERKAS = "berkas", "Dokumen desa"
    PENGADUAN = "pengaduan", "Pengaduan warga"
    KLINIK = "klinik", "Klinik konsultasi"
    BAWAAN = BAWAAN, "Catatan lama"


class Jenjang(IntegerChoices):
    """The steps of a reminder, each above the one before it (tindaklanjut/jenjang.py)."""

    MENJELANG = 1, "Menjelang batas waktu"
    LEWAT = 2, "Lewat batas waktu"
    KEPALA_DESA = 3, "Kepala desa"
    KASI = 4, "Kecamatan"
    CAMAT = 5, "Camat"


class HasilTindakLanjut(TextChoices):
    BELUM = "belum", "Belum ditindaklanjuti"
    SEBAGIAN = "sebagian", "Sebagian"
    SELESAI = "selesai", "Selesai"


# What a village answers with: that nothing was done is no answer. An officer may find it at a visit.
JAWABAN_DESA = frozenset({HasilTindakLanjut.SEBAGIAN, HasilTindakLanjut.SELESAI})
# Who writes findings down in the office, and to whom a citizen's name is told.
PENCATAT = frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR})
PEMBACA_PELAPOR = PENCATAT | {Peran.CAMAT}
# Who does not see what an officer is still writing during a visit.
TANPA_DRAF = DESA | {Peran.PEMANTAU_KABUPATEN}
