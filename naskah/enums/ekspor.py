"""The words of bulk exports."""

from django.db.models import TextChoices


class JenisEkspor(TextChoices):
    ZIP = "zip", "Zip dengan daftar isi"
    GABUNGAN = "gabungan", "PDF gabungan"
    AGENDA = "agenda", "Buku agenda (PDF)"
    CETAKAN = "cetakan", "PDF"  # of another room, which registers how it is made (naskah/ekspor/cetakan.py)


class StatusEkspor(TextChoices):
    ANTRE = "antre", "Menunggu giliran"
    BERJALAN = "berjalan", "Sedang disusun"
    SELESAI = "selesai", "Siap diunduh"
    GAGAL = "gagal", "Gagal"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    KEDALUWARSA = "kedaluwarsa", "Sudah dihapus"


BELUM_SELESAI = frozenset({StatusEkspor.ANTRE, StatusEkspor.BERJALAN})
