"""The team and the decree that forms it. Lampiran IV, Format I."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from akun.lingkup import lingkup
from desa.models import Desa, Kecamatan
from evaluasi.enums import JabatanTim, PenerbitSK
from naskah.models import Naskah


class TimEvaluasiQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The teams this person may see (`evaluasi.lihat_tim`); a village role shows those of its own desa."""
        return self.filter(lingkup(pengguna, kecamatan="kecamatan"))


class TimEvaluasi(models.Model):
    """A camat's team evaluates any desa of the kecamatan; one formed by a kepala desa or BPD, its own desa.

    The camat's decree is a naskah of this installation (`sk`). Another issuer numbers the decree in their
    own book: `sk_nomor` and `sk_tanggal` record it.
    """

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="tim_evaluasi")
    desa = models.ForeignKey(Desa, models.PROTECT, null=True, blank=True, related_name="tim_evaluasi")
    tahun = models.PositiveSmallIntegerField("tahun")
    penerbit = models.CharField("diterbitkan oleh", max_length=15, choices=PenerbitSK.choices)
    nama = models.CharField("nama tim", max_length=200)
    sk = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    sk_nomor = models.CharField("nomor SK", max_length=100, blank=True)
    sk_tanggal = models.DateField("tanggal SK", null=True, blank=True)
    menimbang = models.JSONField("menimbang", default=list, blank=True)
    mengingat = models.JSONField("mengingat", default=list, blank=True)
    menetapkan = models.JSONField("menetapkan", default=list, blank=True)
    versi = models.PositiveIntegerField(default=0, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = TimEvaluasiQuerySet.as_manager()

    class Meta:
        verbose_name = "tim evaluasi"
        verbose_name_plural = "tim evaluasi"
        ordering = ["-tahun", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(penerbit="camat") | Q(desa__isnull=False),
                name="tim_desa_bila_bukan_camat",
                violation_error_message="Tim yang dibentuk kepala desa atau BPD harus menyebut desanya.",
            )
        ]

    def __str__(self) -> str:
        return self.nama

    def get_absolute_url(self) -> str:
        return reverse("evaluasi:tim-rinci", args=[self.pk])

    @property
    def wilayah(self) -> Desa | Kecamatan:
        return self.desa or self.kecamatan

    @property
    def dari_camat(self) -> bool:
        return self.penerbit == PenerbitSK.CAMAT

    @property
    def nomor_sk(self) -> str:
        """The number of the decree that forms it; '' while there is none in force."""
        if self.dari_camat:
            return self.sk.nomor if self.sk and self.sk.berlaku else ""
        return self.sk_nomor if self.sk_tanggal else ""

    @property
    def tanggal_sk(self) -> date | None:
        if not self.nomor_sk:
            return None
        return self.sk.tanggal if self.dari_camat and self.sk else self.sk_tanggal

    @property
    def bernomor(self) -> bool:
        """Formed by a decree that has its number: from here on its members are fixed."""
        return bool(self.nomor_sk)

    def dapat_menilai(self, desa: Desa) -> bool:
        """A camat's team serves the whole kecamatan unless it names one desa; any other, its own desa."""
        return self.kecamatan_id == desa.kecamatan_id and self.desa_id in (None, desa.pk)


class AnggotaTim(models.Model):
    tim = models.ForeignKey(TimEvaluasi, models.CASCADE, related_name="anggota")
    urut = models.PositiveSmallIntegerField()
    jabatan_tim = models.CharField("kedudukan dalam tim", max_length=12, choices=JabatanTim.choices)
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    nama = models.CharField("nama", max_length=150)
    nip = models.CharField("NIP", max_length=18, blank=True)
    jabatan = models.CharField("jabatan dinas", max_length=150, blank=True)

    class Meta:
        verbose_name = "anggota tim"
        verbose_name_plural = "anggota tim"
        ordering = ["tim", "urut"]
        constraints = [
            models.UniqueConstraint(
                fields=["tim", "pengguna"],
                condition=Q(pengguna__isnull=False),
                name="anggotatim_orang_sekali",
                violation_error_message="Orang ini sudah menjadi anggota tim.",
            ),
            *(
                models.UniqueConstraint(
                    fields=["tim", "jabatan_tim"],
                    condition=Q(jabatan_tim=jabatan),
                    name=f"anggotatim_satu_{jabatan}",
                    violation_error_message=f"Tim hanya mempunyai satu {jabatan}.",
                )
                for jabatan in ("ketua", "sekretaris")
            ),
        ]

    def __str__(self) -> str:
        return self.nama
