"""Trainings and who took part; and what the office wants to reach."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.daftar import Daftar
from dasar.formulir import tampil, terkirim, tertolak
from dasar.konflik import disimpan
from dasar.permintaan import Permintaan
from desa.models import RiwayatData
from kapasitas import services
from kapasitas.enums import PEMBACA, PENILAI
from kapasitas.forms import PelatihanForm, SasaranForm
from kapasitas.models import Pelatihan, Sasaran
from kapasitas.tables import PelatihanFilter, PelatihanTable
from kapasitas.wilayah import bagian, wilayah


def ambil(request: Permintaan, pk: int) -> Pelatihan:
    return get_object_or_404(Pelatihan.objects.untuk(request.user).select_related("kecamatan__kabupaten"), pk=pk)


class PelatihanDaftar(Daftar):
    table_class = PelatihanTable
    filterset_class = PelatihanFilter
    template_name = "kapasitas/pelatihan_daftar.html"
    judul = "Pelatihan"
    keterangan = "Pelatihan yang diikuti perangkat desa; menjadi bukti pada penilaian."

    def get_queryset(self) -> "QuerySet[Pelatihan]":
        return Pelatihan.objects.untuk(self.request.user).annotate(banyak=Count("peserta"))

    def get_kosong(self) -> dict[str, str]:
        return {"judul": "Belum ada pelatihan", "saran": "Pelatihan yang dicatat kecamatan muncul di sini."}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        boleh = self.request.user.has_perm("kapasitas.kelola_pelatihan")
        return super().get_context_data(bagian=bagian(self.request), boleh_tambah=boleh, **kwargs)


@require_safe
def pelatihan_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return render(request, "kapasitas/pelatihan.html", _konteks(request, ambil(request, pk)))


def _konteks(request: Permintaan, pelatihan: Pelatihan) -> dict[str, Any]:
    peserta = list(pelatihan.peserta.select_related("perangkat__desa__kecamatan"))
    return {
        "pelatihan": pelatihan,
        "peserta": peserta,
        "boleh_ubah": request.user.has_perm("kapasitas.kelola_pelatihan", pelatihan),
        "riwayat": RiwayatData.objects.tentang(pelatihan),
    }


def pelatihan_tambah(request: Permintaan) -> HttpResponse:
    if not request.user.kecamatan_terlihat(*PENILAI).exists():
        raise PermissionDenied(services.BUKAN_PENGELOLA)
    return _form(request, PelatihanForm(terkirim(request), pengguna=request.user), "Catat pelatihan")


def pelatihan_ubah(request: Permintaan, pk: int) -> HttpResponse:
    pelatihan = _dikelola(request, pk)
    form = PelatihanForm(terkirim(request), pengguna=request.user, instance=pelatihan)
    return _form(request, form, "Ubah pelatihan")


def _form(request: Permintaan, form: PelatihanForm, judul: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        hasil: list[Pelatihan] = []
        isi = {"pelatihan": form.instance, "peserta": form.cleaned_data["peserta"], "versi": form.versi}
        if disimpan(form, lambda: hasil.append(services.pelatihan_simpan(**isi, oleh=request.user))):
            messages.success(request, "Pelatihan disimpan.")
            return redirect(hasil[0])
    return tampil(request, "kapasitas/pelatihan_form.html", {"form": form, "judul": judul})


def _dikelola(request: Permintaan, pk: int) -> Pelatihan:
    pelatihan = ambil(request, pk)
    if not request.user.has_perm("kapasitas.kelola_pelatihan", pelatihan):
        raise PermissionDenied(services.BUKAN_PENGELOLA)
    return pelatihan


def pelatihan_hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Asks first."""
    pelatihan = _dikelola(request, pk)
    if request.method != "POST":
        return render(request, "kapasitas/pelatihan_hapus.html", {"pelatihan": pelatihan})
    try:
        services.pelatihan_hapus(pelatihan=pelatihan, oleh=request.user)
    except ValidationError as galat:
        konteks = _konteks(request, pelatihan)
        return tertolak(request, galat, lambda: render(request, "kapasitas/pelatihan.html", konteks))
    messages.success(request, "Pelatihan dihapus; isinya tetap ada di riwayat data.")
    return redirect("kapasitas:pelatihan-daftar")


@require_safe
def pelatihan_hadir_pdf(request: Permintaan, pk: int) -> HttpResponse:
    """The attendance list, to be signed on paper."""
    pelatihan = ambil(request, pk)
    try:
        pdf = pdf_buat("kapasitas/pdf/hadir.html", _konteks(request, pelatihan))
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(pelatihan)
    tajuk = {"Content-Disposition": f'inline; filename="daftar-hadir-{pk}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=tajuk)


def sasaran(request: Permintaan) -> HttpResponse:
    konteks, kecamatan = wilayah(request, *PEMBACA)
    if kecamatan is None:
        raise Http404
    if not request.user.has_perm("kapasitas.atur_sasaran", kecamatan):
        raise PermissionDenied(services.BUKAN_PENGATUR)
    lama = Sasaran.objects.filter(kecamatan=kecamatan).first()
    form = SasaranForm(terkirim(request), instance=lama or Sasaran(kecamatan=kecamatan))
    if request.method == "POST" and form.is_valid():
        isi = {n: form.cleaned_data[n] for n in ("persen", "dasar")} | {"versi": form.versi}
        if disimpan(form, lambda: services.sasaran_atur(kecamatan=kecamatan, **isi, oleh=request.user)):
            messages.success(request, "Sasaran disimpan.")
            return redirect(konteks["bagian"][0][2])
    konteks |= {
        "form": form,
        "judul": "Sasaran kapasitas",
        "kembali": konteks["bagian"][0][2],
        "riwayat": RiwayatData.objects.tentang(lama) if lama else [],
    }
    return tampil(request, "kapasitas/form.html", konteks)
