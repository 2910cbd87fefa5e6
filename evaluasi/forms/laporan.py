"""The form of the team's report."""

from django import forms

from evaluasi.forms.tim import ButirField


class LaporanForm(forms.Form):
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    maksud = forms.CharField(
        label="III. Sasaran",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu sasaran satu baris. Didahului: “Melaksanakan evaluasi kegiatan di …, dengan sasaran:”.",
    )
    isi_kegiatan = forms.CharField(
        label="IV. Isi kegiatan",
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Uraikan dengan narasi. Tabel nilai ditambahkan di bawahnya.",
    )
    kesimpulan = forms.CharField(
        label="V.a Kesimpulan",
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Satu kesimpulan satu baris.",
    )
    saran = ButirField(label="V.b Saran", help_text="Satu saran satu baris.")
