"""How long a sign-in lasts, and whose it was: docs/keputusan/0038-sesi-dan-konsep.md.

A session is renewed by use and ends after idleness, by role. A signed cookie remembers, beyond the session's end,
who was signed in here last and which CSRF secret they had: it lets nobody in, but what a page of theirs still sends
is known to be theirs.
"""

from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from akun.models import Pengguna, Sesi
from akun.rahasia import sidik_berkunci

DIPAKAI = "dipakai"  # seconds since the epoch: when the session was used last, to within PERBARUI
PERBARUI = 5 * 60  # seconds; a session in use is written no more often than this
TANDA = "perut-orang"
GARAM = "akun.sesi"


def batas_jam(pengguna: Pengguna) -> int:
    """Hours without use after which this person's session ends: the longest that one of their roles has."""
    semua: dict[str, int] = settings.SESI_JAM
    return max((semua.get(p, settings.SESI_JAM_KANTOR) for p in pengguna.peran), default=settings.SESI_JAM_KANTOR)


def _kini() -> int:
    return int(timezone.now().timestamp())


def catat_masuk(sender: object, request: HttpRequest, **_: object) -> None:
    """On signing in: the clock of idleness starts."""
    request.session[DIPAKAI] = _kini()


def berakhir_karena_diam(request: HttpRequest) -> int:
    """End a session that nobody has used for too long. Answers that many hours; 0 where it goes on."""
    if not request.user.is_authenticated:
        return 0
    jam = batas_jam(request.user)
    if _kini() - request.session.get(DIPAKAI, _kini()) <= jam * 3600 + PERBARUI:
        return 0
    logout(request)
    return jam


def hilang(request: HttpRequest) -> bool:
    """The browser names a session that is not there any more; who signs out themselves has no such cookie."""
    nama = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return bool(nama) and not request.user.is_authenticated and request.session.is_empty()


def perpanjang(request: HttpRequest) -> None:
    if _kini() - request.session.get(DIPAKAI, 0) >= PERBARUI:
        request.session[DIPAKAI] = _kini()
        Sesi.objects.filter(kunci=request.session.session_key).update(terakhir=timezone.now())


# --- whose page -------------------------------------------------------------------------------------
def bukan_pemilik(request: HttpRequest) -> bool:
    """The page that asks was opened by another account than the one that is signed in now (antrean/minta.js)."""
    pemilik = request.headers.get("X-Pengguna")
    return pemilik is not None and request.user.is_authenticated and pemilik != str(request.user.pk)


def kalimat_bukan_pemilik(pengguna: Pengguna) -> str:
    return (
        f"Anda sekarang masuk sebagai {pengguna.nama}, sedangkan halaman ini dibuka oleh akun lain. "
        "Masuklah kembali dengan akun yang mengisi halaman ini."
    )


def _rahasia(request: HttpRequest) -> str:
    return str(request.META.get("CSRF_COOKIE", ""))


def _sidik(rahasia: str) -> list[str]:
    """Under the server's key now, then under earlier ones."""
    return [s[:32] for s in sidik_berkunci(GARAM, rahasia)]


def _tanda(request: HttpRequest) -> tuple[int, str]:
    teks = request.get_signed_cookie(TANDA, default="", salt=GARAM) or ""
    pk, _, sidik = teks.partition(":")
    return (int(pk), sidik) if pk.isdigit() else (0, "")


def orang_terakhir(request: HttpRequest) -> int:
    """Key of the account that was signed in here last, when its page is what sends this; 0 where that is not sure.

    Another account's sign-in changes the CSRF secret: a page from before it is nobody's any more.
    """
    pk, sidik = _tanda(request)
    if not pk or not (rahasia := _rahasia(request)):
        return 0
    return pk if any(constant_time_compare(sidik, s) for s in _sidik(rahasia)) else 0


def pertahankan_rahasia(request: HttpRequest, lama: str, pk_lama: int) -> None:
    """After signing in: for the same person as before, the pages that are still open stay good.

    `login` has made a new CSRF secret. The old one is taken again only where it was given to this very account.
    """
    if request.user.pk == pk_lama and lama:
        request.META["CSRF_COOKIE"] = lama


def tandai(request: HttpRequest, jawab: HttpResponse, *, baru: bool = False) -> None:
    """Remember who is signed in, bound to their CSRF secret. Bound anew only by signing in (`baru`)."""
    if not request.user.is_authenticated or not _rahasia(request):
        return
    pengguna = cast("Pengguna", request.user)
    if not baru and _tanda(request)[0] == pengguna.pk:
        return
    jawab.set_signed_cookie(
        TANDA,
        f"{pengguna.pk}:{_sidik(_rahasia(request))[0]}",
        salt=GARAM,
        max_age=settings.SESSION_COOKIE_AGE,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def jangan_tersimpan(request: HttpRequest, jawab: HttpResponse) -> None:
    """What is private is not kept by the browser: after the session the back button asks the server again."""
    if request.user.is_authenticated and not jawab.has_header("Cache-Control"):
        jawab["Cache-Control"] = "private, no-store"


def bersihkan_ingatan(request: HttpRequest, jawab: HttpResponse, dahulu: int | None) -> None:
    """Whose session ended, or whose browser somebody else now uses: what it kept of their pages (photos too) goes.

    `dahulu`: key of the account that this request came with, 0 where its session was over, None for a guest's. Never
    "storage": what was typed and not sent waits there for its owner, locked (static/js/bersama/simpanan.js).
    """
    kini = request.user.pk if request.user.is_authenticated else None
    if dahulu is None and kini is not None:
        dahulu = _tanda(request)[0] or kini  # signing in: after whom?
    if dahulu != kini:
        jawab["Clear-Site-Data"] = '"cache"'
