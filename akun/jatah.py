"""What makes the server work for seconds (a preview as PDF, a list as a sheet) is rationed, so that one account does
not slow everybody down: a few at once and so many a minute for each person, and in each process a thread stays free.

Which addresses these are stands in config/kebijakan.py (`BERAT`). Long work is not done here but by the worker.
"""

from collections.abc import Callable
from threading import BoundedSemaphore

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django_ratelimit.core import get_usage

from akun.kebijakan import berskrip

SEORANG = 2  # at once: two tabs
SEPROSES = 3  # at once in one process, of its four threads (pasang/systemd/perut-web.service)
LAMA = 120  # seconds until the place of a process that died is free again
JEDA = 5  # seconds
_utas = BoundedSemaphore(SEPROSES)

Lepas = Callable[[], object]


def _laju(_kelompok: str, _request: HttpRequest) -> str:
    return f"{settings.JATAH_SEMENIT}/m"


def _seorang(_kelompok: str, request: HttpRequest) -> str:
    return str(request.user.pk)


def jatah_ambil(request: HttpRequest) -> tuple[Lepas | None, int]:
    """How to give the place back, and 0; or None and the seconds after which to try again."""
    pakai = get_usage(request, group="berat", key=_seorang, rate=_laju, increment=True)
    if pakai and pakai["should_limit"]:
        return None, max(1, pakai["time_left"])
    if not _utas.acquire(blocking=False):
        return None, JEDA
    for n in range(SEORANG):
        if cache.add(kunci := f"berat:{request.user.pk}:{n}", 1, LAMA):
            return (lambda: (cache.delete(kunci), _utas.release())), 0
    _utas.release()
    return None, JEDA


def terlalu_sering(request: HttpRequest, tunggu: int) -> HttpResponse:
    """`tunggu` in seconds."""
    pesan = (
        "Anda sedang meminta beberapa cetakan atau unduhan sekaligus, atau server sedang menyusun banyak. "
        f"Tunggu {tunggu} detik, lalu coba sekali lagi; yang sudah Anda ketik masih ada di halaman sebelumnya."
    )
    jawab: HttpResponse
    if berskrip(request):
        jawab = JsonResponse({"keadaan": "ditolak", "pesan": pesan}, status=429)
    else:
        jawab = render(request, "429.html", {"pesan": pesan}, status=429)
    jawab["Retry-After"] = str(tunggu)
    return jawab
