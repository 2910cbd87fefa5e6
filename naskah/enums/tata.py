from django.db import models

PARAF_LAZIM = "Kepala Seksi Pemerintahan\nSekretaris Kecamatan"


class Kertas(models.TextChoices):
    A4 = "a4", "A4 (210 × 297 mm)"
    F4 = "f4", "F4/folio (215 × 330 mm)"


class UkuranHuruf(models.IntegerChoices):
    SEBELAS = 11, "11 pt"
    DUA_BELAS = 12, "12 pt"


class BagianDaftar(models.TextChoices):
    MENGINGAT = "mengingat", "Mengingat"
    TEMBUSAN = "tembusan", "Tembusan"
