"""Every request has a number that can be read over the telephone; the log, the answer and the error page say it."""

import contextvars
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse

HURUF = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that is taken for another
nomor_kini: contextvars.ContextVar[str] = contextvars.ContextVar("nomor_permintaan", default="-")


def nomor_baru() -> str:
    acak = "".join(secrets.choice(HURUF) for _ in range(8))
    return f"{acak[:4]}-{acak[4:]}"


@contextmanager
def bernomor(nomor: str) -> Iterator[None]:
    """What is done inside belongs to this request: a task that follows from it, in another process and later."""
    tanda = nomor_kini.set(nomor or "-")
    try:
        yield
    finally:
        nomor_kini.reset(tanda)


def nomor_permintaan(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. The visitor's own header is not believed: it would write into our log."""

    def middleware(request: HttpRequest) -> HttpResponse:
        nomor = nomor_baru()
        request.id_permintaan = nomor  # type: ignore[attr-defined]  # read by the audit trail and the error page
        with bernomor(nomor):
            jawab = get_response(request)
        jawab["X-Permintaan"] = nomor
        return jawab

    return middleware
