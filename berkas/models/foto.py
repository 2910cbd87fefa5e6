"""What every photo from the field is, whichever work it belongs to."""

from django.db import models

from dasar.simpan import BarisBerversi


class FotoBaris(BarisBerversi):
    """A photo, re-encoded without its metadata; time and place stand in the record instead."""

    berkas = models.ImageField("foto", upload_to="foto/%Y/%m/", width_field="lebar", height_field="tinggi")
    lebar = models.PositiveIntegerField(null=True, editable=False)
    tinggi = models.PositiveIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    waktu = models.DateTimeField("waktu pengambilan", null=True, blank=True)
    lintang = models.DecimalField("lintang", max_digits=9, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta(BarisBerversi.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.keterangan or "Foto"
