"""What a kabupaten adds to the reference data of the files: codes of its own, figures, a choice of sets."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from apbdes import acuan
from apbdes.buku_kerja import sel
from dasar.konflik import Berversi
from desa.models import Kabupaten, Kecamatan


class KodeTambahan(Berversi):
    """A code that the files do not have, added by an office for its kabupaten and one budget year.

    One that is withdrawn is offered and accepted no more; what was handed in with it keeps it, and its name.
    """

    versi = models.PositiveIntegerField(default=0, db_default=0, editable=False)  # later than its table
    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, related_name="%(class)s_set")
    tahun = models.PositiveSmallIntegerField("tahun anggaran")
    kode = models.CharField("kode", max_length=20)
    nama = models.CharField("nama", max_length=300)
    dasar = models.CharField("dasar", max_length=250, blank=True)
    dicabut = models.DateField("dicabut sejak", null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["kabupaten", "-tahun", "kode"]
        constraints = [
            models.UniqueConstraint(
                fields=["kabupaten", "tahun", "kode"],
                name="%(class)s_unik",
                violation_error_message="Kode ini sudah ada untuk tahun itu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"

    @property
    def wilayah(self) -> Kabupaten:
        return self.kabupaten

    def rapikan_kode(
        self, baca: Callable[[Any], str], resmi: Mapping[str, str], induk: Mapping[str, str], saran: str = ""
    ) -> None:
        """The code in the one form in which it is kept. ValidationError for one that the files have already, or that
        stands under no bidang or kelompok of `induk`."""
        try:
            kode = baca(self.kode)
        except ValueError as salah:
            raise ValidationError({"kode": str(salah)}) from salah
        if kode in resmi:
            raise ValidationError({"kode": f"{kode} sudah ada dalam daftar: {resmi[kode]}.{saran}"})
        atas = kode.rsplit(".", 2)[0]
        if atas not in induk:
            raise ValidationError({"kode": f"{atas} tidak ada dalam Permendagri 20/2018."})
        self.kode = kode


class KegiatanTambahan(KodeTambahan):
    pelaksana = models.CharField("pelaksana", max_length=100, blank=True)

    class Meta(KodeTambahan.Meta):
        verbose_name = "kegiatan tambahan"
        verbose_name_plural = "kegiatan tambahan"

    def clean(self) -> None:
        """A code of the nation may stand here too, with who carries it out in the kabupaten."""
        resmi = {} if self.pelaksana else acuan.nama_kegiatan()
        self.rapikan_kode(
            sel.kode_kegiatan, resmi, acuan.nama_bidang(), " Isi pelaksananya bila kabupaten menetapkannya."
        )


class RekeningTambahan(KodeTambahan):
    class Meta(KodeTambahan.Meta):
        verbose_name = "rekening tambahan"
        verbose_name_plural = "rekening tambahan"

    def clean(self) -> None:
        self.rapikan_kode(sel.kode_rekening, acuan.nama_objek(), acuan.nama_akun())


class NilaiAturan(models.Model):
    """A new dated value of a figure, beside those of the YAML files. Rows are only ever added."""

    perangkat = models.CharField("perangkat aturan", max_length=60)
    angka = models.CharField("angka", max_length=60)
    kabupaten = models.ForeignKey(
        Kabupaten, models.PROTECT, null=True, blank=True, related_name="nilai_aturan", verbose_name="kabupaten/kota"
    )
    sejak = models.DateField("berlaku sejak")
    nilai = models.CharField("nilai", max_length=200)
    dasar = models.CharField("dasar", max_length=250)
    alasan = models.TextField("alasan", max_length=1000)
    diperiksa = models.DateField("diperiksa")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "nilai aturan"
        verbose_name_plural = "nilai aturan"
        ordering = ["perangkat", "angka", "sejak", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["perangkat", "angka", "sejak"], condition=Q(kabupaten=None), name="nilaiaturan_umum_unik"
            ),
            models.UniqueConstraint(
                fields=["perangkat", "angka", "sejak", "kabupaten"],
                condition=Q(kabupaten__isnull=False),
                name="nilaiaturan_kabupaten_unik",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.angka} = {self.nilai} sejak {date_format(self.sejak, 'j F Y')}"


class PilihanPerangkat(models.Model):
    """Which sets of rules are read as a guide beside those that apply, from a budget year on, in the order shown.

    A guide never accuses: its rules are `petunjuk` at most. An empty list is a choice too: no guide any more. An
    office may choose for its own kecamatan; that counts before the choice for the kabupaten. Rows are only ever
    added: what was evaluated keeps the sets that it was evaluated with.
    """

    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, related_name="pilihan_perangkat")
    kecamatan = models.ForeignKey(
        Kecamatan, models.PROTECT, null=True, blank=True, related_name="pilihan_perangkat", verbose_name="kecamatan"
    )
    sejak_tahun = models.PositiveSmallIntegerField("sejak tahun anggaran")
    perangkat = models.JSONField("perangkat aturan", default=list)
    alasan = models.CharField("alasan", max_length=300)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pilihan perangkat aturan"
        verbose_name_plural = "pilihan perangkat aturan"
        ordering = ["kabupaten", "-sejak_tahun", "-pk"]

    def __str__(self) -> str:
        return f"{self.kecamatan or self.kabupaten} sejak {self.sejak_tahun}"

    @property
    def wilayah(self) -> Kabupaten | Kecamatan:
        return self.kecamatan or self.kabupaten
