"""Codes of the second factor, and one's own password for what concerns an account."""

from django import forms

from akun.forms import KataSandiForm


class KodeForm(forms.Form):
    """A code of the app, or one of those on paper."""

    kode = forms.CharField(
        label="Kode",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True}),
        help_text="Enam angka dari aplikasi Anda, atau satu kode pemulihan dari kertas.",
        error_messages={"required": "Isi kodenya."},
    )


class KodeSurelForm(forms.Form):
    """The code that came to the mailbox."""

    kode = forms.CharField(
        label="Kode dari surel",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text="Delapan angka, berlaku setengah jam di peramban ini.",
        error_messages={"required": "Isi kode dari surel."},
    )


class FaktorForm(KataSandiForm):
    """Setting the second factor up: what the app shows, and the password."""

    mengesahkan = False
    kode_faktor = forms.CharField(
        label="Kode dari aplikasi",
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Isi kode enam angka dari aplikasi."},
    )
    field_order = ("kode_faktor", "sandi")


class KataSandiSajaForm(KataSandiForm):
    """The password for what concerns only one's own account, or somebody else's way in."""

    mengesahkan = False


class KodeSandiForm(KataSandiSajaForm):
    """Changing the second factor that is there: a code of it beside the password, since it guards against whoever
    knows the password."""

    kode_faktor = forms.CharField(
        label="Kode faktor kedua",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
        help_text="Enam angka dari aplikasi Anda, atau satu kode pemulihan dari kertas.",
        error_messages={"required": "Isi kodenya."},
    )
    field_order = ("kode_faktor", "sandi")
