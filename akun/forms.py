from django import forms
from django.contrib.auth.forms import AuthenticationForm

from akun.models import Pengguna
from desa.konflik import TahuKonflik


class MasukForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi tidak cocok. Perhatikan huruf besar dan kecil.",
        "inactive": "Akun ini tidak aktif.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Kata sandi"


class ProfilForm(TahuKonflik, forms.ModelForm):
    class Meta:
        model = Pengguna
        fields = ["nama", "nip", "pangkat", "email", "telepon"]
