"""The register of documents, one document, and its PDF."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from desa.daftar import Daftar
from dokumen.models import Naskah
from dokumen.services import naskah as services
from dokumen.tables import NaskahFilter, NaskahTable


class NaskahDaftar(Daftar):
    model = Naskah
    table_class = NaskahTable
    filterset_class = NaskahFilter
    judul = "Naskah"
    keterangan = "Surat tugas dan berita acara, dari draf sampai arsip."
    kosong = {
        "judul": "Belum ada naskah",
        "saran": "Surat tugas muncul di sini setelah diterbitkan, berita acara setelah kunjungannya disahkan.",
    }

    def get_queryset(self):
        return Naskah.objects.untuk(self.request.user).select_related("desa")


def ambil(request: HttpRequest, pk: int) -> Naskah:
    naskah = get_object_or_404(
        Naskah.objects.untuk(request.user).select_related(
            "kecamatan", "desa__kecamatan", "menggantikan", "dibuat_oleh"
        ),
        pk=pk,
    )
    if not request.user.has_perm("dokumen.lihat_naskah", naskah):
        raise PermissionDenied("Anda tidak berwenang melihat naskah ini.")
    return naskah


@require_safe
def naskah_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    """One document; asked by htmx it answers only the state of the PDF."""
    naskah = ambil(request, pk)
    konteks = {
        "naskah": naskah,
        "boleh_ulang": request.user.has_perm("dokumen.buat_ulang_naskah", naskah),
        "menggantikan": naskah.menggantikan,
    }
    return render(request, "dokumen/_naskah_pdf.html" if request.htmx else "dokumen/naskah_rinci.html", konteks)


@require_safe
@csp_replace({"object-src": [SELF], "style-src": [UNSAFE_INLINE]})  # for the browser's own PDF viewer
def naskah_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """The stored bytes, shown in the browser, kept by no shared cache."""
    naskah = ambil(request, pk)
    if not naskah.pdf:
        raise Http404("PDF naskah ini belum ada.")
    try:
        berkas = naskah.pdf.open("rb")
    except OSError as galat:
        raise Http404("Berkas PDF tidak ditemukan di penyimpanan.") from galat
    jawaban = FileResponse(berkas, content_type="application/pdf", filename=naskah.nama_berkas)
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


@require_POST
def naskah_pdf_ulang(request: HttpRequest, pk: int) -> HttpResponse:
    naskah = ambil(request, pk)
    if not request.user.has_perm("dokumen.buat_ulang_naskah", naskah):
        raise PermissionDenied("Anda tidak berwenang meminta PDF dibuat ulang.")
    try:
        services.naskah_pdf_ulang(naskah=naskah)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    else:
        messages.success(request, "PDF sedang dibuat lagi.")
    return redirect(naskah)
