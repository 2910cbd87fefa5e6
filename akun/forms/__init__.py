from contextlib import nullcontext
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from akun.catatan import catat_gagal
from akun.models import Pengguna
from akun.pejabat import akun_cocok, pilihan_akun, tautan_pejabat
from akun.pembatas import Hitungan, TerlaluSering, lupa_boleh, mulai
from akun.penyandi import SandiSibuk
from akun.services import sandi_ganti
from akun.services.sandi_lupa import sandi_lupa_minta
from dasar.kolom import kolom_baris, kolom_pilihan
from dasar.konflik import TahuKonflik, versi_terbaca
from dasar.permintaan import Permintaan
from desa.models import Pejabat


class MasukForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi tidak cocok. Perhatikan huruf besar dan kecil.",
        "inactive": "Akun ini tidak aktif.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Kata sandi"
        self.tertahan: TerlaluSering | None = None
        self.hitungan: Hitungan | None = None

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        """One attempt of this account from here; whether it was the last step says the page that signs in."""
        username = self.cleaned_data.get("username")
        if username and self.cleaned_data.get("password"):
            try:
                self.hitungan = mulai(username, self.request)
            except TerlaluSering as galat:
                self.tertahan = galat
                raise
        with self.hitungan or nullcontext():
            return super().clean()

    def confirm_login_allowed(self, user: Pengguna) -> None:
        """What somebody else set opens the door once. (Counted in the database: of two at once one gets in.)"""
        super().confirm_login_allowed(user)
        pertama = Pengguna.objects.filter(pk=user.pk, sandi_terpakai=False)
        if user.sandi_sementara and not pertama.update(sandi_terpakai=True):
            raise forms.ValidationError(
                "Kata sandi dari orang lain hanya berlaku sekali dan sudah dipakai. Pulihkan lewat Lupa kata sandi, "
                "atau mintalah undangan baru kepada admin."
            )


class ProfilForm(TahuKonflik, forms.ModelForm):
    class Meta:
        model = Pengguna
        fields = ["nama", "nip", "pangkat", "telepon"]
        help_texts = {"telepon": "Nomor ponsel petugas kecamatan menjadi tautan WhatsApp bagi desa yang bertanya."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.jabatan_desa.exists():
            for nama in ("nama", "nip", "pangkat"):
                self.fields[nama].disabled = True
                self.fields[nama].help_text = "Diambil dari data pejabat desa Anda; diubah di sana."


class SandiPertamaForm(SetPasswordForm):
    """Of somebody invited: twice the same, as strong as asked for. It is saved by the service."""


class SandiUbahForm(PasswordChangeForm):
    """One's own choice: what somebody else set must not stay."""

    def clean_old_password(self) -> str:
        with mulai(self.user.get_username()) as hitungan:
            try:
                sandi = super().clean_old_password()
            except SandiSibuk:
                raise
            except forms.ValidationError:
                catat_gagal(self.user, "Kata sandi lama salah ketika menggantinya.")
                raise
        hitungan.selesai()
        return sandi

    def clean_new_password1(self) -> str:
        sandi = self.cleaned_data["new_password1"]
        if self.user.check_password(sandi):
            raise forms.ValidationError("Kata sandi baru harus lain dari yang sekarang.")
        return sandi

    def save(self, commit: bool = True) -> Pengguna:
        sandi_ganti(pengguna=self.user, sandi=self.cleaned_data["new_password1"])
        return self.user


class SandiLupaForm(forms.Form):
    email = forms.EmailField(label="Surel", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.dikirim = False

    def clean_email(self) -> str:
        surel: str = self.cleaned_data["email"]
        self.dikirim = lupa_boleh(surel, self.request)
        return surel

    def save(self) -> None:
        """Whether anybody has this mailbox is found out by the worker, after the answer."""
        if self.dikirim:
            sandi_lupa_minta(surel=self.cleaned_data["email"])


class SandiPulihForm(SetPasswordForm):
    """By the link in a mail: whoever reads that mailbox is the person."""

    def save(self, commit: bool = True) -> Pengguna:
        sandi_ganti(pengguna=self.user, sandi=self.cleaned_data["new_password1"], dipastikan=True)
        return self.user


class KataSandiForm(forms.Form):
    """One's own password, asked again at the moment of approval; failures count as at login."""

    mengesahkan = True  # what follows is done in the name of the person: it must be sure that it is him

    sandi = forms.CharField(
        label="Kata sandi Anda",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Isi kata sandi Anda."},
    )

    def __init__(self, *args, request: Permintaan, belum: str, **kwargs):
        """`belum` says what did not happen when the password is wrong."""
        super().__init__(*args, **kwargs)
        self.request, self.belum = request, belum

    @sensitive_variables()
    def clean_sandi(self) -> str:
        sandi = self.cleaned_data["sandi"]
        if self.mengesahkan and (halangan := self.request.user.halangan_mengesahkan):
            raise forms.ValidationError(f"{halangan} {self.belum}")
        with mulai(self.request.user.get_username(), self.request) as hitungan:
            orang = authenticate(self.request, username=self.request.user.get_username(), password=sandi)
        if orang is None or orang.pk != self.request.user.pk:
            raise forms.ValidationError(f"Kata sandi tidak cocok. {self.belum}")
        hitungan.selesai()
        return sandi


class SurelForm(KataSandiForm):
    """One's own new mailbox, with the password: an open session is not enough."""

    surel = forms.EmailField(label="Surel baru", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    field_order = ("surel", "sandi")
    mengesahkan = False

    def clean_surel(self) -> str:
        surel = self.cleaned_data["surel"]
        if surel.lower() == self.request.user.email.lower():
            raise forms.ValidationError("Ini surel yang sudah tercatat.")
        return surel


class AlasanForm(forms.Form):
    """Why something is sent back, withdrawn or called off."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Tercatat dalam riwayat dan dibaca oleh yang bersangkutan.",
        error_messages={"required": "Alasan wajib diisi."},
    )


class AkunPejabatForm(forms.Form):
    """Whose account an official has. With no link yet, the one account of the same name is proposed."""

    pengguna = forms.ModelChoiceField(
        queryset=Pengguna.objects.none(),
        required=False,
        label="Akun",
        error_messages={"invalid_choice": "Akun ini tidak aktif atau tidak pernah bertugas di desa ini."},
    )
    sejak = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, pejabat: Pejabat, **kwargs):
        super().__init__(*args, **kwargs)
        calon, self.kalimat = pilihan_akun(pejabat)
        tautan, cocok = tautan_pejabat(pejabat), akun_cocok(pejabat)
        self.usul = cocok[0] if tautan is None and len(cocok) == 1 else None
        kolom_baris(self, "pengguna").queryset = calon
        kolom_pilihan(self, "pengguna").choices = [
            ("", "Tanpa akun"),
            *((a.pk, f"{a.nama} ({a.username})") for a in calon),
        ]
        self.fields["pengguna"].initial = tautan.pengguna_id if tautan else self.usul
        self.fields["sejak"].initial = tautan.pengguna_id if tautan else ""

    def clean_sejak(self) -> int | None:
        """The account that the page showed."""
        return versi_terbaca(self.cleaned_data, "sejak")


class CabutForm(AlasanForm, KataSandiForm):
    """A document loses its force: why, and the password of whoever takes it back, as for its approval."""

    field_order = ("alasan", "sandi")
