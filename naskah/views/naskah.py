"""The register of documents, one document, and its PDF."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from akun.enums import DESA
from cetak.cetakan import PdfGagal
from dasar.daftar import Daftar
from dasar.formulir import tampil, tertolak
from dasar.permintaan import Permintaan, pdf_di_peramban
from naskah.keutuhan import BerkasBerubah
from naskah.models import Naskah
from naskah.salinan import sajikan_naskah
from naskah.services import naskah as services
from naskah.tables.arsip import NaskahPilihTable
from naskah.tables.naskah import NaskahFilter
from naskah.views.ekspor import DapatDiekspor
from naskah.views.naskah_konteks import konteks_rinci
from naskah.views.serah import berkas_berubah, sajikan_utuh


class NaskahDaftar(DapatDiekspor, Daftar):
    model = Naskah
    table_class = NaskahPilihTable
    filterset_class = NaskahFilter
    judul = "Naskah"
    keterangan = "Surat tugas dan berita acara, dari draf sampai arsip."
    kosong = {
        "judul": "Belum ada naskah",
        "saran": "Surat tugas muncul di sini setelah diterbitkan, berita acara setelah kunjungannya disahkan.",
    }

    def get_queryset(self):
        return Naskah.objects.untuk(self.request.user).select_related("desa").defer("isi")


def ambil(request: Permintaan, pk: int) -> Naskah:
    naskah = get_object_or_404(
        Naskah.objects.untuk(request.user).select_related(
            "kecamatan__kabupaten", "desa__kecamatan", "menggantikan", "dibuat_oleh"
        ),
        pk=pk,
    )
    if not request.user.has_perm("naskah.lihat_naskah", naskah):
        raise PermissionDenied("Anda tidak berwenang melihat naskah ini.")
    return naskah


@require_safe
def naskah_rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One document: where it is, what this person can do, who signs.

    Asked by htmx it answers the part that changes while a PDF or a signature is being made, with the buttons and
    the history that go with it: nothing (204) as long as that is as it was, so that nobody's place on the page is
    lost.
    """
    return rinci(request, ambil(request, pk))


def rinci(
    request: Permintaan, naskah: Naskah, *, form_ttd: forms.Form | None = None, **form: forms.Form
) -> HttpResponse:
    """The page, with the forms of this person or, after a refusal, with the form as it was sent."""
    konteks = konteks_rinci(request, naskah, form_ttd=form_ttd) | form
    if form_ttd is not None and "saya" not in konteks:  # a page left open: there is no form any more to say it
        for kalimat in (k for daftar in form_ttd.errors.values() for k in daftar):
            messages.warning(request, kalimat)
    if request.htmx and request.method == "GET":
        if request.GET.get("keadaan") == konteks["keadaan"]:
            return HttpResponse(status=204)
        return render(request, "naskah/_naskah_potongan.html", konteks)
    return tampil(request, "naskah/naskah_rinci.html", konteks)


@require_safe
@pdf_di_peramban
def naskah_pdf(request: Permintaan, pk: int) -> HttpResponseBase:
    """The stored bytes, shown in the browser, kept by no shared cache.

    Of a document that was withdrawn or replaced a copy marked so on every page; `?asli=1` gives those
    of the kecamatan the bytes themselves.
    """
    naskah = ambil(request, pk)
    if not naskah.pdf:
        raise Http404("PDF naskah ini belum ada.")
    if naskah.berlaku or (request.GET.get("asli") == "1" and boleh_asli(request, naskah)):
        return sajikan_utuh(request, naskah, naskah.pdf, naskah.pdf_sha256, nama=naskah.nama_berkas)
    try:
        isi = sajikan_naskah(naskah)
    except BerkasBerubah:
        return berkas_berubah(request, naskah)
    except (PdfGagal, OSError) as galat:
        raise Http404("Salinan bertanda naskah ini belum dapat dibuat.") from galat
    kepala = {
        "Content-Disposition": content_disposition_header(False, f"salinan-{naskah.nama_berkas}"),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(isi, content_type="application/pdf", headers=kepala)


@require_safe
def naskah_versi(request: Permintaan, pk: int, urut: int) -> HttpResponseBase:
    """The bytes after one step, for those of the kecamatan."""
    naskah = ambil(request, pk)
    if not boleh_asli(request, naskah):
        raise PermissionDenied("Versi PDF dibuka oleh kecamatan.")
    versi = get_object_or_404(naskah.versi_pdf, urut=urut)
    nama = f"versi-{urut}-{naskah.nama_berkas}"
    return sajikan_utuh(request, naskah, versi.berkas, versi.sha256, nama=nama)


def boleh_asli(request: Permintaan, naskah: Naskah) -> bool:
    return bool(request.user.peran_di(naskah.wilayah) - DESA)


@require_POST
def naskah_pdf_ulang(request: Permintaan, pk: int) -> HttpResponse:
    naskah = ambil(request, pk)
    if not request.user.has_perm("naskah.buat_ulang_naskah", naskah):
        raise PermissionDenied("Anda tidak berwenang meminta PDF dibuat ulang.")
    try:
        services.naskah_pdf_ulang(naskah=naskah)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: rinci(request, naskah))
    messages.success(request, "PDF sedang dibuat lagi.")
    return redirect(naskah)
