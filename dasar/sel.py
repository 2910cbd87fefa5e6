"""Cells of a sheet as values of a model's field, and back: what `lembar` read becomes dates, choices, yes and no."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import models
from import_export import widgets

AWAL_EXCEL = date(1899, 12, 30)
SERIAL = re.compile(r"([1-7]\d{4})(?:[.,]\d+)?")  # 1927 to 2119
ANGKA = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})(?:[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?")
BERNAMA = re.compile(r"(?:[a-z']+,?\s+)?(\d{1,2})[-/. ]*([a-z]+)\.?[-/., ]*(\d{4}|\d{2})", re.IGNORECASE)
NAMA_BULAN = "jan feb/peb mar apr mei/may jun jul agu/agt/ags/aug sep okt/oct nov/nop des/dec"
BULAN = {awalan: n for n, kata in enumerate(NAMA_BULAN.split(" "), start=1) for awalan in kata.split("/")}
BENAR = {"ya", "y", "1", "benar", "true"}
SALAH = {"", "tidak", "t", "0", "salah", "false", "-"}


def tanggal_baca(teks: str) -> tuple[date | None, bool]:
    """The day that offices write in one of many ways, and whether its year was left to be guessed (two digits)."""
    teks = teks.strip()
    if cocok := SERIAL.fullmatch(teks):
        return AWAL_EXCEL + timedelta(days=int(cocok[1])), False
    if cocok := ANGKA.fullmatch(teks):
        a, bulan, c = cocok.groups()
        hari, tahun = (c, a) if len(a) == 4 else (a, c)
    elif (cocok := BERNAMA.fullmatch(teks)) and (nomor := BULAN.get(cocok[2].lower()[:3])):
        hari, bulan, tahun = cocok[1], str(nomor), cocok[3]
    else:
        return None, False
    ragu = len(tahun) <= 2
    abad = (2000 if int(tahun) < 70 else 1900) if ragu else 0
    try:
        return date(abad + int(tahun), int(bulan), int(hari)), ragu
    except ValueError:
        return None, False


def sebut_pilihan(label: Iterable[str]) -> str:
    """Choices in a sentence, told apart also where one of them holds a comma."""
    semua = list(label)
    return ("; " if any("," in satu for satu in semua) else ", ").join(semua)


class PilihanWidget(widgets.Widget):
    """A choice by its key, its label or another word for it (`padanan`), in any case.

    An empty cell is `kosong`, or refused where that is None.
    """

    def __init__(self, pilihan, *, kosong: str | None, padanan: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.pilihan = list(pilihan)
        self.kosong = kosong
        self.peta = {
            **(padanan or {}),
            **{str(k).lower(): k for k, _ in self.pilihan},
            **{label.lower(): k for k, label in self.pilihan},
        }

    def clean(self, value, row=None, **kwargs) -> str:
        if not value and self.kosong is not None:
            return self.kosong
        if (kunci := self.peta.get(str(value).lower())) is None:
            label = sebut_pilihan(label for _, label in self.pilihan)
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
        hari, _ = tanggal_baca(str(value))
        if hari is None:
            raise ValueError(f"Tanggal “{value}” tidak dapat dibaca. Tulis seperti 17-05-2026.")
        return hari

    def render(self, value, obj=None, **kwargs) -> str:
        return f"{value:%d-%m-%Y}" if value else ""


class TanggalLampauWidget(TanggalWidget):
    """A day that has been, by `hari_ini`."""

    def __init__(self, hari_ini: date) -> None:
        super().__init__()
        self.hari_ini = hari_ini

    def clean(self, value, row=None, **kwargs) -> date | None:
        hari = super().clean(value)
        if hari is not None and hari > self.hari_ini:
            raise ValueError(f"Tanggal “{value}” belum terjadi.")
        return hari


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


class NomorWidget(TeksWidget):
    """A number that people write in groups: '19720101 199903 1 001' is one number."""

    def clean(self, value, row=None, **kwargs) -> str:
        teks = super().clean(value)
        rapat = re.sub(r"[\s.]", "", teks)
        return rapat if rapat.isdigit() else teks


class TeleponWidget(TeksWidget):
    """A spreadsheet drops the nought in front: 81234567890 is 081234567890."""

    def clean(self, value, row=None, **kwargs) -> str:
        teks = super().clean(value)
        return f"0{teks}" if re.fullmatch(r"8\d{8,11}", teks) else teks


def sel_untuk(bidang: models.Field, *, padanan: Mapping[str, str] | None = None) -> widgets.Widget:
    """How a cell of this field is read and written."""
    if bidang.choices:
        kosong = bidang.get_default() if bidang.has_default() else "" if bidang.blank else None
        return PilihanWidget(bidang.flatchoices, kosong=kosong, padanan=padanan)
    if isinstance(bidang, models.BooleanField):
        return YaTidakWidget()
    if isinstance(bidang, models.DateField):
        return TanggalWidget()
    if isinstance(bidang, models.IntegerField):
        return BilanganWidget()
    return TeksWidget()
