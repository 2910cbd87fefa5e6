from django.db.models import TextChoices

from akun.enums import DESA, Peran


class StatusTemuan(TextChoices):
    DRAF = "draf", "Draf"
    TERBUKA = "terbuka", "Terbuka"
    DIJAWAB = "dijawab", "Dijawab desa"
    SELESAI = "selesai", "Selesai"
    DICABUT = "dicabut", "Naskah asalnya dicabut"


BERJALAN = frozenset({StatusTemuan.TERBUKA, StatusTemuan.DIJAWAB})


class HasilTindakLanjut(TextChoices):
    BELUM = "belum", "Belum ditindaklanjuti"
    SEBAGIAN = "sebagian", "Sebagian"
    SELESAI = "selesai", "Selesai"


# Who does not see what an officer is still writing during a visit.
TANPA_DRAF = DESA | {Peran.PEMANTAU_KABUPATEN}
