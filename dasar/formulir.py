"""What every page with a form does alike: how it answers, where a refusal is written."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic.base import TemplateResponseMixin

from dasar.basi import Basi


def tampil(request: HttpRequest, templat: str, konteks: Mapping[str, Any]) -> HttpResponse:
    """A page with a form: 200 where it was asked for, 422 where what was sent was refused.

    What succeeds is answered with a redirect, so that a POST that ends here was refused.
    """
    return render(request, templat, konteks, status=status_form(request))


def tertolak(request: HttpRequest, galat: ValidationError, halaman: Callable[[], HttpResponse]) -> HttpResponse:
    """A button that was refused: the sentences above the page, which shows how things stand now."""
    for kalimat in galat.messages:
        messages.error(request, kalimat)
    jawab = halaman()
    jawab.status_code = 422
    return jawab


def terkirim(request: HttpRequest) -> QueryDict | None:
    """What was sent; a form that was sent empty was sent all the same."""
    return request.POST if request.method == "POST" else None


def bilangan(kiriman: Mapping[str, str], nama: str) -> int | None:
    """A whole number as a page sends it back; None where it is none that a row can have."""
    teks = kiriman.get(nama, "")
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 19 else None


def status_form(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def salahkan(form: forms.BaseForm, galat: ValidationError) -> None:
    """Each sentence at its field where the form has it, the others above the form.

    After `Basi` the form names the version that is stored now: sending it again then means it.
    """
    if hasattr(galat, "error_dict"):
        for nama, daftar in galat.error_dict.items():
            form.add_error(nama if nama in form.fields else None, daftar)
    else:
        form.add_error(None, galat)
    if isinstance(galat, Basi) and galat.tersimpan is not None and "versi" in form.fields:
        pakai_versi(form, galat.tersimpan.versi)


def kembali_ke(request: HttpRequest, diminta: str, bawaan: str) -> str:
    """Where to go after a form: the page that it asks for, when that is one of ours; otherwise `bawaan`.

    A path that begins with exactly one "/": "abc" would be taken for the name of a view, "//abc" for another server.
    """
    if not url_has_allowed_host_and_scheme(diminta, {request.get_host()}, require_https=request.is_secure()):
        return bawaan
    jalur = urlsplit(diminta)._replace(scheme="", netloc="").geturl()
    return jalur if jalur.startswith("/") and not jalur.startswith("//") else bawaan


def pakai_versi(form: forms.BaseForm, versi: int) -> None:
    """The hidden field `versi` as it shall stand when the refused form is shown again."""
    data: Any = form.data
    form.data = data.copy()
    form.data[form.add_prefix("versi")] = str(versi)  # type: ignore[index]  # just made a copy that can be written


class TolakMixin(TemplateResponseMixin):
    """`tampil` for the class-based form views of Django."""

    request: HttpRequest

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, status=status_form(self.request), **kwargs)
