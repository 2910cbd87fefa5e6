"""Deciding and noting: since when it is counted, how a duty reads here, what happened, what was seen to be met."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dasar.formulir import salahkan, tampil, terkirim, tertolak
from dasar.permintaan import Permintaan
from desa.models import Desa, RiwayatData
from kewajiban import services
from kewajiban.daftar import Buku
from kewajiban.forms import CatatForm, KejadianForm, KetentuanForm, PenghitunganForm
from kewajiban.keadaan import Hitungan, Sel
from kewajiban.models import Kejadian, Ketentuan, Pemenuhan, Penghitungan
from kewajiban.views.tabel import kewajiban_desa
from kewajiban.wilayah import wilayah


def penghitungan(request: Permintaan) -> HttpResponse:
    konteks, kecamatan = wilayah(request)
    if kecamatan is None:
        raise Http404
    if not request.user.has_perm("kewajiban.atur_kewajiban", kecamatan):
        raise PermissionDenied(services.BUKAN_PENGATUR)
    lama = Penghitungan.objects.filter(kecamatan=kecamatan).first()
    form = PenghitunganForm(terkirim(request), kecamatan=kecamatan, lama=lama)

    def kerjakan() -> str:
        services.penghitungan_atur(kecamatan=kecamatan, **form.cleaned_data, oleh=request.user)
        return f"Kewajiban desa di {kecamatan} dihitung sejak tanggal itu."

    judul = "Atur penghitungan" if lama else "Mulai menghitung kewajiban"
    konteks |= {"judul": judul, "riwayat": RiwayatData.objects.tentang(lama) if lama else []}
    return _kerjakan(request, form, kerjakan, konteks["alamat"]["tabel"], konteks)


def ketentuan(request: Permintaan, kode: str = "") -> HttpResponse:
    """Change one of the duties, or without a code write one of the office's own."""
    konteks, kecamatan = wilayah(request)
    if kecamatan is None:
        raise Http404
    if not request.user.has_perm("kewajiban.atur_kewajiban", kecamatan):
        raise PermissionDenied(services.BUKAN_PENGATUR)
    asal, _ = Buku(kecamatan).semua.get(kode, (None, ""))
    if kode and asal is None:
        raise Http404("Kewajiban ini tidak berlaku di wilayah Anda.")
    form = KetentuanForm(terkirim(request), kecamatan=kecamatan, asal=asal)

    def kerjakan() -> str:
        baru = services.ketentuan_putuskan(kecamatan=kecamatan, kode=kode, isi=form.isi(), oleh=request.user)
        return f"{baru.nama}: ketentuan baru dicatat. Yang jatuh tempo sebelumnya tidak berubah."

    putusan = Ketentuan.objects.filter(kecamatan=kecamatan, kode=kode) if kode else []
    konteks |= {
        "judul": f"Ubah “{asal.nama}”" if asal else "Tambah kewajiban",
        "riwayat": RiwayatData.objects.tentang(*putusan) if putusan else [],
    }
    kembali = reverse("kewajiban:rinci", args=[kode]) + konteks["bawa"] if kode else konteks["alamat"]["daftar"]
    return _kerjakan(request, form, kerjakan, kembali, konteks)


def kejadian_catat(request: Permintaan, pk: int) -> HttpResponse:
    desa = _desa(request, pk, "kewajiban.catat_kejadian")
    form = KejadianForm(terkirim(request), desa=desa)

    def kerjakan() -> str:
        services.kejadian_catat(desa=desa, **form.cleaned_data, oleh=request.user)
        return "Kejadian dicatat; kewajiban yang mengikutinya sekarang bertanggal."

    return _kerjakan(request, form, kerjakan, _halaman(desa), {"judul": "Catat kejadian", "desa": desa})


def pemenuhan_catat(request: Permintaan, pk: int, kode: str) -> HttpResponse:
    """`?periode=` or `?sejak=` say which of its last days; it has to be one that this village has."""
    desa = _desa(request, pk, "kewajiban.catat_pemenuhan")
    sel = _sel(desa, kode, request.GET.get("periode", ""), request.GET.get("sejak", ""))
    form = CatatForm(terkirim(request), desa=desa)

    def kerjakan() -> str:
        services.pemenuhan_catat(
            desa=desa, kode=kode, periode=sel.periode, sejak=sel.tenggat.sejak, **form.cleaned_data, oleh=request.user
        )
        return f"{sel.kewajiban.nama} dicatat sudah dipenuhi."

    return _kerjakan(request, form, kerjakan, _halaman(desa), {"judul": "Catat dipenuhi", "desa": desa, "sel": sel})


@require_POST
def kejadian_hapus(request: Permintaan, pk: int) -> HttpResponse:
    return _hapus(request, get_object_or_404(Kejadian.objects.untuk(request.user).select_related("desa"), pk=pk))


@require_POST
def pemenuhan_hapus(request: Permintaan, pk: int) -> HttpResponse:
    return _hapus(request, get_object_or_404(Pemenuhan.objects.untuk(request.user).select_related("desa"), pk=pk))


def _hapus(request: Permintaan, catatan: Kejadian | Pemenuhan) -> HttpResponse:
    try:
        services.catatan_hapus(catatan=catatan, oleh=request.user)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: kewajiban_desa(request, catatan.desa_id))
    messages.success(request, "Catatan dihapus; isinya tetap ada di riwayat data.")
    return redirect(_halaman(catatan.desa))


def _kerjakan(
    request: Permintaan, form: forms.BaseForm, kerjakan: Callable[[], str], kembali: str, konteks: dict[str, Any]
) -> HttpResponse:
    """Show the form, or do what it says; a refusal shows it again with all that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            pesan = kerjakan()
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, pesan)
            return redirect(kembali)
    return tampil(request, "kewajiban/form.html", konteks | {"form": form, "kembali": kembali})


def _desa(request: Permintaan, pk: int, izin: str) -> Desa:
    desa = get_object_or_404(request.user.desa_terlihat().select_related("kecamatan__kabupaten"), pk=pk)
    if not request.user.has_perm(izin, desa):
        raise PermissionDenied(services.BUKAN_PENCATAT)
    return desa


def _halaman(desa: Desa) -> str:
    return reverse("kewajiban:desa", args=[desa.pk])


def _sel(desa: Desa, kode: str, periode: str, sejak: str) -> Sel:
    hitungan = Hitungan(desa.kecamatan)
    tahun = hitungan.pada.year
    semua = hitungan.sel([desa], date(tahun - services.TAHUN_MUNDUR, 1, 1), date(tahun + 1, 12, 31))
    for s in semua:
        if s.kewajiban.kode == kode and s.periode == periode and str(s.tenggat.sejak or "") == sejak:
            return s
    raise Http404("Desa ini tidak mempunyai kewajiban itu.")
