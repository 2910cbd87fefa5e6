"""The page behind the set-up link: form and view."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import get_usage

from akun.admin_pertama import TIDAK_BERLAKU, admin_pertama_buat, tautan_awal_berlaku
from akun.alamat import jaringan
from akun.masuk import masuk
from akun.models import Pengguna
from dasar.formulir import tampil, terkirim
from dasar.konflik import TahuKonflik

LAJU = "20/m"  # visits of one network: a token cannot be guessed, and nobody is to try


class AdminPertamaForm(SetPasswordMixin, TahuKonflik, forms.ModelForm):
    sandi, ulangi = SetPasswordMixin.create_password_fields(label1="Kata sandi Anda", label2="Kata sandi, sekali lagi")
    email = forms.EmailField(label="Surel", help_text="Dipakai untuk memulihkan kata sandi.")

    class Meta:
        model = Pengguna
        fields = ["nama", "email", "username"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nama"].help_text = ""
        self.fields["username"].help_text = "Dipakai untuk masuk. Boleh diganti."

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        self.validate_passwords("sandi", "ulangi")
        return super().clean() or self.cleaned_data

    @sensitive_variables()
    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, unknown to the stubs; fills self.instance
        self.validate_password_for_user(self.instance, "ulangi")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def admin_pertama(request: HttpRequest, token: str) -> HttpResponse:
    """Name, e-mail and one's own password; then the path that sets the office up."""
    pakai = get_usage(request, group="admin-pertama", key=jaringan, rate=LAJU, increment=True)
    if pakai and pakai["should_limit"]:
        jawab = render(request, "akun/admin_pertama_tutup.html", {"sering": True}, status=429)
        jawab["Retry-After"] = str(max(1, pakai["time_left"]))
        return jawab
    if not tautan_awal_berlaku(token):
        return _tutup(request)
    form = AdminPertamaForm(terkirim(request), initial={"username": "admin"})
    if request.method == "POST" and form.is_valid():
        try:
            admin = admin_pertama_buat(token=token, pengguna=form.instance, sandi=form.cleaned_data["sandi"])
        except ValidationError:
            return _tutup(request)  # somebody else was faster, or the hour ended
        masuk(request, admin)
        messages.success(request, f"Akun admin dibuat. Nama pengguna Anda: {admin.username}")
        return redirect("dasbor:kantor-siapkan")
    return tampil(request, "akun/admin_pertama.html", {"form": form})


def _tutup(request: HttpRequest) -> HttpResponse:
    return render(request, "akun/admin_pertama_tutup.html", {"sebab": TIDAK_BERLAKU}, status=404)
