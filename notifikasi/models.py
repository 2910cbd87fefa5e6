"""Notices to a person, shown in the application and, when an address is known, sent by e-mail."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from notifikasi.enums import WAJIB, Cara, Golongan


class PemberitahuanQuerySet(models.QuerySet):
    def menurut_perkara(self):
        """The newest of each matter, which is what the notices lead to; `jumlah` says how many there are of it."""
        terbaru = self.order_by().values("penerima", "tautan").annotate(terbaru=models.Max("pk")).values("terbaru")
        sama = Pemberitahuan.objects.filter(penerima=models.OuterRef("penerima"), tautan=models.OuterRef("tautan"))
        jumlah = sama.order_by().values("tautan").annotate(n=models.Count("pk")).values("n")
        return self.filter(pk__in=terbaru).annotate(jumlah=models.Subquery(jumlah))

    def menunggu_tentang(self, tautan, golongan=Golongan.MENUNGGU):
        """What asks somebody to do something about this, and is not settled."""
        return self.filter(tautan=tautan, golongan=golongan, selesai=None)


class Pemberitahuan(models.Model):
    # Without an index of its own: those below begin with it.
    penerima = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pemberitahuan", db_index=False)
    judul = models.CharField("judul", max_length=200)
    isi = models.TextField("isi", blank=True)
    tautan = models.CharField("tautan", max_length=200)
    dibuat = models.DateTimeField("waktu", default=timezone.now)
    dibaca = models.DateTimeField("dibaca", null=True, blank=True)
    disurel = models.DateTimeField("disurel", null=True, blank=True)
    sekali = models.CharField(max_length=150, null=True, blank=True)  # beritahu() says what these two mean
    topik = models.CharField(max_length=150, null=True, blank=True)
    golongan = models.CharField(
        max_length=15, choices=Golongan.choices, default=Golongan.PERKEMBANGAN, db_default=Golongan.PERKEMBANGAN
    )
    cara = models.CharField(
        max_length=10, choices=Cara.choices, default=Cara.SEGERA, db_default=Cara.SEGERA
    )  # as chosen when it was written
    selesai = models.DateTimeField("selesai", null=True, blank=True)
    penyelesaian = models.CharField("penyelesaian", max_length=300, blank=True, default="", db_default="")

    objects = PemberitahuanQuerySet.as_manager()

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["-dibuat", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["penerima", "sekali"], name="pemberitahuan_sekali"),
            # Its index also counts the unread, on every page.
            models.UniqueConstraint(
                fields=["penerima", "topik"], condition=models.Q(dibaca=None), name="pemberitahuan_topik"
            ),
        ]
        indexes = [
            # One's own list, and the moment by which beritahu() finds what it has just written.
            models.Index(fields=["penerima", "-dibuat", "-id"], name="pemberitahuan_daftar"),
            # The broom.
            models.Index(fields=["dibaca"], condition=models.Q(dibaca__isnull=False), name="pemberitahuan_dibaca"),
            models.Index(fields=["dibuat"], name="pemberitahuan_dibuat"),
            # What a decision settles, and what the next summary says.
            models.Index(
                fields=["tautan"],
                condition=models.Q(golongan=Golongan.MENUNGGU, selesai=None),
                name="pemberitahuan_menunggu",
            ),
            models.Index(
                fields=["penerima"], condition=models.Q(cara=Cara.HARIAN, disurel=None), name="pemberitahuan_ringkasan"
            ),
        ]

    def __str__(self) -> str:
        return self.judul


class PilihanKabar(models.Model):
    """How a person wants to hear of one kind by e-mail; without a row, at once."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pilihan_kabar", db_index=False)
    golongan = models.CharField(max_length=15, choices=Golongan.choices)
    cara = models.CharField(max_length=10, choices=Cara.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pengguna", "golongan"], name="pilihan_kabar_sekali"),
            models.CheckConstraint(
                condition=~models.Q(golongan__in=sorted(WAJIB), cara=Cara.TIDAK)
                & (~models.Q(golongan=Golongan.KEAMANAN) | models.Q(cara=Cara.SEGERA)),
                name="pilihan_kabar_wajib",
                violation_error_message="Kabar ini tidak dapat dimatikan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_golongan_display()}: {self.get_cara_display()}"


class Ringkasan(models.Model):
    """The one summary of a person's day; the table sees to it that there is no second one."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    tanggal = models.DateField()
    sampai = models.DateTimeField()  # notices up to this moment; the later ones are tomorrow's
    disurel = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pengguna", "tanggal"], name="ringkasan_sekali_sehari")]
        indexes = [models.Index(fields=["tanggal"], name="ringkasan_tanggal")]

    def __str__(self) -> str:
        return f"Ringkasan {date_format(self.tanggal, 'j F Y')}"
