from django import forms

from tindaklanjut.models import TindakLanjut


class JawabanForm(forms.ModelForm):
    """What the village has done about a finding."""

    class Meta:
        model = TindakLanjut
        fields = ["hasil", "uraian"]
        labels = {"hasil": "Keadaan sekarang", "uraian": "Apa yang sudah dilakukan"}
        widgets = {"uraian": forms.Textarea(attrs={"rows": 4, "maxlength": 5000})}
        error_messages = {
            "hasil": {"required": "Pilih keadaan sekarang."},
            "uraian": {"required": "Tulis apa yang sudah dilakukan."},
        }


class TutupForm(forms.Form):
    uraian = forms.CharField(
        label="Bukti perbaikan yang dilihat",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis bukti perbaikan yang dilihat."},
    )
