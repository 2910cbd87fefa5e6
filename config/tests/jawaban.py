"""For tests that ask what pages answer, not how they look: drawing them is most of the work, and asking who asks."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.template.backends.django import Template

from cetak.cetakan import Cetakan

PENOLAKAN = {"403.html", "404.html"}


@cache
def _lembar_kosong() -> bytes:
    """One empty page: whoever prints may count the pages."""
    keluar = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(keluar)
    return keluar.getvalue()


@contextmanager
def tanpa_digambar(*, hanya: set[str] | None = None) -> Iterator[None]:
    """Within it the templates (or those of these names) come out empty, and where all do nothing is printed either; the
    status is the view's own. The log does not name each page that is refused, which is most of them."""
    gambar = Template.render

    def render(templat, context=None, request=None):
        return "" if hanya is None or templat.template.name in hanya else gambar(templat, context, request)

    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr(Template, "render", render)
        if hanya is None:
            ganti.setattr("cetak.mesin.cetak", lambda *_: Cetakan(_lembar_kosong(), {}))
        ganti.setattr(logging.getLogger("django.request"), "disabled", True)
        yield


@contextmanager
def orang_dibaca_sekali() -> Iterator[None]:
    """Within it whoever is signed in is read once with his assignments and his session, and not at each of a thousand
    requests: for a walk that changes none of them. A session that is written is read again."""
    baca, muat, simpan = auth.get_user, SessionStore.load, SessionStore.save
    dikenal, sesi = {}, {}

    def get_user(request: HttpRequest):
        kunci = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        orang = dikenal.get(kunci) or baca(request)
        if kunci and orang.is_authenticated:
            dikenal[kunci] = orang
        return orang

    def load(penyimpan: SessionStore) -> dict:
        kunci = penyimpan.session_key
        isi = sesi.get(kunci) or muat(penyimpan)
        if isi:
            sesi[kunci] = isi
        return dict(isi)

    def save(penyimpan: SessionStore, must_create: bool = False) -> None:
        sesi.pop(penyimpan.session_key, None)
        simpan(penyimpan, must_create)

    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr(auth, "get_user", get_user)
        ganti.setattr(SessionStore, "load", load)
        ganti.setattr(SessionStore, "save", save)
        yield
