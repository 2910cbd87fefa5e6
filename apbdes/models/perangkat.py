"""A set of rules that an office writes: its content as the YAML says it, and the way from draft to law in force."""

from copy import deepcopy
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from akun.enums import PENGELOLA, Peran
from akun.lingkup import lingkup
from apbdes.enums import StatusPerangkat
from dasar.alur import RiwayatStatus
from dasar.json_berurut import JsonBerurut
from dasar.konflik import Berversi
from desa.models import Kabupaten


class PerangkatTerkunci(Exception):
    """A programming fault: something tried to change what is no draft. Services refuse with a sentence first."""


class PerangkatQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The sets of the kabupaten this person belongs to, all of an admin; a draft is its authors' own, one that
        waits is read by whoever may publish it."""
        kelola = lingkup(pengguna, *PENGELOLA, kabupaten="kabupaten")
        milik = [t for t in pengguna.penugasan_aktif if t.peran != Peran.ADMIN]
        penerbit = {kabupaten_dari(t) for t in milik if t.peran == Peran.VERIFIKATOR}
        pembaca = {kabupaten_dari(t) for t in milik}
        return self.filter(
            kelola
            | Q(kabupaten__in=penerbit) & ~Q(status=StatusPerangkat.DRAF)
            | Q(kabupaten__in=pembaca, status__in=(StatusPerangkat.TERBIT, StatusPerangkat.DIGANTIKAN))
        )

    def terbit(self):
        return self.filter(status=StatusPerangkat.TERBIT)


def kabupaten_dari(penugasan: Any) -> int | None:
    """The kabupaten in which an assignment lies."""
    if penugasan.desa_id:
        return penugasan.desa.kecamatan.kabupaten_id
    if penugasan.kecamatan_id:
        return penugasan.kecamatan.kabupaten_id
    return penugasan.kabupaten_id


class PerangkatAturan(Berversi):
    """One edition of one set. `isi` is the whole YAML, every scalar a text; `kode`, `nama`, `tahun` are read from it.

    Published, it never changes: a change is the next edition under the same `kode`.
    """

    kabupaten = models.ForeignKey(
        Kabupaten, models.PROTECT, related_name="perangkat_aturan", verbose_name="kabupaten/kota"
    )
    isi = JsonBerurut("isi", default=dict)
    kode = models.CharField("kode", max_length=60, editable=False)
    nama = models.CharField("nama", max_length=150, editable=False)
    tahun = models.JSONField("tahun anggaran", default=list, editable=False)
    terbitan = models.PositiveSmallIntegerField("terbitan", default=1, editable=False)
    status = models.CharField(
        "status", max_length=12, choices=StatusPerangkat.choices, default=StatusPerangkat.DRAF, editable=False
    )
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)
    diubah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    diubah = models.DateTimeField(auto_now=True)
    diterbitkan = models.DateTimeField(null=True, editable=False)
    # Whoever wrote in this edition does not publish it.
    penyusun = models.ManyToManyField(settings.AUTH_USER_MODEL, editable=False, related_name="+")

    objects = PerangkatQuerySet.as_manager()

    class Meta:
        verbose_name = "perangkat aturan"
        verbose_name_plural = "perangkat aturan"
        ordering = ["kabupaten", "kode", "-terbitan"]
        constraints = [
            models.UniqueConstraint(
                fields=["kode", "terbitan"],
                name="perangkataturan_terbitan_unik",
                violation_error_message="Terbitan ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["kode"],
                condition=Q(status__in=("draf", "diajukan")),
                name="perangkataturan_satu_draf",
                violation_error_message="Perangkat ini sudah mempunyai draf.",
            ),
            models.UniqueConstraint(
                fields=["kode"],
                condition=Q(status="terbit"),
                name="perangkataturan_satu_berlaku",
                violation_error_message="Perangkat ini sudah berlaku.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draf", "diajukan")) | Q(diterbitkan__isnull=False),
                name="perangkataturan_terbit_berwaktu",
                violation_error_message="Perangkat yang terbit harus mencatat waktu terbitnya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama}, terbitan {self.terbitan}" if self.terbitan > 1 else self.nama

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.isi = self.isi | {"wilayah": self.kabupaten.kode}
        self.kode, self.nama = self.isi["kode"], self.isi["nama"]
        self.tahun = sorted(int(t) for t in self.isi.get("tahun") or () if str(t).isdigit())
        if self.pk:
            lama = type(self).objects.filter(pk=self.pk).exclude(status=StatusPerangkat.DRAF).first()
            if lama and (lama.isi, lama.kabupaten_id, lama.terbitan) != (self.isi, self.kabupaten_id, self.terbitan):
                raise PerangkatTerkunci(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if not self.dapat_diubah:
            raise PerangkatTerkunci(str(self))
        return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("apbdes:aturan-rinci", args=[self.pk])

    @property
    def wilayah(self) -> Kabupaten:
        return self.kabupaten

    @property
    def dapat_diubah(self) -> bool:
        return self.status == StatusPerangkat.DRAF

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def warna(self) -> str:
        """Of its badge."""
        return {StatusPerangkat.DRAF: "kuning", StatusPerangkat.DIAJUKAN: "biru", StatusPerangkat.TERBIT: "hijau"}.get(
            StatusPerangkat(self.status), "netral"
        )

    @property
    def salinan_isi(self) -> dict[str, Any]:
        """The content, to be changed and handed to the service."""
        return deepcopy(self.isi)


class RiwayatPerangkat(RiwayatStatus):
    perangkat = models.ForeignKey(PerangkatAturan, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return str(StatusPerangkat(self.ke).label)

    class Meta(RiwayatStatus.Meta):
        verbose_name = "riwayat perangkat aturan"
        verbose_name_plural = "riwayat perangkat aturan"
