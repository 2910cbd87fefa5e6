from django.db.models import TextChoices


class StatusTemuan(TextChoices):
    DRAF = "draf", "Draf"
    TERBUKA = "terbuka", "Terbuka"
    DIJAWAB = "dijawab", "Dijawab desa"
    SELESAI = "selesai", "Selesai"


BERJALAN = frozenset({StatusTemuan.TERBUKA, StatusTemuan.DIJAWAB})


class HasilTindakLanjut(TextChoices):
    BELUM = "belum", "Belum ditindaklanjuti"
    SEBAGIAN = "sebagian", "Sebagian"
    SELESAI = "selesai", "Selesai"
