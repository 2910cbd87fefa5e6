from django import forms

from tindaklanjut.models import TindakLanjut


class JawabanForm(forms.ModelForm):
    """What the village has done about a finding."""

    uraian = forms.CharField(
        label="Apa yang sudah dilakukan",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis apa yang sudah dilakukan."},
    )

    class Meta:
        model = TindakLanjut
        fields = ["hasil", "uraian"]
        labels = {"hasil": "Keadaan sekarang"}
        error_messages = {"hasil": {"required": "Pilih keadaan sekarang."}}


class TutupForm(forms.Form):
    uraian = forms.CharField(
        label="Bukti perbaikan yang dilihat",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis bukti perbaikan yang dilihat."},
    )
