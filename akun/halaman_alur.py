"""The page that explains a flow, drawn from the same table that enforces it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import render

from akun.enums import Peran
from dasar.alur import Transisi
from dasar.permintaan import Permintaan

TEMPLAT = "komponen/alur.html"


def halaman_alur(
    request: Permintaan,
    tabel: Iterable[Transisi],
    status: type[TextChoices],
    *,
    benda: str,
    templat: str = TEMPLAT,
    sendiri: str = "Sistem",
) -> HttpResponse:
    """`benda`: what changes its status; `sendiri`: who takes a step that no role takes. A room whose flow needs more
    words has a `templat` of its own."""
    baris: list[dict[str, Any]] = [
        {
            "label": t.label,
            "dari_label": ", ".join(str(s.label) for s in status if s in t.dari),
            "ke_label": status(t.ke).label,
            "oleh_label": ", ".join(str(Peran(p).label) for p in sorted(t.peran)) or sendiri,
            "syarat": t.syarat,
        }
        for t in tabel
    ]
    return render(request, templat, {"tabel": baris, "benda": benda})
