"""Enforces the table of URLs (config/kebijakan.py). A URL that is not in it is refused."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format

PUBLIK = "publik"
MASUK = "masuk"

Kebijakan = str | frozenset[str]


@cache
def tabel() -> Mapping[str, Kebijakan]:
    return import_module(settings.KEBIJAKAN_URL).KEBIJAKAN


def kebijakan_untuk(view_name: str, namespaces: list[str]) -> Kebijakan | None:
    """The policy of one URL name; Django's admin site has one line for all of it."""
    if namespaces and f"{namespaces[0]}:*" in tabel():
        return tabel()[f"{namespaces[0]}:*"]
    return tabel().get(view_name)


def periksa(request: HttpRequest) -> HttpResponse | None:
    """None lets the request through. Raises PermissionDenied with the sentence to show."""
    cocok = request.resolver_match
    aturan = kebijakan_untuk(cocok.view_name, cocok.namespaces)
    if aturan == PUBLIK:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if aturan is None:
        raise PermissionDenied("Halaman ini belum dibuka untuk siapa pun.")
    if aturan == MASUK or request.user.peran & aturan:
        return None
    raise PermissionDenied(alasan_ditolak(request.user))


def alasan_ditolak(pengguna) -> str:
    """Why a person with an account may not open a page: no role for it, or a role that ended."""
    if pengguna.peran:
        return "Peran Anda tidak mencakup halaman ini."
    terakhir = pengguna.penugasan.exclude(selesai=None).order_by("-selesai").first()
    if terakhir:
        tanggal = date_format(terakhir.selesai, "j F Y")
        return (
            f"Penugasan Anda sebagai {terakhir.sebutan} berakhir pada {tanggal}. "
            "Hubungi admin bila seharusnya masih berlaku."
        )
    return "Akun Anda belum mempunyai penugasan. Hubungi admin."
