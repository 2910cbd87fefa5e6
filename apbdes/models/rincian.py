"""The rows of a version: the three sheets of the workbook. Money is in sen; codes as in `anggaran.py`."""

from django.db import models

from apbdes.anggaran import KOMPONEN, PENERIMA, SUMBER_DANA
from apbdes.models.versi import VersiApbdes
from dasar.simpan import BarisBerversi
from desa.models import Desa

_SUMBER = [(k, n) for k, n in SUMBER_DANA.items()]


class Rincian(BarisBerversi):
    """`asal` is the row of the earlier version that this one continues: old notes stand beside it."""

    versi_apbdes = models.ForeignKey(VersiApbdes, models.CASCADE, related_name="%(class)s_set")
    urut = models.PositiveIntegerField(default=0)
    rekening = models.CharField("kode rekening", max_length=20)
    uraian = models.CharField("uraian", max_length=300, blank=True)
    jumlah = models.BigIntegerField("jumlah")
    volume = models.DecimalField("volume", max_digits=15, decimal_places=4, null=True, blank=True)
    satuan = models.CharField("satuan", max_length=30, blank=True, default="", db_default="")
    harga_satuan = models.BigIntegerField("harga satuan", null=True, blank=True)
    # Kd_SubRinci of Siskeudes and its name: equal rows of two packages are two rows.
    paket = models.CharField("paket", max_length=10, blank=True, default="", db_default="")
    nama_paket = models.CharField("nama paket", max_length=300, blank=True, default="", db_default="")
    asal = models.UUIDField(null=True, blank=True, editable=False)

    class Meta(BarisBerversi.Meta):
        abstract = True
        ordering = ["urut", "dibuat_pada", "pk"]

    def __str__(self) -> str:
        return f"{self.rekening} {self.uraian}"

    @property
    def wilayah(self) -> Desa:
        return self.versi_apbdes.apbdes.desa


class RincianPendapatan(Rincian):
    sumber = models.CharField("sumber dana", max_length=3, choices=_SUMBER)

    class Meta(Rincian.Meta):
        verbose_name = "rincian pendapatan"
        verbose_name_plural = "rincian pendapatan"


class RincianPembiayaan(Rincian):
    sumber = models.CharField("sumber dana", max_length=3, choices=_SUMBER, blank=True)
    dari_silpa = models.BooleanField("dari SiLPA", default=False, db_default=False)

    class Meta(Rincian.Meta):
        verbose_name = "rincian pembiayaan"
        verbose_name_plural = "rincian pembiayaan"


class RincianBelanja(Rincian):
    """One row of the RAB under an activity."""

    kegiatan = models.CharField("kode kegiatan", max_length=15)
    uraian_kegiatan = models.CharField("nama kegiatan", max_length=300, blank=True)
    pelaksana = models.CharField("pelaksana", max_length=100, blank=True)
    komponen = models.CharField("komponen", max_length=20, choices=[(k, k) for k in KOMPONEN], blank=True)
    penerima = models.CharField("penerima", max_length=20, choices=list(PENERIMA.items()), blank=True)
    sumber = models.CharField("sumber dana", max_length=3, choices=_SUMBER)
    dari_silpa = models.BooleanField("dari SiLPA", default=False)
    bantuan_khusus = models.BooleanField("bantuan khusus", default=False)
    risiko_tinggi = models.BooleanField("risiko tinggi", default=False)
    kegiatan_acuan = models.CharField("kegiatan acuan", max_length=15, blank=True)
    pagu_acuan = models.BigIntegerField("pagu acuan", null=True, blank=True)

    class Meta(Rincian.Meta):
        verbose_name = "rincian belanja"
        verbose_name_plural = "rincian belanja"
        indexes = [models.Index(fields=["versi_apbdes", "kegiatan"])]
