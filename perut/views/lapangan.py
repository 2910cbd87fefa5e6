"""The visit in the field: the page, and what its script talks to. Every answer of the latter is JSON."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from berkas.penyajian import sajikan_foto
from dasar.alur import sejak_dari
from dasar.kiriman import baca_foto, baca_kiriman, jawab, jawab_json
from dasar.permintaan import Permintaan
from perut.models import Foto, Kunjungan
from perut.services.foto import foto_simpan
from perut.services.isian import (
    JENIS,
    alasan_terkunci,
    isian_hapus,
    isian_simpan,
    kunjungan_isi_simpan,
    kunjungan_siapkan_isian,
)
from perut.syarat import kekurangan_ajukan
from perut.views.lapangan_bahan import bahan_halaman

SEBUTAN = "Kunjungan"


def ambil(request: Permintaan, pk: int) -> Kunjungan:
    """A visit in the person's scope that they may at least see; otherwise it does not exist for them."""
    visit = Kunjungan.objects.untuk(request.user).select_related("desa__kecamatan__kabupaten", "instrumen")
    kunjungan = get_object_or_404(visit.prefetch_related("petugas"), pk=pk)
    if not request.user.has_perm("perut.lihat_kunjungan", kunjungan):
        raise Http404
    return kunjungan


@require_GET
@never_cache
def lapangan(request: Permintaan, pk: int) -> HttpResponse:
    """One page with everything that is filled in at the village."""
    kunjungan = ambil(request, pk)
    if alasan := alasan_terkunci(kunjungan, request.user):
        return render(request, "perut/lapangan_tertutup.html", {"kunjungan": kunjungan, "alasan": alasan}, status=403)
    if kunjungan.instrumen is None:  # begun before the reference data was loaded
        kunjungan_siapkan_isian(kunjungan)
    return render(request, "perut/lapangan.html", bahan_halaman(kunjungan))


@require_POST
@jawab_json(SEBUTAN)
def baris(request: Permintaan, pk: int, jenis: str, id: uuid.UUID) -> HttpResponse:
    """Save or remove one row: {"versi": n, "isi": {...}} or {"versi": n, "hapus": true}."""
    if jenis not in JENIS:
        raise Http404
    kunjungan = ambil(request, pk)
    kiriman = baca_kiriman(request)
    tempat = {"kunjungan": kunjungan, "jenis": jenis, "pk": id, "versi": kiriman["versi"], "oleh": request.user}
    if kiriman["hapus"]:
        return jawab(isian_hapus(**tempat))
    return jawab(isian_simpan(**tempat, isi=kiriman["isi"]))


@require_POST
@jawab_json(SEBUTAN)
def isi_kunjungan(request: Permintaan, pk: int) -> HttpResponse:
    """Save agenda, minutes and hours, by the same contract."""
    kunjungan = ambil(request, pk)
    kiriman = baca_kiriman(request, boleh_hapus=False)
    return jawab(
        kunjungan_isi_simpan(kunjungan=kunjungan, versi=kiriman["versi"], isi=kiriman["isi"], oleh=request.user)
    )


@require_POST
@jawab_json(SEBUTAN)
def foto_unggah(request: Permintaan, pk: int, id: uuid.UUID) -> HttpResponse:
    """The bytes of one photo, with the time and place that the browser knows."""
    kunjungan = ambil(request, pk)
    return jawab(foto_simpan(kunjungan=kunjungan, pk=id, oleh=request.user, **baca_foto(request)))


@require_GET
def foto_berkas(request: Permintaan, pk: int, id: uuid.UUID) -> HttpResponseBase:
    """The photo itself; `?kecil` for the small one. Its bytes never change, so browsers may keep them."""
    kunjungan = ambil(request, pk)
    if not request.user.has_perm("perut.lihat_isi_kunjungan", kunjungan):
        raise PermissionDenied("Foto kunjungan dapat dilihat setelah kunjungan disahkan.")
    foto = get_object_or_404(Foto, kunjungan=kunjungan, pk=id)
    return sajikan_foto(foto, kecil="kecil" in request.GET)


@require_GET
@never_cache
def kekurangan(request: Permintaan, pk: int) -> HttpResponse:
    """What is still missing before the visit can be handed in (htmx)."""
    kunjungan = ambil(request, pk)
    if alasan := alasan_terkunci(kunjungan, request.user):
        raise PermissionDenied(alasan)
    sejak = sejak_dari(kunjungan)
    konteks = {"kunjungan": kunjungan, "kekurangan": kekurangan_ajukan(kunjungan), "sejak": sejak}
    return render(request, "perut/lapangan/_kekurangan.html", konteks)
