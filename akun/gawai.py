"""From where somebody has signed in, and with which second factor: the models. Written by `akun.masuk` and
`akun.faktor`."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from akun.rahasia import buka_segel, segel, tersegel


class Gawai(models.Model):
    """A browser in which this person has signed in before, known by a signed cookie of which the hash is kept."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="gawai", verbose_name="milik")
    sidik = models.CharField(max_length=64, editable=False)
    nama = models.CharField("peramban", max_length=80)
    dibuat = models.DateTimeField("dikenal sejak", auto_now_add=True)
    terakhir = models.DateTimeField("terakhir masuk", auto_now=True)
    berfaktor = models.BooleanField("faktor kedua pernah cocok di sini", default=False, editable=False)

    class Meta:
        verbose_name = "gawai"
        verbose_name_plural = "gawai"
        constraints = [models.UniqueConstraint(fields=["pengguna", "sidik"], name="gawai_satu_sidik")]

    def __str__(self) -> str:
        return self.nama


class Sesi(models.Model):
    """A sign-in that goes on: which session it is, where, and when it was used last (to within minutes)."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sesi", verbose_name="milik")
    kunci = models.CharField(max_length=40, unique=True, editable=False)
    gawai = models.ForeignKey(Gawai, models.CASCADE, verbose_name="gawai")
    alamat = models.CharField("alamat", max_length=45, blank=True)
    mulai = models.DateTimeField("masuk", auto_now_add=True)
    terakhir = models.DateTimeField("terakhir dipakai", auto_now=True)

    class Meta:
        verbose_name = "sesi"
        verbose_name_plural = "sesi"
        ordering = ["-terakhir", "-pk"]

    def __str__(self) -> str:
        return f"{self.gawai} dari {self.alamat or 'alamat tak dikenal'}"


class Faktor(TOTPDevice):
    """The library's device, of which the database cannot read the secret: `key` is sealed (docs/keputusan/0068)."""

    class Meta:
        proxy = True
        verbose_name = "faktor kedua"
        verbose_name_plural = "faktor kedua"

    @classmethod
    def buat(cls, pengguna: Any, **isi: Any) -> Self:
        return cls.objects.create(user=pengguna, key=segel(bytes.fromhex(default_key()), milik=f"{pengguna.pk}"), **isi)

    @property
    def bin_key(self) -> bytes:
        """Raises SegelLain."""
        return buka_segel(self.key, milik=f"{self.user_id}") if tersegel(self.key) else bytes(super().bin_key)

    def cocok(self, kode: str) -> bool:
        """Whether this is a code of the app, not used before. Sealed anew where it was under an earlier key."""
        if not self.verify_token(kode):
            return False
        self.segel_ulang()
        return True

    def segel_ulang(self) -> None:
        """Under the server's key of now. Raises SegelLain."""
        self.key = segel(self.bin_key, milik=f"{self.user_id}")
        self.save(update_fields=["key"])
