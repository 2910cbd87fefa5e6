"""Wet ink: upload a scan, read it, confirm or refuse it; and switching a document to paper."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.forms import AlasanForm
from berkas.penyajian import sajikan
from naskah.forms.naskah import PindaianForm
from naskah.models import Naskah, Pindaian
from naskah.services import pindaian as layanan
from naskah.syarat import halangan_tinta, pindaian_terlihat
from naskah.views.naskah import ambil, boleh_asli, rinci


def _pindaian(naskah: Naskah, pk: int) -> Pindaian:
    return get_object_or_404(naskah.pindaian.select_related("naskah"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def pindaian_unggah(request: HttpRequest, pk: int) -> HttpResponse:
    naskah = ambil(request, pk)
    if not request.user.has_perm("naskah.unggah_pindaian", naskah):
        raise PermissionDenied("Pindaian diunggah pelaksana atau verifikator kecamatan.")
    if request.method != "POST":
        return redirect(naskah)
    form = PindaianForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            layanan.pindaian_unggah(naskah=naskah, berkas=form.cleaned_data["berkas"], oleh=request.user)
        except ValidationError as galat:
            form.add_error("berkas", galat.messages)
        else:
            messages.success(request, "Pindaian terkirim. Camat atau verifikator akan memeriksanya.")
            return redirect(naskah)
    return rinci(request, naskah, status=409, form_pindaian=form)


@require_safe
def pindaian_berkas(request: HttpRequest, pk: int, pindaian_pk: int) -> HttpResponseBase:
    """The scan: once it was confirmed for whoever may read the document, until then for the kecamatan."""
    naskah = ambil(request, pk)
    pindaian = _pindaian(naskah, pindaian_pk)
    if not pindaian_terlihat(pindaian, kecamatan=boleh_asli(request, naskah)):
        raise Http404("Pindaian ini belum diterima sebagai pindaian naskah ini.")
    return sajikan(pindaian.berkas, nama=f"pindaian-{naskah.nama_berkas}", mime="application/pdf")


@require_POST
def pindaian_terima(request: HttpRequest, pk: int, pindaian_pk: int) -> HttpResponse:
    naskah = ambil(request, pk)
    try:
        layanan.pindaian_terima(pindaian=_pindaian(naskah, pindaian_pk), oleh=request.user)
    except ValidationError as galat:
        for kalimat in galat.messages:
            messages.error(request, kalimat)
    else:
        messages.success(request, "Pindaian sesuai dengan naskah. Tanda tangan lengkap dan naskah dikirim.")
    return redirect(naskah)


@require_http_methods(["GET", "HEAD", "POST"])
def pindaian_tolak(request: HttpRequest, pk: int, pindaian_pk: int) -> HttpResponse:
    naskah = ambil(request, pk)
    pindaian = _pindaian(naskah, pindaian_pk)
    if not request.user.has_perm("naskah.putus_pindaian", pindaian):
        raise PermissionDenied("Pindaian diperiksa camat atau verifikator kecamatan.")
    return _beralasan(
        request,
        naskah,
        lambda alasan: layanan.pindaian_tolak(pindaian=pindaian, alasan=alasan, oleh=request.user),
        judul="Tolak pindaian",
        tombol="Tolak pindaian",
        penjelasan="Pengunggahnya membaca alasan ini dan mengunggah pindaian yang baru. Pindaian ini tetap tersimpan.",
        pesan="Pindaian ditolak. Pengunggahnya sudah diberi tahu.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def naskah_pakai_tinta(request: HttpRequest, pk: int) -> HttpResponse:
    naskah = ambil(request, pk)
    if not request.user.has_perm("naskah.pakai_tinta_naskah", naskah):
        raise PermissionDenied("Hanya camat atau verifikator yang dapat mengalihkan naskah ke tanda tangan tinta.")
    if request.method != "POST" and (kalimat := halangan_tinta(naskah, list(naskah.penanda.all()))):
        messages.warning(request, " ".join(kalimat))
        return redirect(naskah)
    return _beralasan(
        request,
        naskah,
        lambda alasan: layanan.naskah_pakai_tinta(naskah=naskah, alasan=alasan, oleh=request.user),
        judul="Alihkan ke tanda tangan tinta",
        tombol="Alihkan",
        penjelasan="Yang belum menandatangani akan menandatangani cetakannya dengan tinta, lalu cetakan itu dipindai "
        "dan diunggah. Tanda tangan elektronik yang sudah ada tetap berlaku.",
        pesan="Naskah ini sekarang ditandatangani dengan tinta: cetak, tanda tangani, pindai, lalu unggah.",
    )


def _beralasan(
    request: HttpRequest,
    naskah: Naskah,
    kerja: Callable[[str], object],
    *,
    judul: str,
    tombol: str,
    penjelasan: str,
    pesan: str,
) -> HttpResponse:
    """Ask for a reason, then do it; a refusal keeps what was typed."""
    form: forms.Form = AlasanForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            kerja(form.cleaned_data["alasan"])
        except ValidationError as galat:
            form.add_error(None, galat.messages)
            status = 409
        else:
            messages.success(request, pesan)
            return redirect(naskah)
    konteks = {"naskah": naskah, "form": form, "judul": judul, "tombol": tombol, "penjelasan": penjelasan}
    return render(request, "naskah/naskah_alasan.html", konteks, status=status)
