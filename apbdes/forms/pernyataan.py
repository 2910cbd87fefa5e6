"""What an evaluator states where the budget is silent: a pagu, or the recipient of a row."""

from typing import Any

from django import forms

from apbdes.anggaran import PENERIMA
from apbdes.pernyataan import Keterangan
from dasar import uang


def _dasar() -> forms.CharField:
    return forms.CharField(
        label="Sumber atau alasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya nomor dan tanggal peraturan yang menetapkan pagu, atau SK pengangkatannya.",
        error_messages={"required": "Sebutkan sumber atau alasannya."},
    )


class PaguEvaluatorForm(forms.Form):
    prefix = "pagu"
    # Whether it is missing still the service checks, and says why not.
    hal = forms.CharField(label="Pagu", max_length=10, error_messages={"required": "Pilih pagu yang dilengkapi."})
    jumlah = forms.CharField(
        label="Jumlah (rupiah)",
        max_length=25,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": "Isi jumlahnya."},
    )
    dasar = _dasar()

    def __init__(self, *args: Any, keterangan: Keterangan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["hal"].widget = forms.Select(choices=keterangan.pagu)

    def clean_jumlah(self) -> int:
        """In sen."""
        try:
            sen = uang.baca(self.cleaned_data["jumlah"])
        except ValueError as galat:
            raise forms.ValidationError(str(galat)) from galat
        if sen < 0:
            raise forms.ValidationError("Pagu tidak boleh negatif.")
        return sen


class PenerimaEvaluatorForm(forms.Form):
    prefix = "penerima"
    baris = forms.UUIDField(
        label="Baris belanja",
        widget=forms.Select,
        error_messages={"required": "Pilih barisnya.", "invalid": "Baris itu tidak dikenal."},
    )
    penerima = forms.ChoiceField(
        label="Penerima",
        choices=[("", "Pilih"), *PENERIMA.items()],
        error_messages={"required": "Pilih penerimanya.", "invalid_choice": "Penerima itu tidak dikenal."},
    )
    dasar = _dasar()

    def __init__(self, *args: Any, keterangan: Keterangan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["baris"].widget = forms.Select(choices=keterangan.baris)
