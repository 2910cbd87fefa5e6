"""Two versions of one budget beside each other."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from apbdes.models import VersiApbdes
from apbdes.perbedaan import bandingkan
from apbdes.views.impor import katalog_versi
from apbdes.views.versi import ambil_versi
from dasar.permintaan import Permintaan


def versi_banding(request: Permintaan, pk: int, lain: int) -> HttpResponse:
    """`lain` is what it was, `pk` what it becomes; both of the same budget (else 404)."""
    menjadi = ambil_versi(request, pk)
    semula: VersiApbdes = get_object_or_404(
        VersiApbdes.objects.untuk(request.user).lengkap(), pk=lain, apbdes=menjadi.apbdes
    )
    konteks = {
        "versi": menjadi,
        "semula": semula,
        "perbedaan": bandingkan(semula, menjadi, katalog_versi(menjadi)),
        "hanya_berubah": request.GET.get("tampil") != "semua",
    }
    return render(request, "apbdes/banding.html", konteks)
