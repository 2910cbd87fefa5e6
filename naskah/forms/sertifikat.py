"""Passphrases are asked for, checked and forgotten; no form ever shows one again."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from akun.models import Pengguna
from dasar.kolom import kolom_baris
from naskah.enums.sertifikat import AlasanCabut


def _isian(label: str, *, auto: str, bantuan: str = "") -> forms.CharField:
    kotak = forms.PasswordInput(attrs={"autocomplete": auto})
    return forms.CharField(label=label, strip=False, widget=kotak, help_text=bantuan)


class _DuaKali(forms.Form):
    """A new passphrase, typed twice; `isian` is the name of the first field."""

    isian = ""

    def clean(self) -> dict:
        isi = super().clean() or {}
        baru, ulang = isi.get(self.isian), isi.get("ulang")
        if baru and ulang and baru != ulang:
            self.add_error("ulang", "Kedua frasa sandi tidak sama. Ketik ulang keduanya.")
        return isi


class OtoritasForm(forms.Form):
    instansi = forms.CharField(
        label="Nama kantor pada sertifikat",
        max_length=46,
        help_text="Tercantum sebagai penerbit setiap sertifikat, misalnya Kecamatan Awayan. Tidak dapat diganti.",
    )


class SertifikatBuatForm(_DuaKali):
    isian = "frasa"
    frasa = _isian(
        "Frasa sandi",
        auto="new-password",
        bantuan="Paling sedikit 12 karakter. Beberapa kata acak mudah diingat, misalnya tiga benda di meja kerja "
        "dan sebuah angka. Jangan sama dengan kata sandi akun.",
    )
    ulang = _isian("Ulangi frasa sandi", auto="new-password")


class FrasaGantiForm(_DuaKali):
    isian = "baru"
    lama = _isian("Frasa sandi lama", auto="current-password")
    baru = _isian("Frasa sandi baru", auto="new-password", bantuan="Paling sedikit 12 karakter.")
    ulang = _isian("Ulangi frasa sandi baru", auto="new-password")


class SertifikatCabutForm(forms.Form):
    alasan = forms.ChoiceField(label="Alasan pencabutan", choices=[("", "Pilih alasan"), *AlasanCabut.choices])


class _OrangDenganTugas(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        tanda = " (orangnya belum dipastikan; orang kedua yang memastikannya)" if obj.perlu_dipastikan else ""
        return f"{obj.nama} – {', '.join(p.sebutan for p in obj.penugasan_aktif)}{tanda}"


class UndangForm(forms.Form):
    """Several at once: what an office has to do on its first day."""

    orang = _OrangDenganTugas(
        label="Yang diundang",
        queryset=Pengguna.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Pilih sedikitnya satu orang.",
            "invalid_choice": "Orang ini tidak dapat diundang.",
        },
    )

    def __init__(self, *args: Any, calon: "QuerySet[Pengguna]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom_baris(self, "orang").queryset = calon
