"""How a kecamatan's documents look on paper, and the lists that its decrees and letters repeat."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from dasar.konflik import Berversi
from desa.models import Kecamatan
from naskah.enums.tata import PARAF_LAZIM, BagianDaftar, Kertas, UkuranHuruf
from naskah.jenis import KODE_MAKS, nama_jenis

BUTIR_MAKS = 40  # items of one list
PANJANG_MAKS = 1000  # letters of one item
BELUM_DIISI = "…"
ISIAN = ("desa", "kecamatan", "kabupaten", "kepala_daerah", "tahun")  # what an item may name in braces


def keluhan_butir(bagian: str, butir: list[str]) -> list[str]:
    """What keeps this list from being stored, in sentences."""
    kalimat = []
    if bagian == BagianDaftar.MENGINGAT and not butir:
        kalimat.append("Mengingat memerlukan sedikitnya satu peraturan.")
    if len(butir) > BUTIR_MAKS:
        kalimat.append(f"Paling banyak {BUTIR_MAKS} butir; sekarang {len(butir)}.")
    for n, teks in enumerate(butir, 1):
        if "\x00" in teks:
            kalimat.append(f"Butir {n} memuat huruf yang tidak dapat disimpan.")
        if len(teks) > PANJANG_MAKS:
            kalimat.append(f"Butir {n} terlalu panjang: paling banyak {PANJANG_MAKS} huruf.")
        if BELUM_DIISI in teks:
            kalimat.append(f"Butir {n} masih memuat isian “{BELUM_DIISI}”: lengkapi atau hapus butirnya.")
        if asing := [nama for nama in re.findall(r"\{([^{}]*)\}", teks) if nama not in ISIAN]:
            dikenal = ", ".join(f"{{{nama}}}" for nama in ISIAN)
            kalimat.append(f"Butir {n}: {{{asing[0]}}} tidak dikenal. Yang dikenal: {dikenal}.")
    ganda = {t.casefold() for t in butir if [u.casefold() for u in butir].count(t.casefold()) > 1}
    if ganda:
        nomor = [str(n) for n, t in enumerate(butir, 1) if t.casefold() in ganda]
        kalimat.append(f"Butir {' dan '.join(nomor[:2])} sama bunyinya.")
    return kalimat


class TataNaskah(Berversi):
    """Paper, size of the text and initials. Without a row: A4, 11 points, no initials."""

    kecamatan = models.OneToOneField(Kecamatan, models.CASCADE, related_name="tata_naskah")
    kertas = models.CharField("kertas", max_length=4, choices=Kertas.choices, default=Kertas.A4)
    huruf = models.PositiveSmallIntegerField("ukuran huruf", choices=UkuranHuruf.choices, default=UkuranHuruf.SEBELAS)
    paraf = models.BooleanField(
        "kotak paraf",
        default=False,
        help_text="Dicetak di sebelah tanda tangan camat pada surat dan keputusan yang ditandatangani dengan tinta. "
        "Pada naskah elektronik riwayat persetujuannya yang menggantikan paraf.",
    )
    paraf_jabatan = models.TextField(
        "jabatan yang memaraf",
        default=PARAF_LAZIM,
        blank=True,
        validators=[MaxLengthValidator(400)],
        help_text="Satu jabatan satu baris, paling banyak enam.",
    )

    class Meta:
        verbose_name = "tata naskah"
        verbose_name_plural = "tata naskah"

    def __str__(self) -> str:
        return f"{self.kecamatan}: {self.get_kertas_display()}"

    @property
    def pemaraf(self) -> list[str]:
        return [b.strip() for b in self.paraf_jabatan.splitlines() if b.strip()]

    def clean(self) -> None:
        if self.paraf and not self.pemaraf:
            raise ValidationError({"paraf_jabatan": "Sebutkan sedikitnya satu jabatan yang memaraf."})
        if len(self.pemaraf) > 6:
            raise ValidationError({"paraf_jabatan": "Paling banyak enam jabatan."})


class DaftarNaskah(Berversi):
    """The items of one part of one kind of document (`mengingat`, `tembusan`), one a line, in the order printed.

    Without a row the kind's own defaults hold; with one that is empty, nothing is printed.
    """

    kecamatan = models.ForeignKey(Kecamatan, models.CASCADE, related_name="daftar_naskah")
    jenis = models.CharField("jenis naskah", max_length=KODE_MAKS)  # a kind that is registered: naskah.jenis
    bagian = models.CharField("bagian", max_length=12, choices=BagianDaftar.choices)
    isi = models.TextField("butir", blank=True)

    class Meta:
        verbose_name = "daftar naskah"
        verbose_name_plural = "daftar naskah"
        constraints = [
            models.UniqueConstraint(
                fields=["kecamatan", "jenis", "bagian"],
                name="daftarnaskah_unik",
                violation_error_message="Daftar ini sudah diatur.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_bagian_display()} {nama_jenis(self.jenis)}"

    @property
    def butir(self) -> list[str]:
        return [b for b in self.isi.splitlines() if b]

    def clean(self) -> None:
        if kalimat := keluhan_butir(self.bagian, self.butir):
            raise ValidationError(kalimat)
