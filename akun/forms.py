from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from akun.models import Pengguna
from dasar.konflik import TahuKonflik


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


class KataSandiForm(forms.Form):
    """One's own password, asked again at the moment of approval; failures count as at login."""

    sandi = forms.CharField(
        label="Kata sandi Anda",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Isi kata sandi Anda."},
    )

    def __init__(self, *args, request: HttpRequest, belum: str, **kwargs):
        """`belum` says what did not happen when the password is wrong."""
        super().__init__(*args, **kwargs)
        self.request, self.belum = request, belum

    @sensitive_variables()
    def clean_sandi(self) -> str:
        sandi = self.cleaned_data["sandi"]
        kredensial = {"username": self.request.user.get_username(), "password": sandi}
        orang = authenticate(self.request, **kredensial)
        if orang is None or orang.pk != self.request.user.pk:
            if not AxesProxyHandler.is_allowed(self.request, kredensial):
                raise forms.ValidationError("Terlalu banyak percobaan. Coba lagi lima belas menit kemudian.")
            raise forms.ValidationError(f"Kata sandi tidak cocok. {self.belum}")
        return sandi


class AlasanForm(forms.Form):
    """Why something is sent back, withdrawn or called off."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Tercatat dalam riwayat dan dibaca oleh yang bersangkutan.",
        error_messages={"required": "Alasan wajib diisi."},
    )


class CabutForm(AlasanForm, KataSandiForm):
    """A document loses its force: why, and the password of whoever takes it back, as for its approval."""

    field_order = ("alasan", "sandi")
