"""Whether the villages of a kecamatan see its median beside their own figures: the camat says so, and nobody else."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from akun.enums import Peran
from dasar.formulir import tampil, terkirim
from dasar.konflik import TahuKonflik, disimpan
from dasar.permintaan import Permintaan
from dasbor.median.hitung import MINIMAL
from desa.models import Kecamatan, RiwayatData
from desa.services.data import data_simpan

RIWAYAT_MAKS = 10


class MedianForm(TahuKonflik, forms.ModelForm):
    class Meta:
        model = Kecamatan
        fields = ["nilai_tengah_desa"]


def median_atur(request: Permintaan, pk: int) -> HttpResponse:
    kecamatan = get_object_or_404(request.user.kecamatan_terlihat(Peran.CAMAT).select_related("kabupaten"), pk=pk)
    if not request.user.has_perm("desa.bandingkan_desa", kecamatan):
        raise PermissionDenied("Nilai tengah dibuka dan ditutup oleh camat.")
    form = MedianForm(terkirim(request), instance=kecamatan)

    def simpan() -> None:
        data_simpan(objek=kecamatan, kolom=form.kolom, versi=form.versi, oleh=request.user)

    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        terbuka = form.cleaned_data["nilai_tengah_desa"]
        messages.success(request, "Desa kini melihat nilai tengah kecamatan." if terbuka else "Nilai tengah ditutup.")
        return redirect("dasbor:median-atur", kecamatan.pk)
    riwayat = RiwayatData.objects.tentang(kecamatan)[:RIWAYAT_MAKS]
    konteks = {"form": form, "kecamatan": kecamatan, "minimal": MINIMAL, "riwayat": riwayat}
    return tampil(request, "dasbor/median.html", konteks)
