from django.db.models import TextChoices


class Jenis(TextChoices):
    """What kind of thing happened."""

    BUAT = "buat", "Dibuat"
    UBAH = "ubah", "Diubah"
    HAPUS = "hapus", "Dihapus"
    BACA = "baca", "Dibaca"
    EKSPOR = "ekspor", "Diekspor"
    MASUK = "masuk", "Masuk"
    MASUK_GAGAL = "masuk_gagal", "Gagal masuk"
    KELUAR = "keluar", "Keluar"
    KEAMANAN = "keamanan", "Keamanan akun"
    TANDA_TANGAN = "tanda_tangan", "Tanda tangan"
    SISTEM = "sistem", "Sistem"
