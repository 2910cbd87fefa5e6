"""Decisions about a document: one at a time, or the camat's whole pile at once."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from akun.forms import AlasanForm, KataSandiForm
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.alur import cari, sejak_terbaca
from naskah.alur import TRANSISI_NASKAH
from naskah.cetak import konteks_cetak
from naskah.models import Naskah
from naskah.queries.naskah import menunggu_goresan, menunggu_persetujuan, menunggu_pindaian, menunggu_ttd
from naskah.services import naskah as layanan
from naskah.tindakan import lewat_asal
from naskah.views.naskah import ambil

TANPA_HALAMAN = frozenset({"ajukan", "verifikasi", "arsipkan"})
PESAN = {
    "ajukan": "Naskah diajukan.",
    "verifikasi": "Naskah diverifikasi dan diteruskan kepada camat.",
    "kembalikan": "Naskah dikembalikan kepada penyusunnya.",
    "setujui": "Naskah disetujui dan bernomor {nomor}. PDF-nya sedang disiapkan untuk ditandatangani.",
    "arsipkan": "Naskah dimasukkan ke arsip.",
    "cabut": "Naskah dicabut. Penerimanya sudah diberi tahu.",
    "batalkan": "Naskah dibatalkan.",
}
PENJELASAN = {
    "kembalikan": "Penyusunnya akan memperbaiki naskah ini dan mengajukannya lagi.",
    "cabut": "Naskah ini tidak berlaku lagi sejak dicabut. Naskahnya tetap dapat dibaca, dan setiap salinannya "
    "bertanda dicabut. Keputusan ini tidak dapat dibatalkan.",
    "batalkan": "Naskah ini tidak jadi diterbitkan. Keputusan ini tidak dapat dibatalkan.",
}
BANYAK_SEKALIGUS = 100


@sensitive_post_parameters("sandi")
@require_http_methods(["GET", "HEAD", "POST"])
def naskah_aksi(request: HttpRequest, pk: int, aksi: str) -> HttpResponse:
    """One decision. What needs an answer first has a page of its own; the others are a POST."""
    naskah = ambil(request, pk)
    transisi = next((t for t in TRANSISI_NASKAH if t.aksi == aksi and t.peran), None)
    if transisi is None:
        raise Http404
    if lewat_asal(naskah, aksi):
        messages.warning(request, "Naskah ini diputuskan di halaman asalnya.")
        return redirect(naskah)
    if not request.user.has_perm(f"naskah.{aksi}_naskah", naskah):
        raise PermissionDenied(f"Anda tidak berwenang untuk: {transisi.label.lower()}.")
    if naskah.status not in transisi.dari:
        messages.warning(
            request,
            f"Naskah ini berstatus “{naskah.get_status_display()}”, jadi tidak dapat diproses: "
            f"{transisi.label.lower()}.",
        )
        return redirect(naskah)
    if aksi == "setujui":
        return _setujui(request, naskah)
    if aksi not in TANPA_HALAMAN:
        return _beralasan(request, naskah, aksi)
    if request.method != "POST":
        return redirect(naskah)
    try:
        getattr(layanan, f"naskah_{aksi}")(naskah=naskah, oleh=request.user)
    except ValidationError as galat:
        for kalimat in galat.messages:
            messages.error(request, kalimat)
    else:
        messages.success(request, PESAN[aksi])
    return redirect(naskah)


def _putuskan(
    request: HttpRequest,
    naskah: Naskah,
    aksi: str,
    templat: str,
    form: forms.Form,
    kerja: Callable[[int | None], Naskah],
) -> HttpResponse:
    """Show the form, or carry out what it says; a refusal shows it again with what was typed.

    `sejak` is the last history row that the page was drawn from: a decision on a stale page is noticed.
    """
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            hasil = kerja(sejak_terbaca(request.POST))
        except ValidationError as galat:
            form.add_error(None, galat.messages)
            status = 409
        else:
            messages.success(request, PESAN[aksi].format(nomor=hasil.nomor))
            return redirect(hasil)
    terakhir, transisi = naskah.riwayat.last(), cari(TRANSISI_NASKAH, aksi)
    konteks: dict[str, Any] = {
        "naskah": naskah,
        "form": form,
        "sejak": terakhir.pk if terakhir else 0,
        "judul": transisi.label,
        "tombol": transisi.label,
        "penjelasan": PENJELASAN.get(aksi, ""),
    }
    return render(request, templat, konteks, status=status)


def _beralasan(request: HttpRequest, naskah: Naskah, aksi: str) -> HttpResponse:
    form = AlasanForm(request.POST or None)
    kerja = getattr(layanan, f"naskah_{aksi}")
    return _putuskan(
        request,
        naskah,
        aksi,
        "naskah/naskah_alasan.html",
        form,
        lambda sejak: kerja(naskah=naskah, alasan=form.cleaned_data["alasan"], oleh=request.user, sejak=sejak),
    )


def _setujui(request: HttpRequest, naskah: Naskah) -> HttpResponse:
    if request.method != "POST" and (kalimat := cari(TRANSISI_NASKAH, "setujui").kekurangan(naskah)):
        for k in kalimat:
            messages.warning(request, k)
        return redirect(naskah)
    form = KataSandiForm(request.POST or None, request=request, belum="Naskah belum disetujui.")
    return _putuskan(
        request,
        naskah,
        "setujui",
        "naskah/naskah_setujui.html",
        form,
        lambda sejak: layanan.naskah_setujui(naskah=naskah, oleh=request.user, sejak=sejak),
    )


@require_safe
@csp_replace({"object-src": [SELF], "style-src": [UNSAFE_INLINE]})  # for the browser's own PDF viewer
def naskah_pratinjau(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as it would be printed now, without a number; nothing is stored."""
    naskah = ambil(request, pk)
    if naskah.terbit:
        raise Http404("Naskah ini sudah terbit; bukalah PDF-nya.")
    try:
        pdf = pdf_buat(naskah.ketentuan.template, konteks_cetak(naskah))
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(naskah)
    kepala = {
        "Content-Disposition": content_disposition_header(False, naskah.nama_berkas),
        "Cache-Control": "no-store",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=kepala)


@sensitive_post_parameters("sandi")
@require_http_methods(["GET", "HEAD", "POST"])
def naskah_menunggu(request: HttpRequest) -> HttpResponse:
    """What waits for this person: to approve (several at once, one password), to sign, to witness, to scan."""
    persetujuan = menunggu_persetujuan(request.user)
    form = KataSandiForm(
        request.POST or None, request=request, belum="Belum ada naskah yang disetujui.", prefix="setujui"
    )
    dipilih: set[str] = set(request.POST.getlist("naskah"))
    if request.method == "POST":
        pilihan = [n for n in persetujuan if str(n.pk) in dipilih][:BANYAK_SEKALIGUS]
        sah = form.is_valid()
        if sah and not pilihan:
            form.add_error(None, "Pilih paling sedikit satu naskah yang masih menunggu persetujuan.")
        elif sah:
            _setujui_semua(request, pilihan)
            return redirect("naskah:naskah-menunggu")
    konteks = {
        "persetujuan": persetujuan,
        "dipilih": dipilih,
        "form": form,
        "tanda_tangan": menunggu_ttd(request.user),
        "goresan": menunggu_goresan(request.user),
        "pindaian": menunggu_pindaian(request.user),
    }
    return render(request, "naskah/naskah_menunggu.html", konteks)


def _setujui_semua(request: HttpRequest, pilihan: list[Naskah]) -> None:
    """Each for itself: one that fails takes no number and stops no other."""
    berhasil = []
    for naskah in pilihan:
        sejak = sejak_terbaca(request.POST, f"sejak-{naskah.pk}")
        try:
            hasil = layanan.naskah_setujui(naskah=naskah, oleh=request.user, sejak=sejak)
        except ValidationError as galat:
            messages.error(request, f"{naskah.perihal}: {' '.join(galat.messages)}")
        except PermissionDenied as galat:
            messages.error(request, f"{naskah.perihal}: {galat}")
        else:
            berhasil.append(hasil.nomor)
    if berhasil:
        messages.success(request, f"{len(berhasil)} naskah disetujui: {', '.join(berhasil)}.")
