"""The saved filters above a list, and saving the one that is set."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import NoReverseMatch, reverse

from akun.models import Saringan

register = template.Library()


@register.inclusion_tag("komponen/saringan_tersimpan.html", takes_context=True)
def saringan_tersimpan(context: dict[str, Any]) -> dict[str, Any]:
    """Beside `form`, the form of the list: one question. A list whose address names something has none to save."""
    request = context["request"]
    daftar = request.resolver_match.view_name
    try:
        reverse(daftar)
    except NoReverseMatch:
        return {}
    nama = [*context["form"].fields, "sort"]
    dipasang = urlencode([(n, v) for n in nama for v in request.GET.getlist(n) if v.strip()])
    semua = list(Saringan.objects.filter(pengguna=request.user, daftar=daftar))
    return {
        "daftar": daftar,
        "tersimpan": semua,
        "isi": dipasang if context.get("disaring") and not context.get("salah") else "",
        "sekarang": next((s for s in semua if s.isi == dipasang), None),
        "csrf_token": context.get("csrf_token"),
    }
