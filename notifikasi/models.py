"""Notices to a person, shown in the application and, when an address is known, sent by e-mail."""

from django.conf import settings
from django.db import models
from django.utils import timezone


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
        ]

    def __str__(self) -> str:
        return self.judul
