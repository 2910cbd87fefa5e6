"""Writing a finding down in the office: out of a document or an evaluation, or out of a citizen's complaint."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan
from desa.models import Kecamatan
from tindaklanjut.forms.catat import CatatForm, JenisForm, PengaduanForm
from tindaklanjut.forms.isian import nomor_perbarui
from tindaklanjut.pencatatan import pengaduan_catat, temuan_catat
from tindaklanjut.queries import kecamatan_pencatat
from tindaklanjut.sumber import sumber_cari


def temuan_catat_halaman(request: Permintaan) -> HttpResponse:
    """`?asal=` and `?id=` name what it was found in; the person sees that, and writes findings down there."""
    sumber = sumber_cari(request.user, request.GET.get("asal", ""), request.GET.get("id", ""))
    if sumber is None:
        raise Http404
    if not request.user.has_perm("tindaklanjut.catat_temuan", sumber.desa):
        raise PermissionDenied("Temuan dicatat oleh pelaksana atau verifikator kecamatan yang bersangkutan.")
    kecamatan = [sumber.desa.kecamatan]
    usulan = JenisForm(request.GET, kecamatan=kecamatan).usulan()
    form = CatatForm(terkirim(request), desa=sumber.desa, kecamatan=kecamatan, initial=usulan)
    if request.method == "POST" and form.is_valid():
        try:
            temuan = temuan_catat(sumber=sumber, isi=form.isi(), oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Temuan dicatat, dan desa diberi tahu.")
            return redirect(temuan)
    return _tampil(request, form, kecamatan, judul="Catat temuan", sumber=sumber)


def pengaduan_catat_halaman(request: Permintaan) -> HttpResponse:
    kecamatan = list(kecamatan_pencatat(request.user))
    usulan = JenisForm(request.GET, kecamatan=kecamatan).usulan()
    form = PengaduanForm(terkirim(request), pengguna=request.user, initial=usulan)
    if request.method == "POST" and form.is_valid():
        desa = form.cleaned_data["desa"]
        try:
            temuan = pengaduan_catat(desa=desa, isi=form.isi(), pengaduan=form.pengaduan(), oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Pengaduan dicatat sebagai temuan, dan desa diberi tahu tanpa nama pelapornya.")
            return redirect(temuan)
    return _tampil(request, form, kecamatan, judul="Catat pengaduan warga")


def _tampil(request: Permintaan, form: CatatForm, kecamatan: list[Kecamatan], **konteks: Any) -> HttpResponse:
    nomor_perbarui(form)
    form_jenis = JenisForm(request.GET or None, kecamatan=kecamatan)
    return tampil(request, "tindaklanjut/catat.html", {"form": form, "form_jenis": form_jenis} | konteks)
