"""Filters of printed documents."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def isian(nilai: object, panjang: int = 40) -> str | SafeString:
    """The value, or a dotted line of so many dots to be filled in by hand."""
    if nilai is None or not str(nilai).strip():
        return format_html('<span class="isian">{}</span>', "." * panjang)
    return str(nilai)
