"""Recording the SK of the team, and the delegation."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from akun.enums import Peran
from akun.queries import pemegang_peran_kecamatan
from apbdes.models import TimEvaluasiApbdes
from dasar.kolom import kolom_baris
from desa.models import Kecamatan

HARI = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TimForm(forms.ModelForm):
    class Meta:
        model = TimEvaluasiApbdes
        fields = ["nomor", "tanggal", "mulai", "sampai", "ketua", "sekretaris", "anggota", "anggota_lain"]
        widgets = {
            "tanggal": HARI,
            "mulai": HARI,
            "sampai": HARI,
            "anggota": forms.CheckboxSelectMultiple,
            "anggota_lain": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "sampai": "Kosongkan bila SK tidak menyebut akhirnya.",
            "ketua": "Camat.",
            "sekretaris": "Kepala Seksi Pemberdayaan Masyarakat Desa.",
            "anggota_lain": "Unsur UPT dan lainnya tanpa akun: satu orang satu baris, nama dan jabatan.",
        }

    def __init__(self, *args: Any, kecamatan: Kecamatan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verifikator = pemegang_peran_kecamatan(kecamatan, Peran.VERIFIKATOR)
        kolom_baris(self, "ketua").queryset = pemegang_peran_kecamatan(kecamatan, Peran.CAMAT)
        for nama in ("sekretaris", "anggota"):
            kolom_baris(self, nama).queryset = verifikator
        for nama in ("ketua", "sekretaris"):
            kolom_baris(self, nama).empty_label = "Belum ditunjuk"

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        mulai, sampai = isi.get("mulai"), isi.get("sampai")
        if mulai and sampai and sampai < mulai:
            self.add_error("sampai", "SK berakhir sebelum berlaku.")
        return isi


class DelegasiForm(forms.Form):
    peraturan = forms.CharField(
        label="Peraturan",
        max_length=500,
        help_text="Judul lengkap, misalnya Peraturan Bupati … Nomor … Tahun … tentang Pendelegasian Evaluasi ….",
        error_messages={"required": "Tulis judul lengkap peraturannya."},
    )
    sejak_tahun = forms.IntegerField(
        label="Sejak tahun anggaran",
        localize=False,
        validators=[MinValueValidator(2015), MaxValueValidator(2100)],
    )
