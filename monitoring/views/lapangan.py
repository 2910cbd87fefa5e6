"""A monitoring in the field: the page, and what its script talks to. Every answer of the latter is JSON."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from berkas.penyajian import sajikan_foto
from dasar.kiriman import Kiriman, baca_foto, baca_kiriman, jawab, jawab_json
from dasar.permintaan import Permintaan
from monitoring.lembar import lembar_tampil
from monitoring.models import FotoMonitoring
from monitoring.services.isian import JENIS, alasan_terkunci, foto_simpan, isian_hapus, isian_simpan
from monitoring.syarat import kekurangan_laporkan
from monitoring.views.lapangan_bahan import bahan_halaman
from monitoring.views.monitoring import ambil

SEBUTAN = "Monitoring"


@require_GET
@never_cache
def lapangan(request: Permintaan, pk: int) -> HttpResponse:
    """One page with every sheet of this monitoring."""
    monitoring = ambil(request, pk)
    if alasan := alasan_terkunci(monitoring, request.user):
        konteks = {"monitoring": monitoring, "alasan": alasan}
        return render(request, "monitoring/lapangan_tertutup.html", konteks, status=403)
    return render(request, "monitoring/lapangan.html", bahan_halaman(monitoring))


@require_POST
@jawab_json(SEBUTAN)
def baris(request: Permintaan, pk: int, jenis: str, id: uuid.UUID) -> HttpResponse:
    """Save or remove one row: {"versi": n, "isi": {...}} or {"versi": n, "hapus": true}."""
    if jenis not in JENIS:
        raise Http404
    monitoring = ambil(request, pk)
    kiriman = baca_kiriman(request)
    tempat = {"monitoring": monitoring, "jenis": jenis, "pk": id, "versi": kiriman["versi"], "oleh": request.user}
    if kiriman["hapus"]:
        return jawab(isian_hapus(**tempat))
    return jawab(isian_simpan(**tempat, isi=kiriman["isi"]))


@require_POST
@jawab_json(SEBUTAN)
def foto_unggah(request: Permintaan, pk: int, id: uuid.UUID) -> HttpResponse:
    """The bytes of one photo; `induk` is the answer beside which it stands."""
    monitoring = ambil(request, pk)
    try:
        jawaban = uuid.UUID(request.POST.get("induk", ""))
    except ValueError as galat:
        raise Kiriman("Foto ini tidak menyebut butirnya. Pilih fotonya sekali lagi.") from galat
    return jawab(foto_simpan(monitoring=monitoring, jawaban=jawaban, pk=id, oleh=request.user, **baca_foto(request)))


@require_GET
def foto_berkas(request: Permintaan, pk: int, id: uuid.UUID) -> HttpResponseBase:
    """The photo itself; `?kecil` for the small one."""
    monitoring = ambil(request, pk)
    if not request.user.has_perm("monitoring.lihat_isi_monitoring", monitoring):
        raise PermissionDenied("Foto monitoring dapat dilihat setelah laporannya diterima camat.")
    foto = get_object_or_404(FotoMonitoring, jawaban__lembar__monitoring=monitoring, pk=id)
    return sajikan_foto(foto, kecil="kecil" in request.GET)


@require_GET
@never_cache
def kekurangan(request: Permintaan, pk: int) -> HttpResponse:
    """What is still missing before the report can be handed in (htmx)."""
    monitoring = ambil(request, pk)
    if alasan := alasan_terkunci(monitoring, request.user):
        raise PermissionDenied(alasan)
    konteks = {"monitoring": monitoring, "kekurangan": kekurangan_laporkan(monitoring)}
    return render(request, "monitoring/lapangan/_kekurangan.html", konteks)


@require_GET
def jawaban(request: Permintaan, pk: int) -> HttpResponse:
    """Every answer as it was given, to read."""
    monitoring = ambil(request, pk)
    if not request.user.has_perm("monitoring.lihat_isi_monitoring", monitoring):
        raise PermissionDenied("Isi monitoring dapat dibaca setelah laporannya diterima camat.")
    konteks = {"monitoring": monitoring, "lembar_lembar": lembar_tampil(monitoring)}
    return render(request, "monitoring/jawaban.html", konteks)
