"""Filters and tags of printed documents."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cetak.qr import qr_svg
from dasar.nama import kapital_jabatan as jabatan_kapital
from dasar.nama import kapital_nama as nama_kapital
from naskah import kode as kode_naskah

register = template.Library()


_TANPA_TINTA: ContextVar[bool] = ContextVar("tanpa_tinta", default=False)


@contextmanager
def tanpa_tinta(benar: bool) -> Iterator[None]:
    """What is rendered inside is signed on no paper: a filter sees no context, so it is told here."""
    lama = _TANPA_TINTA.set(benar)
    try:
        yield
    finally:
        _TANPA_TINTA.reset(lama)


@register.filter
def isian(nilai: object, panjang: int = 40) -> str | SafeString:
    """The value, or a dotted line of so many dots to be filled in by hand; a dash where no ink will come."""
    if nilai is None or not str(nilai).strip():
        if _TANPA_TINTA.get():
            return "–"
        return format_html('<span class="isian">{}</span>', "." * panjang)
    return str(nilai)


@register.filter
def kapital_nama(nama: str) -> str:
    """In capitals, its degrees as they are written."""
    return nama_kapital(nama or "")


@register.filter
def kapital_jabatan(jabatan: str) -> str:
    """In capitals; Plt., Plh., Pj. and a.n. as they are written."""
    return jabatan_kapital(jabatan or "")


@register.simple_tag
@lru_cache(maxsize=256)
def qr(alamat: str) -> SafeString:
    """The address under which anybody checks a document. Weighing the masks of a code is a quarter of a one-page PDF,
    and a document is printed again under the same address."""
    return qr_svg(alamat)


@register.filter
def alamat_verifikasi(kode: str) -> str:
    return kode_naskah.alamat_verifikasi(kode)


@register.filter
def kode_tampil(kode: str) -> str:
    return kode_naskah.kode_tampil(kode)


@register.simple_tag
def halaman_verifikasi() -> str:
    """The page where a code can be typed, as one prints an address: without https:// and the last slash."""
    return settings.ALAMAT_SITUS.partition("://")[2].rstrip("/") + "/verifikasi"
