"""Beginning the budget of a year."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from akun.models import Pengguna
from apbdes.queries import desa_pengisi, tahun_disusun
from dasar.kolom import kolom_baris
from desa.models import Desa


class VersiBaruForm(forms.Form):
    desa = forms.ModelChoiceField(label="Desa", queryset=Desa.objects.none(), empty_label=None)
    tahun = forms.IntegerField(
        label="Tahun anggaran",
        localize=False,
        validators=[MinValueValidator(2015), MaxValueValidator(2100)],
        help_text="Empat angka.",
    )

    def __init__(self, *args, pengguna: Pengguna, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kolom_baris(self, "desa").queryset = desa_pengisi(pengguna)
        self.fields["tahun"].initial = tahun_disusun()
