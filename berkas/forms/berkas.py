"""What a decision about an uploaded file asks for, and what its sender may still put right."""

from typing import Any

from django import forms

from berkas.models import Berkas
from berkas.queries.sk import KATEGORI_SK


class TolakForm(forms.Form):
    """Why, and what to do about it: the village reads both."""

    alasan = forms.CharField(
        label="Mengapa ditolak",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis mengapa berkas ini ditolak."},
    )
    perbaikan = forms.CharField(
        label="Yang harus diperbaiki desa",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sejelas mungkin, misalnya halaman atau kolom yang mana. Desa membalas dengan versi baru.",
        error_messages={"required": "Tulis apa yang harus diperbaiki, supaya desa tahu apa yang diminta."},
    )

    def gabungan(self) -> str:
        """As it stands in the history and in the notice."""
        return f"{self.cleaned_data['alasan']}\nYang harus diperbaiki: {self.cleaned_data['perbaikan']}"


class KeteranganForm(forms.ModelForm):
    class Meta:
        model = Berkas
        fields = ["judul", "nomor"]
        error_messages = {"judul": {"required": "Beri judul, supaya berkas ini dapat dikenali."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The number of a decree stands on its people, too, and is changed on the page that asks for both."""
        super().__init__(*args, **kwargs)
        if self.instance.kategori.kode in KATEGORI_SK:
            del self.fields["nomor"]
