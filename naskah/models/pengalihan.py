"""A place to sign that went from whoever left the post to the successor."""

from django.conf import settings
from django.db import models

from desa.models import Desa, Kecamatan
from naskah.models.naskah import Naskah, PenandaTangan


class PengalihanPenanda(models.Model):
    """A place that nobody had signed went from whoever left the post to the successor. Rows are only ever added."""

    naskah = models.ForeignKey(Naskah, models.CASCADE, related_name="pengalihan")
    penanda = models.ForeignKey(PenandaTangan, models.CASCADE, related_name="pengalihan")
    kunci_isi = models.CharField(max_length=40)
    orang = models.JSONField("yang sekarang", help_text="Seperti tercetak; naskah.bagian.Orang.")
    lama_nama = models.CharField("yang dahulu", max_length=150)
    lama_jabatan = models.CharField("jabatannya", max_length=200, blank=True)
    lama_pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pengalihan tempat tanda tangan"
        verbose_name_plural = "pengalihan tempat tanda tangan"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.lama_nama} kepada {self.orang['nama']}"

    @property
    def wilayah(self) -> Desa | Kecamatan:
        return self.naskah.wilayah
