"""The request as a view meets it: the gate in akun/middleware.py has seen to it that somebody is signed in."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import HttpRequest
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from akun.models import Pengguna

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


class Permintaan(HttpRequest):
    """For annotations only: Django makes an HttpRequest. Public pages, which anybody opens, keep that type."""

    user: "Pengguna"
    htmx: "HtmxDetails"


def pdf_di_peramban(view: V) -> V:
    """For a view that answers with a PDF: the browser's own viewer needs more than the strict policy gives."""
    return cast(V, csp_replace({"object-src": [SELF], "style-src": [UNSAFE_INLINE]})(view))
