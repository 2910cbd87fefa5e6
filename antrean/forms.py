from django import forms

from antrean.services import TANPA_ALASAN


class BatalkanForm(forms.Form):
    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: alamat surelnya salah, atau naskahnya sudah dikirim dengan cara lain.",
        error_messages={"required": TANPA_ALASAN},
    )
