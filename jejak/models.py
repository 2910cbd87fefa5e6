"""The audit trail. Rows are added and never changed: triggers of the database see to it (jejak/pemicu.py)."""

from django.db import models
from django.utils import timezone

from jejak.enums import Jenis


class Catatan(models.Model):
    """One thing that happened: who, as which role, from where, to what, before and after.

    Keys and names instead of foreign keys: an entry outlives what it tells of. `perkara` and `kunci` are the model's
    label and the primary key, or the name of an event and what it was about. `perubahan` is field → [before, after].
    `tetap`: belongs to the history of something signed and stays for ever.
    """

    waktu = models.DateTimeField("waktu", default=timezone.now)
    jenis = models.CharField("kejadian", max_length=16, choices=Jenis.choices)
    perkara = models.CharField("perkara", max_length=80)
    kunci = models.CharField("kunci", max_length=80, blank=True)
    nama = models.CharField("nama", max_length=200, blank=True)
    uraian = models.CharField("uraian", max_length=500, blank=True)
    perubahan = models.JSONField("perubahan", default=dict, blank=True)
    pelaku = models.CharField("kunci pelaku", max_length=40, blank=True)
    pelaku_nama = models.CharField("pelaku", max_length=150, blank=True)
    peran = models.CharField("peran", max_length=200, blank=True)
    lewat = models.CharField("lewat", max_length=120, blank=True)
    alamat = models.CharField("alamat", max_length=45, blank=True)
    perangkat = models.CharField("perangkat", max_length=200, blank=True)
    permintaan = models.CharField("permintaan", max_length=64, blank=True)
    kecamatan = models.BigIntegerField("kunci kecamatan", null=True, blank=True)
    kabupaten = models.BigIntegerField("kunci kabupaten", null=True, blank=True)
    tetap = models.BooleanField("disimpan selamanya", default=False)

    class Meta:
        verbose_name = "catatan jejak"
        verbose_name_plural = "jejak"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["perkara", "kunci", "-id"], name="jejak_perkara"),
            models.Index(fields=["pelaku", "-id"], name="jejak_pelaku"),
            models.Index(fields=["kecamatan", "-id"], name="jejak_kecamatan"),
            models.Index(fields=["waktu"], name="jejak_waktu"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.nama or self.perkara}"


class Segel(models.Model):
    """The place of one entry in its chain: `sidik` is the hash over the entry and the place before it.

    Sealed after the commit, in a short turn of its own (jejak/rantai.py), so that no writer waits for another.
    """

    catatan = models.OneToOneField(Catatan, models.PROTECT, primary_key=True, related_name="segel")
    rantai = models.CharField("rantai", max_length=16)
    urut = models.PositiveBigIntegerField("urutan")
    sidik = models.CharField("sidik", max_length=64)
    waktu = models.DateTimeField("waktu", default=timezone.now)

    class Meta:
        verbose_name = "segel jejak"
        verbose_name_plural = "segel jejak"
        ordering = ["rantai", "urut"]
        constraints = [models.UniqueConstraint(fields=["rantai", "urut"], name="segel_rantai_urut")]

    def __str__(self) -> str:
        return f"{self.rantai} {self.urut}"
