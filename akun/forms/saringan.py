"""The name of a saved filter, and what it keeps. Whether it can be kept says the service."""

from django import forms

from akun.saringan import Saringan
from dasar.nama import rapi

NAMA_MAKS = Saringan._meta.get_field("nama").max_length


class NamaSaringanForm(forms.Form):
    nama = forms.CharField(
        label="Nama saringan",
        max_length=NAMA_MAKS,
        error_messages={"required": "Beri saringan ini nama, misalnya “Terlambat di desa”."},
    )

    def clean_nama(self) -> str:
        return rapi(self.cleaned_data["nama"])


class SaringanForm(NamaSaringanForm):
    daftar = forms.CharField(widget=forms.HiddenInput)
    isi = forms.CharField(widget=forms.HiddenInput, required=False)
