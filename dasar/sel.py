"""Cells of a sheet as values of a model's field, and back: what `lembar` read becomes dates, choices, yes and no."""

import re
from datetime import date, datetime

from django.db import models
from import_export import widgets

FORMAT_TANGGAL = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
BENAR = {"ya", "y", "1", "benar", "true"}
SALAH = {"", "tidak", "t", "0", "salah", "false", "-"}


class PilihanWidget(widgets.Widget):
    """A choice by its key or its label, in any case; an empty cell is `kosong`, or refused where that is None."""

    def __init__(self, pilihan, *, kosong: str | None) -> None:
        super().__init__()
        self.pilihan = list(pilihan)
        self.kosong = kosong
        self.peta = {k.lower(): k for k, _ in self.pilihan} | {label.lower(): k for k, label in self.pilihan}

    def clean(self, value, row=None, **kwargs) -> str:
        if not value and self.kosong is not None:
            return self.kosong
        if (kunci := self.peta.get(str(value).lower())) is None:
            label = ", ".join(label for _, label in self.pilihan)
            raise ValueError(
                f"“{value}” tidak dikenal. Pilih salah satu: {label}."
                if value
                else f"Wajib diisi. Pilih salah satu: {label}."
            )
        return kunci

    def render(self, value, obj=None, **kwargs) -> str:
        return dict(self.pilihan).get(value, "")


class TanggalWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs) -> date | None:
        if not value:
            return None
        for pola in FORMAT_TANGGAL:
            try:
                return datetime.strptime(value, pola).date()
            except ValueError:
                continue
        raise ValueError(f"Tanggal “{value}” tidak dapat dibaca. Tulis seperti 17-05-2026.")

    def render(self, value, obj=None, **kwargs) -> str:
        return f"{value:%d-%m-%Y}" if value else ""


class YaTidakWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs) -> bool:
        teks = str(value or "").lower()
        if teks in BENAR:
            return True
        if teks in SALAH:
            return False
        raise ValueError(f"“{value}” tidak dikenal. Tulis ya atau tidak.")

    def render(self, value, obj=None, **kwargs) -> str:
        return "ya" if value else "tidak"


class BilanganWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs) -> int | None:
        teks = str(value or "").strip()
        if not teks:
            return None
        if not re.fullmatch(r"-?[0-9]+", teks):
            raise ValueError(f"“{value}” bukan bilangan bulat. Tulis angkanya saja, misalnya 3.")
        return int(teks)

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else str(value)


class TeksWidget(widgets.CharWidget):
    def clean(self, value, row=None, **kwargs) -> str:
        return str(value or "")

    def render(self, value, obj=None, **kwargs) -> str:
        return str(value or "")


def sel_untuk(bidang: models.Field) -> widgets.Widget:
    """How a cell of this field is read and written."""
    if bidang.choices:
        kosong = bidang.get_default() if bidang.has_default() else "" if bidang.blank else None
        return PilihanWidget(bidang.flatchoices, kosong=kosong)
    if isinstance(bidang, models.BooleanField):
        return YaTidakWidget()
    if isinstance(bidang, models.DateField):
        return TanggalWidget()
    if isinstance(bidang, models.IntegerField):
        return BilanganWidget()
    return TeksWidget()
