"""What was sent after the session had ended comes back, after its owner has signed in, in the form it was typed into.

Nothing is sent in anybody's name: the form is shown with what was typed, and the person presses its button.
docs/keputusan/0038-sesi-dan-konsep.md says why it is kept here and not in the login page.
"""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape

from akun.models import Konsep, Pengguna
from dasar.isikan import isikan

UMUR = timedelta(days=7)
UKURAN_MAKS = 1024 * 1024  # bytes of one draft
PANJANG_ALAMAT = 500
SEORANG = 20  # drafts of one person; the oldest goes
KIRIMAN = "_konsep"  # a field that a page's script adds: the name of what is being sent (static/js/konsep.js)
DITERIMA = "perut-diterima"  # the cookie that gives the name back
PERSETUJUAN = "kunci"  # a form that approves a preview kept in the session (dasar/impor.py)
SESI = "konsep"  # in the session: {key: [where it was sent, page]}
RAHASIA = re.compile(r"sandi|passw|frasa|token|rahasia|kode_faktor", re.IGNORECASE)


@cache
def nama_rahasia() -> frozenset[str]:
    """The name of every field, in any form of ours, that is typed under dots."""

    def turunan(kelas: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
        for anak in kelas.__subclasses__():
            yield anak
            yield from turunan(anak)

    kolom = (k for f in turunan(forms.BaseForm) for k in getattr(f, "base_fields", {}).items())
    return frozenset(nama for nama, k in kolom if isinstance(k.widget, forms.PasswordInput))


def _rahasia(nama: str) -> bool:
    return (
        nama in {"csrfmiddlewaretoken", KIRIMAN}
        or nama.rsplit("-", 1)[-1] in nama_rahasia()
        or bool(RAHASIA.search(nama))
    )


def isi_kiriman(request: HttpRequest) -> list[list[str]]:
    """What this request sends, as names and values; no passwords, no drawn signatures."""
    return [
        [nama.replace("\x00", ""), nilai.replace("\x00", "")]
        for nama, daftar in request.POST.lists()
        if not _rahasia(nama)
        for nilai in daftar
        if isinstance(nilai, str) and not nilai.startswith("data:")
    ]


@transaction.atomic
def konsep_simpan(*, pk_pengguna: int, request: HttpRequest, halaman: str) -> Konsep | None:
    """Keep what this request sends. None where there is nothing to keep, or it is too much."""
    isi = isi_kiriman(request)
    alamat = request.get_full_path()
    if (
        PERSETUJUAN in request.POST
        or not any(nilai.strip() for _, nilai in isi)
        or max(len(alamat), len(halaman)) > PANJANG_ALAMAT
    ):
        return None
    if len(json.dumps(isi)) > UKURAN_MAKS:
        return None
    # The row of the person is the lock: two at once are counted one after the other.
    pengguna = Pengguna.objects.select_for_update(no_key=True).filter(pk=pk_pengguna, is_active=True).first()
    if pengguna is None:
        return None
    milik = Konsep.objects.filter(pengguna=pengguna)
    milik.filter(alamat=alamat, halaman=halaman, isi=isi).delete()  # pressed twice
    berkas = sum(1 for daftar in request.FILES.lists() for b in daftar[1] if getattr(b, "name", ""))
    baru = Konsep.objects.create(pengguna=pengguna, alamat=alamat, halaman=halaman, isi=isi, berkas=berkas)
    berlebih = milik.order_by("-dibuat", "-pk").values_list("pk", flat=True)[SEORANG:]
    Konsep.objects.filter(pk__in=list(berlebih)).delete()
    return baru


def konsep_ingat(sender: object, request: HttpRequest, user: Pengguna, **_: object) -> None:
    """On signing in: what is waiting, and where. Read once, so that no page asks the database."""
    request.session.pop(SESI, None)
    milik = Konsep.objects.filter(pengguna=user, dibuat__gte=timezone.now() - UMUR)
    if menunggu := {str(pk): tempat for pk, *tempat in milik.values_list("pk", "alamat", "halaman")}:
        request.session[SESI] = menunggu


def konsep_buang(*, pengguna: Pengguna, pk: int, request: HttpRequest) -> None:
    Konsep.objects.filter(pengguna=pengguna, pk=pk).delete()
    _lupakan(request, {pk})


def _lupakan(request: HttpRequest, pk: set[int]) -> None:
    request.session[SESI] = {k: tempat for k, tempat in request.session.get(SESI, {}).items() if int(k) not in pk}


def konsep_akui(request: HttpRequest, jawab: HttpResponse) -> None:
    """Tell the page's script that what it named has been accepted, so that it forgets its own draft."""
    if request.method != "POST" or jawab.status_code >= 400:
        return
    nama = request.POST.get(KIRIMAN, "")
    if not re.fullmatch(r"[0-9a-f-]{36}", nama):
        return
    semua = [n for n in request.COOKIES.get(DITERIMA, "").split(".") if n][-9:]
    jawab.set_cookie(
        DITERIMA,
        ".".join([*semua, nama]),
        max_age=24 * 3600,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        samesite="Lax",
    )


def konsep_terapkan(request: HttpRequest, jawab: HttpResponse) -> None:
    """For a signed-in person: fill a page that has something waiting; forget what has been accepted."""
    if not request.session.get(SESI):
        return
    alamat = request.get_full_path()
    if request.method == "POST" and jawab.status_code in {302, 303}:
        milik = Konsep.objects.filter(pengguna=request.user, alamat=alamat)
        diterima = {k.pk for k in milik if dict(k.isi).get("id", "") == request.POST.get("id", "")}
        milik.filter(pk__in=diterima).delete()
        _lupakan(request, diterima)
    elif request.method == "GET" and _halaman_biasa(jawab):
        _isikan(request, jawab)


def _halaman_biasa(jawab: HttpResponse) -> bool:
    """A page; also the one that says that an address only takes what a form sends (405), and therefore has no form."""
    return (
        jawab.status_code in {200, 405}
        and not jawab.streaming
        and jawab.get("Content-Type", "").startswith("text/html")
    )


def _isikan(request: HttpRequest, jawab: HttpResponse) -> None:
    """Whatever waits for a form of this page: it may stand on another page than the one it was sent from, which was
    perhaps itself the answer to a refused form."""
    html, alamat = jawab.content.decode(jawab.charset), request.get_full_path()
    tempat_isian: dict[str, list[str]] = request.session[SESI]
    di_sini = [int(k) for k, (ke, dari) in tempat_isian.items() if alamat in {ke, dari} or f'"{escape(ke)}"' in html]
    ada = list(Konsep.objects.filter(pengguna=request.user, pk__in=di_sini)) if di_sini else []
    if len(ada) != len(di_sini):
        _lupakan(request, set(di_sini) - {k.pk for k in ada})
    for konsep in ada:
        isi = [(nama, nilai) for nama, nilai in konsep.isi]
        terisi, tempat, sisa = isikan(html, halaman=alamat, alamat=konsep.alamat, isi=isi)
        if tempat < 0 and alamat != konsep.halaman:
            continue
        konteks: dict[str, Any] = {"konsep": konsep, "ditemukan": tempat >= 0, "sisa": sisa}
        kabar = render_to_string("akun/_konsep.html", konteks, request)
        if tempat < 0:
            tempat = max(terisi.find(">", terisi.find("<main")) + 1, 0)
        html = terisi[:tempat] + kabar + terisi[tempat:]
    if ada:
        jawab.content = html.encode(jawab.charset)
        if jawab.has_header("Content-Length"):
            jawab["Content-Length"] = str(len(jawab.content))
