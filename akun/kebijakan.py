"""Enforces the table of URLs (config/kebijakan.py). A URL that is not in it is refused."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from akun.models import Pengguna

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


def boleh_membuka(pengguna: "Pengguna", view_name: str) -> bool:
    """Whether the table lets this person in: for menus and links, so that none leads to a refusal."""
    aturan = kebijakan_untuk(view_name, view_name.split(":")[:-1])
    return aturan in (PUBLIK, MASUK) or (isinstance(aturan, frozenset) and bool(pengguna.peran & aturan))


def periksa(request: HttpRequest) -> HttpResponse | None:
    """None lets the request through. Raises PermissionDenied with the sentence to show."""
    cocok = request.resolver_match
    aturan = kebijakan_untuk(cocok.view_name, cocok.namespaces)
    if aturan == PUBLIK:
        return None
    if not request.user.is_authenticated:
        return _masuk_dahulu(request)
    if aturan is None:
        raise PermissionDenied("Halaman ini belum dibuka untuk siapa pun.")
    if aturan == MASUK or request.user.peran & aturan:
        return None
    raise PermissionDenied(alasan_ditolak(request.user))


def _masuk_dahulu(request: HttpRequest) -> HttpResponse:
    """To the login page, and from there back to the page that was asked for.

    What was sent after the login expired is not repeated: the person returns to the page with the form.
    """
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path())
    if request.headers.get("Accept") != "application/json":
        messages.warning(
            request,
            "Sesi Anda sudah berakhir, jadi yang tadi dikirim belum tersimpan. Silakan masuk, lalu kirim sekali lagi.",
        )
    asal = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(asal, {request.get_host()}):
        return redirect_to_login("/")
    bagian = urlsplit(asal)
    return redirect_to_login(f"{bagian.path}?{bagian.query}" if bagian.query else bagian.path)


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
