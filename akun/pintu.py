"""What is decided before a body is read: who may, by which method, how much. docs/keputusan/0053-izin-sebelum-badan.md.

The gate (akun/middleware.py) asks it of every request; nginx asks it through `pintu` of a large body, before it takes
that in.
"""

import copy
import re
from collections.abc import Callable
from inspect import getclosurevars

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.urls import resolve
from django.views.decorators.http import require_safe

from akun.kebijakan import PUBLIK, batas_badan, berskrip, kebijakan_untuk, kiriman_formulir, periksa
from akun.pembatas import kue_palsu
from akun.sesi import bukan_pemilik, kalimat_bukan_pemilik, orang_terakhir
from dasar.kiriman import TERLALU_BESAR

View = Callable[..., object]
# Every page of the room of accounts that takes a password, a code or a key of an address: $perut_masuk in
# pasang/nginx/batas.conf, compared by a test. The approvals of the other rooms ask it of whoever is signed in only, and
# are limited by akun/pembatas.py.
PAKAI_KUE = re.compile(
    r"/akun/(masuk|sandi|awal|undangan|surel|profil/surel|keamanan/faktor|penugasan/menunggu"
    r"|orang/[0-9]+/(faktor|pastikan))/"
)
KUE_LAMA = "Tanda peramban Anda sudah tidak berlaku dan baru saja dihapus. Kembali ke halaman tadi, lalu kirim lagi."


def cara_diterima(view: View) -> list[str] | None:
    """The methods that a view takes, as its decorator or its class says; None where it says nothing."""
    kelas = getattr(view, "view_class", None)
    if kelas is not None:
        return [m.upper() for m in kelas.http_method_names if hasattr(kelas, m)]
    lapis: object = view
    while callable(lapis):
        if hasattr(lapis, "__closure__") and "request_method_list" in (isi := getclosurevars(lapis).nonlocals):
            return list(isi["request_method_list"])  # django.views.decorators.http
        lapis = getattr(lapis, "__wrapped__", None)
    return None


def ukuran_badan(request: HttpRequest) -> int:
    """Bytes that this request announces; 0 where it announces none, and then nothing is read."""
    teks = request.META.get("CONTENT_LENGTH") or "0"
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 19 else 0


def sebelum_badan(request: HttpRequest, view: View) -> HttpResponse | None:
    """None lets the request through. Raises PermissionDenied with the sentence to show."""
    if bukan_pemilik(request):
        # Before any role is asked about: the sentence must be true of whoever signs in on somebody's page.
        pesan = kalimat_bukan_pemilik(request.user)
        return JsonResponse({"keadaan": "akun_lain", "pesan": pesan}, status=403)
    cocok = request.resolver_match
    assert cocok is not None
    publik = kebijakan_untuk(cocok.view_name, cocok.namespaces) == PUBLIK
    if not publik and not request.user.is_authenticated and kiriman_formulir(request) and orang_terakhir(request):
        # Whose page it was is sure, and what they typed is kept for them: after the token was compared.
        request.tertahan = True  # type: ignore[attr-defined]  # a mark of this request, read by the middleware
    else:
        try:
            if jawab := periksa(request):
                return jawab
        except PermissionDenied as galat:
            if not berskrip(request):
                raise
            # A script asks; it shows the sentence where the person is typing.
            return JsonResponse({"keadaan": "ditolak", "pesan": str(galat)}, status=403)
    cara = cara_diterima(view)
    if cara is not None and request.method not in cara:
        return HttpResponseNotAllowed(cara)
    if ukuran_badan(request) > batas_badan(cocok.view_name, publik=publik):
        if berskrip(request):
            return JsonResponse({"keadaan": "ditolak", "pesan": TERLALU_BESAR}, status=413)
        return render(request, "413.html", status=413)
    return None


def kue_ditolak(request: HttpRequest) -> HttpResponse | None:
    """A password sent with a browser's cookie that is not ours: answered before any work is done for it. The page that
    asks for the password has taken such a cookie away already, so that nobody meets this but who made it up."""
    if request.method != "POST" or not PAKAI_KUE.match(request.path_info) or not kue_palsu(request):
        return None
    jawab = HttpResponse(KUE_LAMA, status=429, content_type="text/plain; charset=utf-8")
    jawab._has_been_logged = True  # type: ignore[attr-defined]  # as of `pintu`
    return jawab


@require_safe
def pintu(request: HttpRequest) -> HttpResponse:
    """204 where the address, method and size that nginx names may be sent by whoever asks; 401 or 403 where not."""
    if "X-Pintu-Alamat" not in request.headers:
        raise Http404
    jawab = HttpResponse(status=_status(request))
    # nginx asks, and has its own log: a line of ours for every refusal would be another way to fill the disk.
    jawab._has_been_logged = True  # type: ignore[attr-defined]  # a mark of this request, read by the middleware  # django.utils.log
    return jawab


def _status(request: HttpRequest) -> int:
    ditanya = copy.copy(request)
    ditanya.META = request.META | {"CONTENT_LENGTH": request.headers.get("X-Pintu-Ukuran", "")}
    ditanya.method = request.headers.get("X-Pintu-Cara", "GET")
    jalur, _, ditanya.META["QUERY_STRING"] = request.headers["X-Pintu-Alamat"].partition("?")
    ditanya.path = ditanya.path_info = jalur
    if not ukuran_badan(ditanya):
        return 403  # a body of unknown length: no browser sends one
    try:
        ditanya.resolver_match = resolve(jalur)
        if sebelum_badan(ditanya, ditanya.resolver_match.func) is None:
            return 204
    except (Http404, PermissionDenied):
        return 403
    return 403 if request.user.is_authenticated else 401
