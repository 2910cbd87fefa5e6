"""An address that people have in their bookmarks: what a village owes is in kewajiban since docs/keputusan/0088."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from dasar.permintaan import Permintaan


@require_safe
def rekap_desa(request: Permintaan, pk: int) -> HttpResponse:
    return redirect("kewajiban:desa", get_object_or_404(request.user.desa_terlihat(), pk=pk).pk)
