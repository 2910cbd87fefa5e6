"""Columns of a master table, declared once: form, list, search, import, export and template follow.

What the model's field says already (its label, its choices, whether it may stay empty) is not said again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.formats import date_format
from django.utils.text import capfirst

KOSONG = "kosong"


@dataclass(frozen=True)
class Kolom:
    """One field of the model.

    `petunjuk` is the guidance on the template's second sheet and `lembar` the heading in sheets where it is
    not the field's name. `daftar` names what the list shows in this place (nothing: not in the list), `urut`
    how it is sorted there. `cari`: the list's search looks into it; `saring`: the list is filtered by it.
    `rinci` is how it reads in one line about the row ("NIAP {}"; nothing: not there), `tautan` the scheme
    of a link around it. `judul_lain` are headings that offices write instead, `padanan` other words for its choices,
    `sel` how a cell is read where the kind of the field does not say it.
    """

    nama: str
    petunjuk: str
    lembar: str = ""
    daftar: str = ""
    urut: tuple[str, ...] = ()
    cari: bool = False
    saring: bool = False
    rinci: str = ""
    tautan: str = ""
    judul_lain: tuple[str, ...] = ()
    padanan: Mapping[str, str] | None = None
    sel: Callable[[], Any] | None = None

    @property
    def judul_lembar(self) -> str:
        return self.lembar or self.nama


@dataclass(frozen=True)
class TabelInduk:
    """A master table. `kunci` names its urls, `sebutan` one of its rows, `lembar` its sheet.

    `induk` is the column of the place that a row belongs to: chosen before the form is opened, and first
    in a sheet. A row of a sheet is recognised within its place by `nomor_induk` where it is filled in, else
    by the columns of `alami`; both are unique there. `urutan`: how rows stand under each other. `rapikan` reads a
    row of a sheet as people write it: what one cell says about another column goes there.
    """

    kunci: str
    judul: str
    sebutan: str
    lembar: str
    model: type[models.Model]
    kolom: tuple[Kolom, ...]
    alami: tuple[str, ...]
    urutan: tuple[str, ...]
    nomor_induk: str = ""
    induk: str = "desa"
    rapikan: Callable[[dict[str, str]], dict[str, str]] = dict

    def bidang(self, nama: str) -> models.Field:
        return _bidang(self.model, nama)

    def label(self, nama: str) -> str:
        return capfirst(str(self.bidang(nama).verbose_name))

    def pilihan(self, nama: str) -> list[tuple[Any, str]]:
        """The choices of a column, empty where it is free."""
        return list(self.bidang(nama).choices or ())

    def wajib(self, nama: str) -> bool:
        bidang = self.bidang(nama)
        return not bidang.blank and not bidang.has_default()

    @property
    def formulir(self) -> list[str]:
        return [k.nama for k in self.kolom if k.nama != self.induk]

    @cached_property
    def kolom_lembar(self) -> list[Kolom]:
        """In the order of a sheet: the place first."""
        return sorted(self.kolom, key=lambda k: k.nama != self.induk)

    @property
    def judul_wajib(self) -> list[str]:
        return [k.judul_lembar for k in self.kolom_lembar if self.wajib(k.nama)]

    @cached_property
    def judul_lain(self) -> dict[str, str]:
        """The headings of offices, each with the column it means."""
        return {lain: k.judul_lembar for k in self.kolom for lain in k.judul_lain}

    def kunci_urut(self, baris: models.Model) -> tuple[Any, ...]:
        """For `sorted`: choices in the order of their declaration, all else by its value."""
        return tuple(
            [k for k, _ in self.pilihan(nama)].index(getattr(baris, nama))
            if self.pilihan(nama)
            else getattr(baris, nama)
            for nama in self.urutan
        )

    def rincian(self, baris: models.Model) -> list[tuple[str, str]]:
        """(text, link) of what is filled in and belongs in a line about the row."""
        return [
            (k.rinci.format(tertulis(baris, k.nama)), k.tautan and f"{k.tautan}{getattr(baris, k.nama)}")
            for k in self.kolom
            if k.rinci and getattr(baris, k.nama)
        ]


def _bidang(baris: models.Model | type[models.Model], nama: str) -> models.Field:
    bidang = baris._meta.get_field(nama)
    assert isinstance(bidang, models.Field)
    return bidang


def tertulis(baris: models.Model, nama: str) -> str:
    """The value of a column in words."""
    nilai = getattr(baris, nama)
    bidang = _bidang(baris, nama)
    if bidang.choices:
        nilai = dict(bidang.flatchoices).get(nilai, nilai)
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(bidang, models.FileField):
        return f"berkas {nilai.name.rpartition('/')[2][:8]}" if nilai else KOSONG
    if isinstance(bidang, models.DateField) and nilai:
        return date_format(nilai, "j F Y")
    if isinstance(nilai, list):
        return ", ".join(map(str, nilai)) or KOSONG
    return str(nilai) if nilai not in (None, "") else KOSONG


@dataclass(frozen=True)
class Beda:
    """What a change did to one column, in words."""

    kolom: str
    label: str
    dari: str
    ke: str


def selisih(dari: models.Model | None, ke: models.Model | None, kolom: Iterable[str]) -> list[Beda]:
    """The columns in which two states of a row differ; None is the row that is not there."""
    hasil = []
    for nama in kolom:
        lama, baru = _inti(dari, nama), _inti(ke, nama)
        if lama == baru:
            continue
        teks = [KOSONG if baris is None else tertulis(baris, nama) for baris in (dari, ke)]
        ada = ke or dari
        assert ada is not None
        hasil.append(Beda(nama, capfirst(str(_bidang(ada, nama).verbose_name)), *teks))
    return hasil


def _inti(baris: models.Model | None, nama: str) -> Any:
    """A value to compare: what is empty is empty, whatever its kind; of another row its key."""
    nilai = None if baris is None else getattr(baris, _bidang(baris, nama).attname)
    if isinstance(nilai, FieldFile):
        nilai = nilai.name
    return None if nilai in (None, False, "", []) else nilai
