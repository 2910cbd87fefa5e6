"""One page for adding and one for changing whatever a set consists of; a rule has a page of its own shape."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from apbdes.views.aturan_kantor.aturan import aturan_isi
from apbdes.views.aturan_kantor.bagian import bagian_isi, entri_bagian, sebagai_teks
from apbdes.views.aturan_kantor.perangkat import draf
from dasar.permintaan import Permintaan


@require_http_methods(["GET", "HEAD", "POST"])
def aturan_tambah(request: Permintaan, pk: int, bagian: str) -> HttpResponse:
    perangkat = draf(request, pk)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    if bagian == "aturan":
        return aturan_isi(request, perangkat, None)
    return bagian_isi(request, perangkat, bagian, "", None)


@require_http_methods(["GET", "HEAD", "POST"])
def aturan_ubah(request: Permintaan, pk: int, bagian: str, nama: str) -> HttpResponse:
    perangkat = draf(request, pk)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    entri = entri_bagian(perangkat, bagian, nama)
    if bagian == "aturan" and not sebagai_teks(request):
        return aturan_isi(request, perangkat, entri)
    return bagian_isi(request, perangkat, bagian, nama, entri)
