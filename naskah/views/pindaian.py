"""Wet ink: upload a scan, read it, confirm or refuse it; and switching a document to paper."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.tanya import tanya_alasan
from dasar.alur import periksa_sejak, sejak_dari
from dasar.formulir import tertolak
from dasar.keputusan import tanyakan
from dasar.permintaan import Permintaan
from naskah.forms.naskah import PindaianForm
from naskah.models import Naskah, Pindaian
from naskah.queries.penerus import penanda_tinta
from naskah.services import pindaian as layanan
from naskah.syarat import halangan_tinta, pindaian_terlihat
from naskah.views.naskah import ambil, boleh_asli, rinci
from naskah.views.naskah_aksi import konteks_naskah
from naskah.views.serah import sajikan_utuh


def _pindaian(naskah: Naskah, pk: int) -> Pindaian:
    return get_object_or_404(naskah.pindaian.select_related("naskah"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def pindaian_unggah(request: Permintaan, pk: int) -> HttpResponse:
    naskah = ambil(request, pk)
    if not request.user.has_perm("naskah.unggah_pindaian", naskah):
        raise PermissionDenied("Pindaian diunggah pelaksana atau verifikator kecamatan.")
    if request.method != "POST":
        return redirect(naskah)
    form = PindaianForm(request.POST, request.FILES, penanda=penanda_tinta(naskah))
    if form.is_valid():
        try:
            layanan.pindaian_unggah(naskah=naskah, oleh=request.user, **form.cleaned_data)
        except ValidationError as galat:
            form.add_error(None if hasattr(galat, "error_dict") else "berkas", galat)
        else:
            messages.success(request, "Pindaian terkirim. Camat atau verifikator akan memeriksanya.")
            return redirect(naskah)
    return rinci(request, naskah, form_pindaian=form)


@require_safe
def pindaian_berkas(request: Permintaan, pk: int, pindaian_pk: int) -> HttpResponseBase:
    """The scan: once it was confirmed for whoever may read the document, until then for the kecamatan."""
    naskah = ambil(request, pk)
    pindaian = _pindaian(naskah, pindaian_pk)
    if not pindaian_terlihat(pindaian, kecamatan=boleh_asli(request, naskah)):
        raise Http404("Pindaian ini belum diterima sebagai pindaian naskah ini.")
    nama = f"pindaian-{naskah.nama_berkas}"
    return sajikan_utuh(request, naskah, pindaian.berkas, pindaian.sha256, nama=nama)


@require_POST
def pindaian_terima(request: Permintaan, pk: int, pindaian_pk: int) -> HttpResponse:
    naskah = ambil(request, pk)
    try:
        layanan.pindaian_terima(pindaian=_pindaian(naskah, pindaian_pk), oleh=request.user)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: rinci(request, naskah))
    messages.success(request, "Pindaian sesuai dengan naskah. Tanda tangan lengkap dan naskah dikirim.")
    return redirect(naskah)


@require_http_methods(["GET", "HEAD", "POST"])
def pindaian_tolak(request: Permintaan, pk: int, pindaian_pk: int) -> HttpResponse:
    naskah = ambil(request, pk)
    pindaian = _pindaian(naskah, pindaian_pk)
    if not request.user.has_perm("naskah.putus_pindaian", pindaian):
        raise PermissionDenied("Pindaian diperiksa camat atau verifikator kecamatan.")
    return _beralasan(
        request,
        naskah,
        partial(layanan.pindaian_tolak, pindaian=pindaian),
        judul="Tolak pindaian",
        halaman="Tolak pindaian",
        tombol="Tolak pindaian",
        penjelasan="Pengunggahnya membaca alasan ini dan mengunggah pindaian yang baru. Pindaian ini tetap tersimpan.",
        pesan="Pindaian ditolak. Pengunggahnya sudah diberi tahu.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def naskah_pakai_tinta(request: Permintaan, pk: int) -> HttpResponse:
    naskah = ambil(request, pk)
    if not request.user.has_perm("naskah.pakai_tinta_naskah", naskah):
        raise PermissionDenied("Hanya camat atau verifikator yang dapat mengalihkan naskah ke tanda tangan tinta.")
    if request.method != "POST" and (kalimat := halangan_tinta(naskah, list(naskah.penanda.all()))):
        messages.warning(request, " ".join(kalimat))
        return redirect(naskah)
    dilihat = request.POST.get("sejak", "")
    return _beralasan(
        request,
        naskah,
        partial(layanan.naskah_pakai_tinta, naskah=naskah, sejak=dilihat),
        partial(periksa_sejak, naskah, dilihat),
        sejak=sejak_dari(naskah),
        judul="Alihkan ke tanda tangan tinta",
        halaman="Alihkan ke tanda tangan tinta",
        tombol="Alihkan",
        penjelasan="Yang belum menandatangani akan menandatangani cetakannya dengan tinta, lalu cetakan itu dipindai "
        "dan diunggah. Tanda tangan elektronik yang sudah ada tetap berlaku.",
        pesan="Naskah ini sekarang ditandatangani dengan tinta: cetak, tanda tangani, pindai, lalu unggah.",
    )


def _beralasan(
    request: Permintaan,
    naskah: Naskah,
    kerja: Callable[..., object],
    periksa: Callable[[], None] | None = None,
    *,
    pesan: str,
    **konteks: Any,
) -> HttpResponse:
    """Ask for a reason, then do it."""

    def lakukan(isi: dict[str, Any]) -> HttpResponse:
        kerja(**isi, oleh=request.user)
        messages.success(request, pesan)
        return redirect(naskah)

    konteks |= konteks_naskah(naskah) | {"naskah": naskah, "objek": naskah, "berbahaya": True}
    return tanyakan(request, tanya_alasan(request), konteks, lakukan, periksa)
