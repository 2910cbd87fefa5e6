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
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme

from akun.faktor import faktor_kurang
from akun.konsep import konsep_simpan
from akun.sesi import orang_terakhir

if TYPE_CHECKING:
    from akun.models import Pengguna

PUBLIK = "publik"
MASUK = "masuk"

BADAN = 20 * 1024 * 1024  # bytes: photos of up to 15 MB and spreadsheets
BADAN_PUBLIK = 64 * 1024  # bytes: a name and a password

SANDI_DAHULU = frozenset({"akun:sandi-ubah", "akun:keluar"})  # all that a password from somebody else is good for

# Until the second factor that the role requires is there.
FAKTOR_DAHULU = SANDI_DAHULU | {"akun:faktor-pasang", "akun:faktor-bukti", "akun:faktor-bukti-minta"}

Kebijakan = str | frozenset[str]
TUTUP: frozenset[str] = frozenset()  # open to nobody, whoever he is


@cache
def tabel() -> Mapping[str, Kebijakan]:
    return import_module(settings.KEBIJAKAN_URL).KEBIJAKAN


def kebijakan_untuk(view_name: str, namespaces: list[str]) -> Kebijakan | None:
    """The policy of one URL name; Django's admin site has one line for all of it but what has a line of its own."""
    if view_name in tabel():
        return tabel()[view_name]
    if namespaces and f"{namespaces[0]}:*" in tabel():
        return tabel()[f"{namespaces[0]}:*"]
    return None


def batas_badan(view_name: str, *, publik: bool) -> int:
    """Bytes that may be sent to one URL name: what its own line says, otherwise little from whoever is not known."""
    tabel_badan = import_module(settings.KEBIJAKAN_URL).BADAN
    return tabel_badan.get(view_name, BADAN_PUBLIK if publik else BADAN)


def berat(request: HttpRequest) -> bool:
    """Whether the answer takes seconds of work: an address that prints, or a list asked for as a sheet."""
    nama = request.resolver_match.view_name if request.resolver_match else ""
    return nama in import_module(settings.KEBIJAKAN_URL).BERAT or "_export" in request.GET


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
    if request.user.sandi_sementara and cocok.view_name not in SANDI_DAHULU:
        return _sandi_dahulu(request)
    if aturan is None:
        raise PermissionDenied("Halaman ini belum dibuka untuk siapa pun.")
    if cocok.view_name not in FAKTOR_DAHULU and faktor_kurang(request.user, request.session):
        return _faktor_dahulu(request)
    if aturan == MASUK or request.user.peran & aturan:
        return None
    raise PermissionDenied(alasan_ditolak(request.user))


BERAKHIR = "Sesi Anda sudah berakhir"


def berskrip(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def kiriman_formulir(request: HttpRequest) -> bool:
    """What is sent by a form, which is told more than that the session has ended."""
    return request.method == "POST" and not berskrip(request) and not request.headers.get("HX-Request")


def _sandi_dahulu(request: HttpRequest) -> HttpResponse:
    """A password that somebody else set is good for choosing one's own."""
    if berskrip(request):
        raise PermissionDenied("Kata sandi Anda dipasang orang lain. Buat dahulu kata sandi Anda sendiri.")
    return redirect("akun:sandi-ubah")


def _faktor_dahulu(request: HttpRequest) -> HttpResponse:
    """Led through setting it up, at the first page after signing in."""
    if berskrip(request):
        raise PermissionDenied("Peran Anda memerlukan faktor kedua. Pasang dahulu di halaman Faktor kedua.")
    return redirect("akun:faktor-pasang")


def _masuk_dahulu(request: HttpRequest) -> HttpResponse:
    """To the login page, and from there back to the page that was asked for.

    What was sent after the session ended is not repeated: the person returns to the page with the form.
    """
    if berskrip(request):  # a script asks, and tells where the person is typing
        pesan = f"{BERAKHIR}. Masuk lagi, lalu coba sekali lagi."
        return JsonResponse({"keadaan": "sesi", "pesan": pesan}, status=401)
    if request.headers.get("HX-Request"):  # not the login page inside a piece of this one
        return HttpResponse(
            status=401, headers={"HX-Redirect": redirect_to_login(_halaman(request, "HX-Current-URL")).url}
        )
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path())
    return _kiriman_tertahan(request)


def _kiriman_tertahan(request: HttpRequest) -> HttpResponse:
    """What is sent without a session: kept for whoever's page it was, where that is sure."""
    halaman = _halaman(request, "Referer")
    pk = orang_terakhir(request)
    konsep = konsep_simpan(pk_pengguna=pk, request=request, halaman=halaman) if pk else None
    kalimat = f"{BERAKHIR}, jadi yang tadi dikirim belum tersimpan."
    for pesan in list(messages.get_messages(request)):
        if not str(pesan).startswith(BERAKHIR):  # a script may have heard of it before: it is said once
            messages.add_message(request, pesan.level, pesan.message)
    if konsep is None:
        messages.warning(request, f"{kalimat} Silakan masuk, lalu kirim sekali lagi.")
    else:
        berkas = " Berkas yang tadi dipilih tidak ikut; pilih sekali lagi nanti." if konsep.berkas else ""
        messages.warning(
            request,
            f"{kalimat} Isian Anda tidak hilang: masuklah dengan akun yang sama, maka formulirnya terbuka lagi dengan "
            f"semua yang sudah diketik, dan Anda yang mengirimnya.{berkas}",
        )
    return redirect_to_login(halaman)


def _halaman(request: HttpRequest, kepala: str) -> str:
    """The page of ours on which something was pressed; the first page where the browser does not tell."""
    asal = request.headers.get(kepala, "")
    if not url_has_allowed_host_and_scheme(asal, {request.get_host()}):
        return "/"
    bagian = urlsplit(asal)
    return f"{bagian.path}?{bagian.query}" if bagian.query else bagian.path


def alasan_ditolak(pengguna) -> str:
    """Why a person with an account may not open a page: no role for it, or a role that ended."""
    if pengguna.peran:
        return "Peran Anda tidak mencakup halaman ini."
    if ditahan := pengguna.penugasan.menunggu().first():
        return f"Penugasan Anda sebagai {ditahan.sebutan} belum berlaku: menunggu persetujuan orang kedua."
    terakhir = pengguna.penugasan.filter(ditahan=None).exclude(selesai=None).order_by("-selesai").first()
    if terakhir:
        tanggal = date_format(terakhir.selesai, "j F Y")
        return (
            f"Penugasan Anda sebagai {terakhir.sebutan} berakhir pada {tanggal}. "
            "Hubungi admin bila seharusnya masih berlaku."
        )
    return "Akun Anda belum mempunyai penugasan. Hubungi admin."
