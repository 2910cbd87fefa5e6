"""A village asks: for whom, where to, when, on which basis."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dasar.formulir import salahkan, tampil, terkirim, tertolak
from dasar.permintaan import Permintaan
from desa.models import Desa
from perjalanan.acuan import ketentuan_di
from perjalanan.forms import PermohonanForm
from perjalanan.models import Perjalanan
from perjalanan.queries import desa_pemohon
from perjalanan.services import (
    BUKAN_PEMOHON,
    alasan_terkunci,
    perjalanan_buat,
    perjalanan_salin,
    perjalanan_ubah,
)
from perjalanan.views.perjalanan import ambil, perjalanan_rinci


def perjalanan_baru(request: Permintaan) -> HttpResponse:
    """`?desa=` names the village where a person asks for several; a single one is taken as it is."""
    pilihan = desa_pemohon(request.user)
    if not pilihan:
        if request.method == "POST":
            raise PermissionDenied(BUKAN_PEMOHON)
        return tampil(request, "perjalanan/pilih_desa.html", {"bukan": BUKAN_PEMOHON})
    diminta = request.POST.get("desa") or request.GET.get("desa", "")
    desa = next((d for d in pilihan if d.kode == diminta), pilihan[0] if len(pilihan) == 1 else None)
    if desa is None:
        return tampil(request, "perjalanan/pilih_desa.html", {"pilihan": pilihan})
    form = PermohonanForm(terkirim(request), request.FILES or None, desa=desa, instance=Perjalanan(desa=desa))
    if request.method == "POST" and form.is_valid():
        try:
            perjalanan = perjalanan_buat(desa=desa, pk=form.cleaned_data["id"], oleh=request.user, **form.kiriman())
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Permohonan disimpan. Periksa sekali lagi, lalu ajukan ke kecamatan.")
            return redirect(perjalanan)
    return _tampil(request, form, desa, judul="Permohonan perjalanan dinas")


def perjalanan_atur(request: Permintaan, pk: Any) -> HttpResponse:
    perjalanan = ambil(request, pk)
    if not request.user.has_perm("perjalanan.ubah_perjalanan", perjalanan):
        raise PermissionDenied(alasan_terkunci(perjalanan, request.user))
    form = PermohonanForm(terkirim(request), request.FILES or None, desa=perjalanan.desa, instance=ambil(request, pk))
    if request.method == "POST" and form.is_valid():
        versi = form.cleaned_data["versi"]
        try:
            hasil = perjalanan_ubah(
                perjalanan=perjalanan, versi=-1 if versi is None else versi, oleh=request.user, **form.kiriman()
            )
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Permohonan disimpan.")
            return redirect(hasil)
    return _tampil(request, form, perjalanan.desa, judul="Ubah permohonan", perjalanan=perjalanan)


def _tampil(request: Permintaan, form: PermohonanForm, desa: Desa, **konteks: Any) -> HttpResponse:
    konteks |= {"form": form, "desa": desa, "ketentuan": ketentuan_di(desa.kecamatan)}
    return tampil(request, "perjalanan/form.html", konteks)


@require_POST
def perjalanan_ulang(request: Permintaan, pk: Any) -> HttpResponse:
    """A copy to be changed: other days are another order."""
    perjalanan = ambil(request, pk)
    try:
        baru = perjalanan_salin(perjalanan=perjalanan, oleh=request.user, sejak=request.POST.get("sejak", ""))
    except ValidationError as galat:
        return tertolak(request, galat, lambda: perjalanan_rinci(request, pk))
    messages.info(request, "Permohonan baru disusun dari yang lama. Ubah yang berbeda, lalu ajukan.")
    return redirect("perjalanan:perjalanan-ubah", pk=baru.pk)
