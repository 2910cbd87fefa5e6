"""Writing a finding down in the office: out of a document or an evaluation, or out of a citizen's complaint."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan
from tindaklanjut.forms.catat import CatatForm, PengaduanForm
from tindaklanjut.forms.isian import nomor_perbarui
from tindaklanjut.pencatatan import pengaduan_catat, temuan_catat
from tindaklanjut.sumber import sumber_cari

USUL = "usul"  # the button that asks for the words of the kind


def temuan_catat_halaman(request: Permintaan) -> HttpResponse:
    """`?asal=` and `?id=` name what it was found in; the person sees that, and writes findings down there."""
    sumber = sumber_cari(request.user, request.GET.get("asal", ""), request.GET.get("id", ""))
    if sumber is None or not sumber.dicatat:
        raise Http404
    if not request.user.has_perm("tindaklanjut.catat_temuan", sumber.desa):
        raise PermissionDenied("Temuan dicatat oleh pelaksana atau verifikator kecamatan yang bersangkutan.")
    kecamatan = [sumber.desa.kecamatan]
    form = CatatForm(terkirim(request), desa=sumber.desa, kecamatan=kecamatan)
    if USUL in request.POST:
        form = CatatForm(desa=sumber.desa, kecamatan=kecamatan, initial=form.berkalimat())
    elif request.method == "POST" and form.is_valid():
        try:
            temuan = temuan_catat(sumber=sumber, isi=form.isi(), oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Temuan dicatat, dan desa diberi tahu.")
            return redirect(temuan)
    return _tampil(request, form, judul="Catat temuan", sumber=sumber)


def pengaduan_catat_halaman(request: Permintaan) -> HttpResponse:
    form = PengaduanForm(terkirim(request), pengguna=request.user)
    if USUL in request.POST:
        form = PengaduanForm(pengguna=request.user, initial=form.berkalimat())
    elif request.method == "POST" and form.is_valid():
        desa = form.cleaned_data["desa"]
        try:
            temuan = pengaduan_catat(desa=desa, isi=form.isi(), pengaduan=form.pengaduan(), oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Pengaduan dicatat sebagai temuan, dan desa diberi tahu tanpa nama pelapornya.")
            return redirect(temuan)
    return _tampil(request, form, judul="Catat pengaduan warga")


def _tampil(request: Permintaan, form: CatatForm, **konteks: Any) -> HttpResponse:
    nomor_perbarui(form)
    if USUL in request.POST:  # nothing was refused
        return render(request, "tindaklanjut/catat.html", {"form": form} | konteks)
    return tampil(request, "tindaklanjut/catat.html", {"form": form} | konteks)
