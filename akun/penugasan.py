"""What a person is appointed to: a role over a region, from day to day. The model; written by `akun.services.orang`."""

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from akun.enums import TINGKAT_PERAN, WAKIL_DESA, Peran, Tingkat
from dasar.nama import sambung
from dasar.waktu import hari_ini, hari_ini_pembaca, menurut_zona
from desa.enums import StatusJabatan, jabatan_lengkap
from desa.models import Desa, Kabupaten, Kecamatan


def _wilayah_sesuai_peran() -> Q:
    """Every role is held over one region of its own level, and over no other."""
    sesuai = Q()
    for tingkat in Tingkat:
        peran = [p.value for p, t in TINGKAT_PERAN.items() if t == tingkat]
        kosong = {f"{t.value}__isnull": t != tingkat for t in Tingkat if t != Tingkat.INSTALASI}
        sesuai |= Q(peran__in=peran, **kosong)
    return sesuai


def _belum_lewat(hari: date) -> Q:
    return Q(selesai=None) | Q(selesai__gte=hari)


def _berlaku_pada(hari: date) -> Q:
    return Q(mulai__lte=hari) & _belum_lewat(hari)


def _di_zona(zona: Collection[str]) -> Q:
    """The assignments whose region lies in these zones."""
    return (
        Q(desa__kecamatan__zona_waktu__in=zona)
        | Q(kecamatan__zona_waktu__in=zona)
        | Q(kabupaten__in=Kabupaten.objects.filter(kecamatan__zona_waktu__in=zona))
    )


class PenugasanQuerySet(models.QuerySet):
    def aktif(self, pada=None):
        """In force on a day (today in its region when none is given). None that still waits for a second person."""
        berlaku = _berlaku_pada(pada) if pada else menurut_zona(_di_zona, _berlaku_pada)
        return self.filter(berlaku, ditahan=None)

    def menunggu(self):
        """Waits for a second person, and could still come into force: what is over, or was taken back, does not."""
        return self.belum_lewat().exclude(ditahan=None)

    def belum_lewat(self):
        """Not over, and maybe not begun."""
        return self.filter(menurut_zona(_di_zona, _belum_lewat))

    def kini(self) -> list["Penugasan"]:
        """Today's with their regions, the newest first.

        Put in order here: for an ordered query Django weighs each of its hundred columns, at every request anew.
        """
        tugas = self.aktif().order_by().select_related("kabupaten", "kecamatan__kabupaten", "desa__kecamatan")
        return sorted(tugas, key=lambda t: (-t.mulai.toordinal(), t.peran))


class Penugasan(models.Model):
    """A dated assignment: a person, a role, a region."""

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="penugasan", verbose_name="pengguna"
    )
    peran = models.CharField("peran", max_length=20, choices=Peran.choices)
    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, null=True, blank=True, verbose_name="kabupaten/kota")
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, null=True, blank=True, verbose_name="kecamatan")
    desa = models.ForeignKey(Desa, models.PROTECT, null=True, blank=True, verbose_name="desa")
    jabatan = models.CharField(
        "jabatan",
        max_length=120,
        blank=True,
        help_text="Seperti dicetak di bawah tanda tangan, misalnya Camat Awayan. Plt. dan Plh. ditambahkan sendiri.",
    )
    status_jabatan = models.CharField(
        "cara menjabat",
        max_length=10,
        choices=StatusJabatan.choices,
        default=StatusJabatan.DEFINITIF,
        db_default=StatusJabatan.DEFINITIF,
    )
    sekretaris = models.BooleanField(
        "sekretaris kecamatan",
        default=False,
        db_default=False,
        help_text="Hanya bagi verifikator. Boleh menyetujui dan menandatangani atas nama camat jenis naskah yang "
        "diizinkan kantornya.",
    )
    mulai = models.DateField("mulai", default=hari_ini_pembaca)
    selesai = models.DateField("sampai dengan", null=True, blank=True)
    # docs/keputusan/0066: given by whom, and since when it waits for somebody else's word; until then it gives nothing.
    pemberi = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="diberikan oleh",
    )
    ditahan = models.DateTimeField("menunggu orang kedua sejak", null=True, editable=False)

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["-mulai", "peran"]
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai__isnull=True) | Q(selesai__gte=models.F("mulai")),
                name="penugasan_selesai_setelah_mulai",
                violation_error_message="Tanggal akhir penugasan mendahului tanggal mulai.",
            ),
            models.CheckConstraint(
                condition=_wilayah_sesuai_peran(),
                name="penugasan_wilayah_sesuai_peran",
                violation_error_message="Wilayah tidak sesuai dengan tingkat peran ini.",
            ),
            models.CheckConstraint(
                condition=Q(sekretaris=False) | Q(peran=Peran.VERIFIKATOR),
                name="penugasan_sekretaris_verifikator",
                violation_error_message="Sekretaris kecamatan bertugas sebagai verifikator.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pengguna} – {self.sebutan}"

    @property
    def wilayah(self) -> "Kabupaten | Kecamatan | Desa | None":
        return self.desa or self.kecamatan or self.kabupaten

    @property
    def sebutan(self) -> str:
        """The post in words: as appointed, or made from role and region."""
        return jabatan_lengkap(self.status_jabatan, self.jabatan or self._jabatan_peran)

    @property
    def _jabatan_peran(self) -> str:
        if self.desa and self.peran == Peran.KEPALA_DESA:
            return self.desa.jabatan_kepala
        if self.desa and self.peran == Peran.SEKRETARIS_DESA:
            return self.desa.jabatan_sekretaris
        if self.kecamatan and self.peran == Peran.CAMAT:
            return self.kecamatan.jabatan_camat
        if self.kecamatan:
            return sambung(self.nama_peran, self.kecamatan.nama_saja)
        return sambung(self.nama_peran, str(self.wilayah or ""))

    @property
    def nama_peran(self) -> str:
        """The role as its region calls it: 'Keuchik', 'Sekretaris Nagari', 'Kepala Distrik', 'Sekretaris Distrik'."""
        if self.desa and self.peran in WAKIL_DESA:
            return self.desa.jabatan_perangkat(self.peran)
        if self.kecamatan and self.peran == Peran.CAMAT:
            return self.kecamatan.sebutan.kepala
        if self.kecamatan and self.sekretaris:
            return sambung("Sekretaris", self.kecamatan.sebutan.jenis)
        return self.get_peran_display()

    @property
    def hari(self) -> date:
        """Today where it is held; the reader's where it is held nowhere in particular."""
        return hari_ini(self.wilayah) if self.wilayah else hari_ini_pembaca()

    @property
    def keadaan(self) -> str:
        hari = self.hari
        if self.selesai and self.selesai < hari:
            return "Berakhir"
        if self.ditahan:
            return "Menunggu orang kedua"
        return "Belum mulai" if self.mulai > hari else "Berlaku"

    def mencakup(self, wilayah: "Kabupaten | Kecamatan | Desa") -> bool:
        if self.peran == Peran.ADMIN:
            return True
        if isinstance(wilayah, Desa):
            return (
                self.desa_id == wilayah.pk
                or (self.kecamatan_id is not None and self.kecamatan_id == wilayah.kecamatan_id)
                or (self.kabupaten_id is not None and self.kabupaten_id == wilayah.kecamatan.kabupaten_id)
            )
        if isinstance(wilayah, Kecamatan):
            return (self.kecamatan_id is not None and self.kecamatan_id == wilayah.pk) or (
                self.kabupaten_id is not None and self.kabupaten_id == wilayah.kabupaten_id
            )
        return self.kabupaten_id is not None and self.kabupaten_id == wilayah.pk

    def clean(self) -> None:
        tingkat = TINGKAT_PERAN.get(Peran(self.peran)) if self.peran in Peran.values else None
        if tingkat is None or tingkat == Tingkat.INSTALASI:
            return
        if getattr(self, f"{tingkat.value}_id") is None:
            raise ValidationError(
                {tingkat.value: f"Peran {self.get_peran_display()} memerlukan {tingkat.label.lower()}."}
            )
