"""Which village a page in the field is about. Rooms above register theirs by URL name; whoever asks may no longer see
the page itself, so only the village comes out of it."""

from collections.abc import Callable
from typing import Any

from django.urls import Resolver404, resolve

from desa.models import Desa

TERDAFTAR: dict[str, Callable[[Any], Desa | None]] = {}


def daftarkan(nama_url: str, desa: Callable[[Any], Desa | None]) -> None:
    """`desa(pk)` answers the village of the object of that page, or None where there is none any more."""
    TERDAFTAR[nama_url] = desa


def desa_dari(alamat: str) -> Desa | None:
    """The village of the page at this path; None for any page that is not of a village, or is gone."""
    try:
        cocok = resolve(alamat.split("?")[0])
    except Resolver404:
        return None
    cari = TERDAFTAR.get(cocok.view_name)
    return cari(cocok.kwargs.get("pk")) if cari else None
