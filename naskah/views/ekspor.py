"""Bulk exports: asking for one, watching it, fetching the file, calling it off."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe
from django_filters import FilterSet

from berkas.penyajian import sajikan
from dasar.daftar import Daftar
from dasar.formulir import tertolak
from dasar.permintaan import Permintaan
from naskah.enums.ekspor import JenisEkspor
from naskah.models import Naskah, PekerjaanEkspor
from naskah.services import ekspor as layanan
from naskah.tables.arsip import ArsipFilter, EksporTable
from naskah.tables.naskah import NaskahFilter

PILIHAN_MAKS = 1000
URUTAN = ("kecamatan__nama", "tahun", "tanggal", "urut", "pk")
ASAL: dict[str, tuple[str, type[FilterSet]]] = {
    "naskah": ("naskah:naskah-daftar", NaskahFilter),
    "arsip": ("naskah:arsip", ArsipFilter),
}


class DapatDiekspor:
    """For a list of documents: boxes and the form to export, for whoever may. `asal` is its key in ASAL."""

    asal = "naskah"
    template_name = "naskah/naskah_daftar.html"

    @property
    def boleh_ekspor(self) -> bool:
        return self.request.user.has_perm("naskah.ekspor_naskah")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {} if self.boleh_ekspor else {"exclude": ("pilih",)}

    def get_context_data(self, **kwargs):
        saringan = self.request.GET.copy()
        for lain in ("page", "sort", "_export"):
            saringan.pop(lain, None)
        return super().get_context_data(
            asal=self.asal, boleh_ekspor=self.boleh_ekspor, saringan=saringan.urlencode(), **kwargs
        )


class EksporDaftar(Daftar):
    model = PekerjaanEkspor
    table_class = EksporTable
    filterset_class = None
    template_name = "naskah/ekspor_daftar.html"
    judul = "Ekspor saya"
    kosong = {
        "judul": "Belum ada ekspor",
        "saran": "Pilih naskah di daftar naskah atau arsip, lalu minta zip atau PDF gabungan.",
    }

    def get_filterset_class(self):
        return EksporFilter

    def get_queryset(self):
        return self.request.user.ekspor.defer("pilihan")


class EksporFilter(FilterSet):
    class Meta:
        model = PekerjaanEkspor
        fields: tuple[str, ...] = ()


@require_POST
def ekspor_minta(request: Permintaan) -> HttpResponse:
    """The boxes that were ticked, or everything that the list shows under its filter."""
    asal = request.POST.get("asal", "")
    if asal not in ASAL:
        asal = "naskah"
    saringan = request.POST.get("saringan", "")[:2000]
    try:
        if request.POST.get("cakupan") == "semua":
            naskah, judul = _sesuai_saringan(request, asal, saringan)
        else:
            naskah, judul = _dicentang(request)
        pekerjaan = layanan.ekspor_minta(
            jenis=request.POST.get("jenis", ""), naskah=naskah.order_by(*URUTAN), judul=judul, oleh=request.user
        )
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
        alamat = reverse(ASAL[asal][0])
        return redirect(f"{alamat}?{saringan}" if saringan else alamat)
    return redirect(pekerjaan)


def _terlihat(request: Permintaan) -> "QuerySet[Naskah]":
    return (
        Naskah.objects.untuk(request.user)
        .select_related("kecamatan__kabupaten", "desa__kecamatan__kabupaten")
        .defer("isi")
    )


def _dicentang(request: Permintaan) -> "tuple[QuerySet[Naskah], str]":
    nilai = set(request.POST.getlist("naskah"))
    if not nilai:
        raise ValidationError("Belum ada naskah yang dicentang. Centang dahulu, atau pilih semua yang sesuai saringan.")
    pk = {int(n) for n in nilai if n.isascii() and n.isdigit() and len(n) < 19}
    if len(pk) < len(nilai) or len(pk) > PILIHAN_MAKS:
        raise ValidationError("Pilihan ini tidak terbaca. Muat ulang daftarnya, lalu pilih lagi.")
    daftar = _terlihat(request).filter(pk__in=pk)
    if daftar.count() < len(pk):
        raise ValidationError("Sebagian naskah pilihan tidak ditemukan. Muat ulang daftarnya, lalu pilih lagi.")
    return daftar, f"{len(pk)} naskah pilihan"


def _sesuai_saringan(request: Permintaan, asal: str, saringan: str) -> "tuple[QuerySet[Naskah], str]":
    dasar = _terlihat(request)
    if asal == "arsip":
        dasar = dasar.arsip()
    susunan = ASAL[asal][1](QueryDict(saringan), queryset=dasar, request=request)
    if not susunan.is_valid():
        raise ValidationError("Saringan ini tidak terbaca. Perbaiki saringannya, lalu coba lagi.")
    syarat = []
    for nama, nilai in susunan.form.cleaned_data.items():
        if nilai not in (None, "", []):
            bidang = susunan.form.fields[nama]
            syarat.append(f"“{nilai}”" if nama == "cari" else f"{bidang.label} {_sebutan(bidang, nilai)}")
    jenis = "Arsip naskah" if asal == "arsip" else "Semua naskah"
    return susunan.qs, f"{jenis}: {', '.join(syarat)}" if syarat else jenis


def _sebutan(bidang: Any, nilai: Any) -> str:
    """What a filter was set to, as its page shows it."""
    if isinstance(nilai, list):
        return " atau ".join(_sebutan(bidang, n) for n in nilai)
    if isinstance(nilai, date):
        return date_format(nilai, "j F Y")
    return str(dict(getattr(bidang, "choices", ())).get(nilai, nilai) if isinstance(nilai, str) else nilai)


def _milik(request: Permintaan, pk: int) -> PekerjaanEkspor:
    """Only of the person who asked for it."""
    return get_object_or_404(PekerjaanEkspor.objects.filter(pengguna=request.user), pk=pk)


@require_safe
def ekspor_rinci(request: Permintaan, pk: int) -> HttpResponse:
    """How far it is; asked by htmx it answers that part only."""
    return _rinci(request, _milik(request, pk))


def _rinci(request: Permintaan, ekspor: PekerjaanEkspor) -> HttpResponse:
    konteks = {"ekspor": ekspor, "masa_simpan": layanan.MASA_SIMPAN.days}
    return render(request, "naskah/_ekspor_keadaan.html" if request.htmx else "naskah/ekspor_rinci.html", konteks)


@require_safe
def ekspor_unduh(request: Permintaan, pk: int) -> HttpResponseBase:
    """The file, if this person may still have every document in it."""
    ekspor = _milik(request, pk)
    if not ekspor.siap:
        raise Http404("Berkas ekspor ini belum siap atau sudah dihapus.")
    if halangan := layanan.ekspor_halangan(ekspor, request.user):
        raise PermissionDenied(halangan)
    mime = "application/zip" if ekspor.jenis == JenisEkspor.ZIP else "application/pdf"
    return sajikan(ekspor.berkas, nama=ekspor.nama_unduhan, mime=mime, unduh=True)


@require_POST
def ekspor_batal(request: Permintaan, pk: int) -> HttpResponse:
    ekspor = _milik(request, pk)
    try:
        layanan.ekspor_batalkan(pekerjaan=ekspor)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: _rinci(request, ekspor))
    messages.success(request, "Ekspor dibatalkan.")
    return redirect(ekspor)


@require_POST
def ekspor_ulang(request: Permintaan, pk: int) -> HttpResponse:
    """Start again what came to a stop, where no sweep does it."""
    ekspor = _milik(request, pk)
    try:
        layanan.ekspor_lanjutkan(pekerjaan=ekspor)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: _rinci(request, ekspor))
    return redirect(ekspor)
