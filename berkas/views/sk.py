"""Whose appointment decree a file is, with its number and date: entered here, or taken from the person."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from berkas.forms.sk import PejabatSKForm
from berkas.queries.sk import KATEGORI_SK
from berkas.services.sk import sk_kaitkan
from berkas.views.berkas import ambil
from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan


def berkas_pejabat(request: Permintaan, pk: int) -> HttpResponse:
    berkas = ambil(request, pk)
    if berkas.kategori.kode not in KATEGORI_SK:
        raise Http404("Berkas ini bukan SK pejabat desa.")
    if not request.user.has_perm("berkas.kaitkan_berkas", berkas):
        raise PermissionDenied("Pejabat pemilik SK disebut oleh sekretaris desanya atau verifikator kecamatan.")
    form = PejabatSKForm(terkirim(request), berkas=berkas, oleh=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            kalimat = sk_kaitkan(berkas=berkas, oleh=request.user, **form.layanan())
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            for k in kalimat or ["Pejabat, nomor, dan tanggal SK disimpan."]:
                messages.success(request, k)
            return redirect(berkas)
    return tampil(request, "berkas/pejabat.html", {"berkas": berkas, "form": form})
