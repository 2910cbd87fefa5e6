"""How a kecamatan's documents look on paper."""

from django import forms

from dasar.konflik import TahuKonflik
from naskah.models import TataNaskah


class TataNaskahForm(TahuKonflik, forms.ModelForm):
    class Meta:
        model = TataNaskah
        fields = ["kertas", "huruf", "paraf", "paraf_jabatan"]
        widgets = {
            "kertas": forms.RadioSelect,
            "huruf": forms.RadioSelect,
            "paraf_jabatan": forms.Textarea(attrs={"rows": 3}),
        }
