"""Forms of rows that are filled in where there may be no signal: fields as a script sends them, and their base."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

TEKS_MAKS = 20_000
TAHUN_AWAL, TAHUN_AKHIR = 2000, 2100  # what anybody plans or sets a date in; the calendar shows no others


def tahun_wajar(tanggal: datetime.date) -> None:
    """Raises ValidationError for a year that can only be a slip of the finger."""
    if not TAHUN_AWAL <= tanggal.year <= TAHUN_AKHIR:
        raise ValidationError(f"Periksa tahunnya: {tanggal.year}.", code="tahun")


class JawabanField(forms.Field):
    """Yes, no, or not answered yet: "ya", "tidak", "" <-> True, False, None."""

    widget = forms.TextInput
    DARI_TEKS = {"ya": True, "tidak": False, "": None}
    KE_TEKS = {True: "ya", False: "tidak", None: ""}

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> bool | None:
        try:
            return self.DARI_TEKS[value or ""]
        except (KeyError, TypeError) as galat:
            raise ValidationError("Pilih Ya atau Tidak.") from galat

    def prepare_value(self, value: Any) -> str:
        return self.KE_TEKS.get(value, value)


class BulanField(forms.Field):
    """A month as `<input type="month">` sends it ("2026-04"), held as its first day."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        if not value:
            return None
        try:
            return datetime.datetime.strptime(value, "%Y-%m").date()
        except ValueError as galat:
            raise ValidationError("Tulis bulan dan tahun, misalnya 2026-04.") from galat

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, datetime.date) else value


def kolom_tanggal(**kwargs) -> forms.DateField:
    """A day as `<input type="date">` sends it, of a year that can be meant."""
    widget = forms.DateInput(format="%Y-%m-%d")
    return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], validators=[tahun_wajar], **kwargs)


JAM = ["%H:%M", "%H.%M", "%H:%M:%S"]  # as a browser sends it, and as one writes it in Indonesian


def kolom_jam(**kwargs) -> forms.TimeField:
    """A time that may be left open, typed 09:30 or 09.30."""
    galat = {"invalid": "Tulis jam seperti 09.30."}
    return forms.TimeField(
        widget=forms.TimeInput(format="%H:%M", attrs=kwargs.pop("attrs", None)),
        input_formats=JAM,
        required=False,
        error_messages=galat,
        **kwargs,
    )


class TeksField(forms.CharField):
    """A long text that keeps its line ends and says in numbers by how much it is too long."""

    widget = forms.Textarea

    def __init__(self, *, maks: int = TEKS_MAKS, **kwargs):
        super().__init__(**kwargs)
        self.maks = maks

    def clean(self, value: Any) -> str:
        teks = super().clean(value)
        if len(teks) > self.maks:
            raise ValidationError(
                f"Teks ini {_angka(len(teks))} huruf; paling banyak {_angka(self.maks)}. "
                "Ringkas atau bagi ke bagian lain."
            )
        return teks


def _angka(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def wajib(kalimat: str) -> dict[str, str]:
    return {"required": kalimat}


class BarisForm(forms.ModelForm):
    """A row of one place of work (`tempat`: a visit, a monitoring, an evaluation).

    `TEMPAT` are fields the client does not send but constraints speak of.
    """

    TEMPAT: frozenset[str] = frozenset()

    def __init__(self, *args, tempat: models.Model, **kwargs):
        self.tempat = tempat
        super().__init__(*args, **kwargs)

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - self.TEMPAT  # type: ignore[misc]  # Django's own hook, unknown to the stubs
