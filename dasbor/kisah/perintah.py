"""The camat reads why a village comes first, and orders a visit there and then."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from akun.enums import Peran
from dasar.formulir import salahkan, tampil, terkirim
from dasar.isian import tahun_wajar
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini
from dasbor.bahan import keadaan_desa
from dasbor.risiko.faktor import himpunan_berlaku
from dasbor.risiko.hitung import nilai_desa
from desa.enums import JenisDesa
from desa.hari_kerja import hari_kerja_sejak
from desa.models import Desa
from perut.services.perintah import kunjungan_berjalan, kunjungan_perintahkan

SEMINGGU = timedelta(days=7)  # what is proposed as the day; the camat writes another
PANJANG = 2000


class PerintahForm(forms.Form):
    tanggal = forms.DateField(
        label="Tanggal kunjungan",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[tahun_wajar],
        help_text="Verifikator menunjuk petugas dan dapat memindahkan harinya.",
    )
    alasan = forms.CharField(
        label="Alasan dan yang harus dilihat",
        max_length=PANJANG,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Menjadi agenda kunjungannya. Kalimatnya diusulkan dari yang diketahui tentang desa ini.",
    )


def _awal(request: Permintaan, desa: Desa) -> dict[str, Any]:
    alasan = nilai_desa(keadaan_desa(request.user, desa), himpunan_berlaku()).alasan
    return {
        "tanggal": hari_kerja_sejak(hari_ini(desa) + SEMINGGU, desa.kecamatan.kabupaten),
        "alasan": alasan[:PANJANG],
    }


def kunjungan_perintah(request: Permintaan, pk: int) -> HttpResponse:
    semua = request.user.desa_terlihat(Peran.CAMAT).filter(jenis=JenisDesa.DESA)
    desa = get_object_or_404(semua.select_related("kecamatan__kabupaten"), pk=pk)
    if not request.user.has_perm("perut.perintahkan_kunjungan", desa):
        raise PermissionDenied("Kunjungan diperintahkan oleh camat.")
    berjalan = kunjungan_berjalan(desa)
    form = PerintahForm(terkirim(request), initial={} if request.method == "POST" else _awal(request, desa))
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            kunjungan = kunjungan_perintahkan(
                desa=desa, tanggal=isi["tanggal"], alasan=isi["alasan"].replace("\r\n", "\n"), oleh=request.user
            )
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"Kunjungan ke {desa} diperintahkan dan diteruskan kepada verifikator.")
            return redirect(kunjungan)
    return tampil(request, "dasbor/kunjungan_perintah.html", {"desa": desa, "form": form, "berjalan": berjalan})
