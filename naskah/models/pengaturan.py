"""How a kecamatan signs its documents."""

from django.db import models

from dasar.konflik import Berversi
from desa.models import Kecamatan
from naskah.enums.naskah import CaraTtd


class PengaturanTtd(Berversi):
    """How a kecamatan signs. Without a row: wet ink, which needs no certificates."""

    kecamatan = models.OneToOneField(Kecamatan, models.CASCADE, related_name="pengaturan_ttd")
    cara = models.CharField("cara tanda tangan", max_length=12, choices=CaraTtd.choices, default=CaraTtd.BASAH)
    jari = models.BooleanField(
        "goresan jari",
        default=True,
        help_text="Yang tidak mempunyai akun boleh menandatangani dengan jari di layar ponsel petugas, "
        "disaksikan petugas itu. Bukan tanda tangan elektronik tersertifikasi.",
    )

    atas_nama = models.JSONField(
        "atas nama camat",
        default=list,
        db_default=[],
        blank=True,
        help_text="Jenis naskah yang boleh disetujui dan ditandatangani sekretaris kecamatan atas nama camat.",
    )

    class Meta:
        verbose_name = "pengaturan tanda tangan"
        verbose_name_plural = "pengaturan tanda tangan"

    def __str__(self) -> str:
        return f"{self.kecamatan}: {self.get_cara_display()}"
