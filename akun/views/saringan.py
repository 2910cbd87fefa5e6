"""Saved filters of the person who is signed in; nobody else's can be reached."""

from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.forms.saringan import NamaSaringanForm, SaringanForm
from akun.kebijakan import boleh_membuka
from akun.models import Saringan
from akun.services.saringan import SEORANG, SUDAH_ADA, isi_rapi, saringan_hapus, saringan_simpan, saringan_ubah
from dasar.formulir import salahkan, tampil, terkirim
from dasar.nama import akhiri
from dasar.permintaan import Permintaan


def alamat_daftar(request: Permintaan, daftar: str) -> str:
    """Where the list is; 404 for what is none, or none of this person's."""
    with suppress(NoReverseMatch):
        if daftar and boleh_membuka(request.user, daftar):
            return reverse(daftar)
    raise Http404("Daftar ini tidak ada.")


def _milik(request: Permintaan) -> "QuerySet[Saringan]":
    return Saringan.objects.filter(pengguna=request.user)


def _kelola(daftar: str) -> str:
    return f"{reverse('akun:saringan-daftar')}?{urlencode({'daftar': daftar})}"


@require_POST
def saringan_simpan_baru(request: Permintaan) -> HttpResponse:
    """Back to the list as it was filtered; refused, the name stands in its field with the reason."""
    form = SaringanForm(request.POST)
    alamat = alamat_daftar(request, request.POST.get("daftar", "").replace("\x00", ""))
    ada = False
    if form.is_valid():
        try:
            saringan = saringan_simpan(orang=request.user, ganti="ganti" in request.POST, **form.cleaned_data)
        except ValidationError as galat:
            salahkan(form, galat)
            ada = form.has_error("nama", SUDAH_ADA)
        else:
            messages.success(request, akhiri(f"Saringan disimpan dengan nama “{saringan.nama}”"))
            return redirect(f"{alamat}?{saringan.isi}")
    with suppress(ValueError):
        alamat += f"?{isi_rapi(request.POST.get('isi', ''))}"
    konteks = {"form": form, "alamat": alamat, "ada": ada, "judul": "Simpan saringan"}
    return tampil(request, "akun/saringan_form.html", konteks)


@require_safe
def saringan_daftar(request: Permintaan) -> HttpResponse:
    """Those of one list, to rename and to drop."""
    daftar = request.GET.get("daftar", "").replace("\x00", "")
    alamat = alamat_daftar(request, daftar)
    konteks = {"saringan": _milik(request).filter(daftar=daftar), "alamat": alamat, "seorang": SEORANG}
    return render(request, "akun/saringan_daftar.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
def saringan_ganti_nama(request: Permintaan, pk: int) -> HttpResponse:
    saringan = get_object_or_404(_milik(request), pk=pk)
    form = NamaSaringanForm(terkirim(request), initial={"nama": saringan.nama})
    if request.method == "POST" and form.is_valid():
        try:
            saringan_ubah(saringan=saringan, nama=form.cleaned_data["nama"])
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, akhiri(f"Namanya sekarang “{saringan.nama}”"))
            return redirect(_kelola(saringan.daftar))
    konteks = {"form": form, "alamat": _kelola(saringan.daftar), "judul": "Ganti nama saringan"}
    return tampil(request, "akun/saringan_form.html", konteks)


@require_POST
def saringan_buang(request: Permintaan, pk: int) -> HttpResponse:
    saringan = get_object_or_404(_milik(request), pk=pk)
    saringan_hapus(saringan=saringan)
    messages.success(request, akhiri(f"Saringan “{saringan.nama}” dihapus"))
    return redirect(_kelola(saringan.daftar))
