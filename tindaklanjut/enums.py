from django.db.models import TextChoices


class StatusTemuan(TextChoices):
    DRAF = "draf", "Draf"
    TERBUKA = "terbuka", "Terbuka"
    DIJAWAB = "dijawab", "Dijawab desa"
    SELESAI = "selesai", "Selesai"


class HasilTindakLanjut(TextChoices):
    BELUM = "belum", "Belum ditindaklanjuti"
    SEBAGIAN = "sebagian", "Sebagian"
    SELESAI = "selesai", "Selesai"
