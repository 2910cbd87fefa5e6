"""Which kinds of file there are, and which of them a kecamatan requires."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from berkas.enums import AcuanTempo, KelompokKategori, PeriodeKategori
from dasar.konflik import Berversi
from dasar.waktu import hari_ini
from desa.models import Kecamatan


class KategoriBerkasQuerySet(models.QuerySet):
    def aktif(self):
        return self.filter(aktif=True)


class KategoriBerkas(Berversi):
    """A kind of document. National rows come from berkas/acuan/, books from the room that owns them."""

    versi = models.PositiveIntegerField(default=0, db_default=0, editable=False)  # later than its table
    kode = models.CharField("kode", max_length=60, unique=True)
    nama = models.CharField("nama", max_length=150)
    kelompok = models.CharField("kelompok", max_length=12, choices=KelompokKategori.choices)
    periode = models.CharField("periode", max_length=10, choices=PeriodeKategori.choices)
    urut = models.PositiveSmallIntegerField("urutan", default=0)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    dasar = models.CharField("dasar", max_length=300, blank=True, help_text="Peraturan dan pasal, atau sumbernya.")
    aktif = models.BooleanField("aktif", default=True)

    objects = KategoriBerkasQuerySet.as_manager()

    class Meta:
        verbose_name = "kategori berkas"
        verbose_name_plural = "kategori berkas"
        ordering = ["urut", "kode"]

    def __str__(self) -> str:
        return self.nama


class KebutuhanBerkas(Berversi):
    """A kecamatan requires this category of its desa, from a day until further notice.

    Due `jatuh_tempo_hari` calendar days after the first or last day of each period (negative: before);
    for what is sent once, after `mulai`. Counted by months (`dihitung_dari` "bulan") the number is one of months, and
    the day the last of its month. See berkas.wajib.periode.jatuh_tempo.
    """

    kecamatan = models.ForeignKey(Kecamatan, models.CASCADE, related_name="kebutuhan_berkas")
    kategori = models.ForeignKey(KategoriBerkas, models.PROTECT, related_name="kebutuhan", verbose_name="kategori")
    mulai = models.DateField("wajib sejak", help_text="Periode yang berakhir sebelum tanggal ini tidak dituntut.")
    selesai = models.DateField("sampai dengan", null=True, blank=True, help_text="Kosongkan selama masih wajib.")
    dihitung_dari = models.CharField(
        "dihitung dari", max_length=5, choices=AcuanTempo.choices, default=AcuanTempo.AKHIR
    )
    jatuh_tempo_hari = models.SmallIntegerField(
        "jatuh tempo", default=30, help_text="Hari kalender, negatif berarti sebelumnya; atau banyaknya bulan."
    )

    class Meta:
        verbose_name = "kebutuhan berkas"
        verbose_name_plural = "kebutuhan berkas"
        ordering = ["kecamatan", "kategori__urut", "mulai"]
        constraints = [
            models.UniqueConstraint(
                fields=["kecamatan", "kategori"],
                condition=Q(selesai=None),
                name="kebutuhanberkas_terbuka_unik",
                violation_error_message="Kategori ini sudah diwajibkan.",
            ),
            models.CheckConstraint(
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                name="kebutuhanberkas_selesai_setelah_mulai",
                violation_error_message="Tanggal akhir mendahului tanggal mulai.",
            ),
            models.CheckConstraint(
                condition=Q(jatuh_tempo_hari__gte=-366, jatuh_tempo_hari__lte=366),
                name="kebutuhanberkas_tempo_wajar",
                violation_error_message="Jatuh tempo paling jauh 366 hari.",
            ),
            models.CheckConstraint(
                condition=~Q(dihitung_dari=AcuanTempo.BULAN) | Q(jatuh_tempo_hari__gte=1, jatuh_tempo_hari__lte=12),
                name="kebutuhanberkas_bulan_wajar",
                violation_error_message="Jatuh tempo yang dihitung dengan bulan: 1 sampai 12 bulan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kategori} – {self.kecamatan}"

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan

    @property
    def berakhir(self) -> bool:
        return self.selesai is not None and self.selesai < hari_ini(self.kecamatan)

    def clean(self) -> None:
        if self.selesai and self.mulai and self.selesai < self.mulai:
            raise ValidationError({"selesai": "Tanggal akhir mendahului tanggal mulai."})
