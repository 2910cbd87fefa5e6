"""Filters that several lists have alike: more than one state, and from one day to another."""

from collections.abc import Callable
from typing import Any

import django_filters as df
from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dasar.pencarian import memuat

HARI = {"type": "date"}


class BanyakPilihan(df.MultipleChoiceFilter):
    """One or several of the choices; nothing chosen means all. An address with a single one works as before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}))
        kwargs.setdefault("distinct", False)  # one column, so no row comes twice
        super().__init__(*args, **kwargs)


class KunciFilter(df.NumberFilter):
    """The key of a row, carried along unseen; a larger number than any row has is a wrong value, not a failure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"widget": forms.HiddenInput, "min_value": 0, "max_value": 2**63 - 1} | kwargs)


class Cari(df.CharFilter):
    """Where words are typed: the rows that hold each of them, in any of these columns (`memuat`, which takes `cara`),
    or as a room's own function says of the whole text."""

    def __init__(self, *kolom: str, syarat: Callable[[str], Q] | None = None, label: str = "Cari", **cara: Any) -> None:
        super().__init__(label=label)
        self.syarat = syarat or (lambda teks: memuat(teks, *kolom, **cara))

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs.filter(self.syarat(value)) if value else qs


def dari_tanggal(kolom: str, label: str = "Dari tanggal") -> df.DateFilter:
    """`kolom` is a date, or `…__date` of a moment."""
    return df.DateFilter(field_name=kolom, lookup_expr="gte", label=label, widget=forms.DateInput(attrs=HARI))


def sampai_tanggal(kolom: str, label: str = "Sampai tanggal") -> df.DateFilter:
    return df.DateFilter(field_name=kolom, lookup_expr="lte", label=label, widget=forms.DateInput(attrs=HARI))


def saringan_salah(saringan: df.FilterSet) -> list[tuple[str, str]]:
    """(label, sentence) of every filter whose value is none; a range that ends before it begins is one, too."""
    if not saringan.is_bound:
        return []
    form = saringan.form
    form.is_valid()
    dari, sampai = form.cleaned_data.get("dari"), form.cleaned_data.get("sampai")
    if dari and sampai and sampai < dari:
        form.add_error("sampai", "Mendahului tanggal awalnya.")
    return [(str(form[nama].label), " ".join(galat)) for nama, galat in form.errors.items() if nama in form.fields]


def pilihan_salah(label: list[str]) -> list[tuple[str, str]]:
    """The same of a page whose choices are its own: these labels were given a value that is not among them."""
    return [(nama, "Pilihan ini tidak ada. Pilih lagi.") for nama in label]


def tanpa_berkas(request: HttpRequest, salah: list[str], halaman: str) -> HttpResponse:
    """A download whose filters (`salah`, their labels) are none: no file, and back to where one chooses them."""
    messages.error(request, f"Saringannya keliru ({', '.join(salah)}), jadi tidak ada berkas yang dibuat. Pilih lagi.")
    return redirect(halaman)
