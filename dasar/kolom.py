"""A form's field by its name, as the kind of field that it is: for the types, and said at once where it is another."""

from typing import TypeVar

from django import forms

K = TypeVar("K", bound=forms.Field)


def kolom(form: forms.BaseForm, nama: str, jenis: type[K]) -> K:
    """The field `nama`. Raises TypeError where it is of another kind."""
    isian = form.fields[nama]
    if not isinstance(isian, jenis):
        raise TypeError(f"Kolom {nama} adalah {type(isian).__name__}, bukan {jenis.__name__}.")
    return isian


def kolom_pilihan(form: forms.BaseForm, nama: str) -> forms.ChoiceField:
    return kolom(form, nama, forms.ChoiceField)


def kolom_baris(form: forms.BaseForm, nama: str) -> forms.ModelChoiceField:
    """A choice among rows of a table."""
    return kolom(form, nama, forms.ModelChoiceField)
