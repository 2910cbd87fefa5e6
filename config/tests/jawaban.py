"""For tests that ask what pages answer, not how they look: drawing them is most of the work, and asking who asks."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest
from django.template.backends.django import Template

PENOLAKAN = {"403.html", "404.html"}


@contextmanager
def tanpa_digambar(*, hanya: set[str] | None = None) -> Iterator[None]:
    """Within it the templates (or those of these names) come out empty; the status is the view's own."""
    gambar = Template.render

    def render(templat, context=None, request=None):
        return "" if hanya is None or templat.template.name in hanya else gambar(templat, context, request)

    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr(Template, "render", render)
        yield


@contextmanager
def orang_dibaca_sekali() -> Iterator[None]:
    """Within it whoever is signed in is read once with his assignments, and not at each of a thousand requests: for a
    walk that changes neither."""
    baca, dikenal = auth.get_user, {}

    def get_user(request: HttpRequest):
        sesi = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        orang = dikenal.get(sesi) or baca(request)
        if sesi and orang.is_authenticated:
            dikenal[sesi] = orang
        return orang

    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr(auth, "get_user", get_user)
        yield
