"""The file to import; what is in it is judged by apbdes/impor.py."""

from django import forms


class ImporForm(forms.Form):
    berkas = forms.FileField(
        label="Berkas",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.zip,.mde,.mdb"}),
        help_text="Buku kerja .xlsx, lembar lain (.xlsx, .csv), tabel Siskeudes (CSV) dalam satu .zip, atau "
        "DataAPBDES.mde. Paling besar 20 MB; basis data 50 MB.",
        allow_empty_file=True,
        error_messages={"required": "Pilih berkas yang akan diimpor."},
    )
