"""What a room above asks about an official on the page where he is entered: one form more, saved with him."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from desa.models import Pejabat


@dataclass(frozen=True)
class Tambahan:
    """`bentuk(oleh, official, what was sent)` is the form, None where it is not asked; `simpan(form, official, oleh)`
    runs in the transaction of the official's save, answers what to say and raises ValidationError. `tautan(oleh,
    official)`: (what it is, its address) of what is there already."""

    judul: str
    bentuk: Callable[[Any, Pejabat, Mapping[str, Any] | None], forms.Form | None]
    simpan: Callable[[Any, Pejabat, Any], list[str]]
    tautan: Callable[[Any, Pejabat], list[tuple[str, str]]] = lambda _oleh, _pejabat: []


_tambahan: list[Tambahan] = []


def daftarkan_tambahan(tambahan: Tambahan) -> None:
    _tambahan.append(tambahan)


def tambahan_untuk(oleh: Any, pejabat: Pejabat, kiriman: Mapping[str, Any] | None) -> list[tuple[Tambahan, forms.Form]]:
    return [(t, form) for t in _tambahan if (form := t.bentuk(oleh, pejabat, kiriman)) is not None]
