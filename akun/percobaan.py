"""How often a password was asked of one account, one address, one device: the model. Counted by `akun.pembatas`."""

from django.db import models


class Percobaan(models.Model):
    """Attempts since `sejak`. The key is a keyed hash: it tells neither names nor addresses."""

    kunci = models.CharField(max_length=64, unique=True)
    jumlah = models.PositiveIntegerField(default=0)
    sejak = models.DateTimeField()

    class Meta:
        verbose_name = "hitungan percobaan"
        verbose_name_plural = "hitungan percobaan"

    def __str__(self) -> str:
        return f"{self.jumlah} percobaan"
