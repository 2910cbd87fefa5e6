"""Forms of one score and of one discussion, as the scoring page sends them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dasar.isian import BarisForm, TeksField, wajib
from evaluasi.enums import CaraNilai, Huruf
from evaluasi.hitung import baca_angka
from evaluasi.models import Evaluasi, NilaiAspek, PembahasanAspek

CATATAN_MAKS = 2000
PEMBAHASAN_MAKS = 5000
SALAH_CARA = {
    CaraNilai.TINGKAT: "Evaluasi ini dinilai dengan tingkat a sampai e, bukan dengan angka.",
    CaraNilai.ANGKA: "Evaluasi ini dinilai dengan angka 0 sampai 100, bukan dengan tingkat.",
}


class AngkaField(forms.Field):
    """A number 0 to 100 as a person types it ("87,5"), held as a Decimal; "" for none."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Decimal | None:
        if value in (None, ""):
            return None
        try:
            return baca_angka(str(value))
        except ValueError as galat:
            raise ValidationError(str(galat)) from galat

    def prepare_value(self, value: Any) -> Any:
        return angka_terbaca(value) if isinstance(value, Decimal) else value


def angka_terbaca(angka: Decimal) -> str:
    """As short as it is exact: 87,5 rather than 87,50."""
    teks = f"{angka:f}"
    return (teks.rstrip("0").rstrip(".") if "." in teks else teks).replace(".", ",")


class NilaiForm(BarisForm):
    """One score. `tempat` is the evaluation: it says whether levels or numbers are given."""

    tempat: Evaluasi
    tingkat = forms.ChoiceField(
        choices=[("", ""), *Huruf.choices],
        required=False,
        error_messages={"invalid_choice": "Pilih salah satu dari tingkat a sampai e."},
    )
    angka = AngkaField(required=False)
    catatan = TeksField(required=False, maks=CATATAN_MAKS)

    class Meta:
        model = NilaiAspek
        fields = ["tingkat", "angka", "catatan"]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        tingkat, angka = isi.get("tingkat"), isi.get("angka")
        if tingkat and angka is not None:
            return isi  # refused with its sentence by the model's constraint
        cara = CaraNilai(self.tempat.cara)
        if (tingkat and cara != CaraNilai.TINGKAT) or (angka is not None and cara != CaraNilai.ANGKA):
            raise ValidationError(SALAH_CARA[cara])
        return isi


class PembahasanForm(BarisForm):
    """What the team agreed on where its members are far apart."""

    isi = TeksField(error_messages=wajib("Tulis hasil pembahasannya."), maks=PEMBAHASAN_MAKS)

    class Meta:
        model = PembahasanAspek
        fields = ["isi"]
