"""Signing: with a passphrase, through BSrE, with a finger before a witness; and what is stuck."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.enums import DESA, SEMUA
from dasar.formulir import salahkan, tampil, terkirim, tertolak
from dasar.nama import akhiri
from dasar.permintaan import Permintaan
from naskah.enums.naskah import CaraTtd
from naskah.forms.naskah import BsreForm, FrasaForm, GoresanForm
from naskah.models import Naskah, PekerjaanTtd, PenandaTangan
from naskah.queries.naskah import pdf_macet, pekerjaan_macet, penanda_lama
from naskah.queries.penerus import penanda_berhenti
from naskah.services import pekerjaan_ttd
from naskah.services.bsre import penanda_tandatangani_bsre
from naskah.services.goresan import goresan_simpan
from naskah.services.penerus import naskah_ganti_pejabat
from naskah.services.penerus import penanda_alihkan as alihkan
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.syarat import halangan_goresan
from naskah.views.naskah import ambil, rinci


def _penanda(naskah: Naskah, pk: int) -> PenandaTangan:
    penanda = get_object_or_404(naskah.penanda, pk=pk)
    penanda.naskah = naskah
    return penanda


@sensitive_post_parameters("frasa", "nik")
@require_http_methods(["GET", "HEAD", "POST"])
def penanda_ttd(request: Permintaan, pk: int, penanda_pk: int) -> HttpResponse:
    """One's own electronic signature. A refusal shows the page again with its sentence."""
    naskah = ambil(request, pk)
    penanda = _penanda(naskah, penanda_pk)
    if not request.user.has_perm("naskah.tandatangani_penanda", penanda):
        raise PermissionDenied(
            "Hanya yang namanya tercantum dan masih bertugas di wilayah ini yang dapat menandatangani."
        )
    if request.method != "POST":
        return redirect(naskah)
    bsre = naskah.cara_ttd == CaraTtd.BSRE
    form = BsreForm(request.POST) if bsre else FrasaForm(request.POST)
    if not form.is_valid():
        return rinci(request, naskah, form_ttd=form)
    try:
        if bsre:
            penanda_tandatangani_bsre(penanda=penanda, oleh=request.user, **form.cleaned_data)
        else:
            penanda_tandatangani(penanda=penanda, oleh=request.user, **form.cleaned_data)
    except ValidationError as galat:
        salahkan(form, galat)
        naskah = ambil(request, pk)  # somebody may have signed meanwhile
        return rinci(request, naskah, form_ttd=form)
    if bsre:
        messages.success(request, "Naskah sudah Anda tanda tangani melalui BSrE.")
    else:
        messages.success(request, "Tanda tangan Anda diterima dan sedang dibubuhkan pada naskah.")
    return redirect(naskah)


@require_http_methods(["GET", "HEAD", "POST"])
def penanda_goresan(request: Permintaan, pk: int, penanda_pk: int) -> HttpResponse:
    """The sheet on the officer's phone on which somebody without an account draws a signature."""
    naskah = ambil(request, pk)
    penanda = _penanda(naskah, penanda_pk)
    if not request.user.has_perm("naskah.saksikan_penanda", penanda):
        raise PermissionDenied("Goresan jari disaksikan pelaksana atau verifikator kecamatan.")
    if kalimat := halangan_goresan(penanda, list(naskah.penanda.all())):
        messages.warning(request, " ".join(kalimat))
        return redirect(naskah)
    form = GoresanForm(terkirim(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            goresan_simpan(
                penanda=penanda,
                gambar=data["gambar"],
                lintang=data["lintang"],
                bujur=data["bujur"],
                oleh=request.user,
            )
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"Goresan {penanda.nama} tersimpan, Anda saksinya.")
            return redirect(naskah)
    konteks = {"naskah": naskah, "penanda": penanda, "form": form}
    return tampil(request, "naskah/goresan.html", konteks)


@require_safe
def tanda_tangan_macet(request: Permintaan) -> HttpResponse:
    return _macet(request)


def _macet(request: Permintaan) -> HttpResponse:
    """What does not move, and why: signatures on their way, PDFs that failed, signers who wait too long."""
    kecamatan = request.user.kecamatan_terlihat(*(SEMUA - DESA))
    konteks = {
        "pekerjaan": [
            (p, request.user.has_perm("naskah.urus_ttd_naskah", p.naskah)) for p in pekerjaan_macet(kecamatan)[:100]
        ],
        "pdf": [(n, request.user.has_perm("naskah.buat_ulang_naskah", n)) for n in pdf_macet(kecamatan)[:100]],
        "berganti": penanda_berhenti(kecamatan)[:100],
        "penanda": penanda_lama(kecamatan)[:100],
    }
    return render(request, "naskah/tanda_tangan_macet.html", konteks)


def _pekerjaan(request: Permintaan, pk: int) -> PekerjaanTtd:
    terlihat = Naskah.objects.untuk(request.user)
    return get_object_or_404(
        PekerjaanTtd.objects.filter(naskah__in=terlihat).select_related("naskah__kecamatan", "naskah__desa__kecamatan"),
        pk=pk,
    )


@require_POST
def pekerjaan_ulang(request: Permintaan, pk: int) -> HttpResponse:
    pekerjaan = _pekerjaan(request, pk)
    try:
        pekerjaan_ttd.pekerjaan_ulang(pekerjaan=pekerjaan, oleh=request.user)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: _macet(request))
    messages.success(request, "Tanda tangan itu sedang dicoba lagi.")
    return redirect("naskah:tanda-tangan-macet")


@require_POST
def pekerjaan_batal(request: Permintaan, pk: int) -> HttpResponse:
    pekerjaan = _pekerjaan(request, pk)
    try:
        pekerjaan_ttd.pekerjaan_batalkan(pekerjaan=pekerjaan, oleh=request.user)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: _macet(request))
    messages.success(request, "Tanda tangan itu dibatalkan. Penanda tangannya sudah diberi tahu.")
    return redirect("naskah:tanda-tangan-macet")


@require_POST
def penanda_alihkan(request: Permintaan, pk: int, penanda_pk: int) -> HttpResponse:
    """The place of whoever has left goes to the successor."""
    naskah = ambil(request, pk)
    try:
        baru = alihkan(penanda=_penanda(naskah, penanda_pk), oleh=request.user, sejak=request.POST.get("sejak", ""))
    except ValidationError as galat:
        return tertolak(request, galat, lambda: rinci(request, ambil(request, pk)))
    messages.success(
        request,
        akhiri(f"Tempat tanda tangan beralih kepada {baru.nama}")
        + " PDF-nya dibuat lagi, lalu ia diminta menandatangani.",
    )
    return redirect(naskah)


@require_POST
def ganti_pejabat(request: Permintaan, pk: int) -> HttpResponse:
    """The same content for those who are in office now, to be approved by the camat."""
    naskah = ambil(request, pk)
    try:
        baru = naskah_ganti_pejabat(naskah=naskah, oleh=request.user, sejak=request.POST.get("sejak", ""))
    except ValidationError as galat:
        return tertolak(request, galat, lambda: rinci(request, ambil(request, pk)))
    messages.success(request, "Naskah pengganti dengan isi yang sama disusun dan menunggu persetujuan camat.")
    return redirect(baru)
