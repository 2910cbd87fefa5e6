"""Asking, with the articles that may answer it already."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from berkas.models import Berkas
from dasar.formulir import bilangan, salahkan, tampil, terkirim
from dasar.permintaan import Permintaan
from desa.models import Desa
from klinik.angka import lazimnya
from klinik.forms import AjukanForm, desa_penanya
from klinik.mirip import artikel_mirip
from klinik.penjawab import kontak
from klinik.services import pertanyaan_ajukan as ajukan
from tindaklanjut.forms.isian import nomor_perbarui

CARI = "cari"  # the button that asks for the articles, where no script does


def pertanyaan_ajukan(request: Permintaan) -> HttpResponse:
    """`?berkas=` names the document that it is about."""
    tentang = _tentang(request)
    desa = [tentang.desa] if tentang else desa_penanya(request.user)
    if not desa or not request.user.has_perm("klinik.ajukan_pertanyaan", desa[0]):
        raise PermissionDenied("Pertanyaan diajukan oleh pemerintah desa yang bersangkutan.")
    form = AjukanForm(terkirim(request), request.FILES or None, pengguna=request.user, tentang=tentang)
    if CARI in request.POST:
        form = AjukanForm(pengguna=request.user, tentang=tentang, initial=form.terketik())
        return render(request, "klinik/ajukan.html", _konteks(request, form, desa))
    if request.method == "POST" and form.is_valid():
        try:
            pertanyaan = ajukan(oleh=request.user, **form.isi())
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Pertanyaan disampaikan kepada kecamatan.")
            return redirect(pertanyaan)
    nomor_perbarui(form)
    return tampil(request, "klinik/ajukan.html", _konteks(request, form, desa))


def _tentang(request: Permintaan) -> Berkas | None:
    pk = bilangan(request.GET, "berkas")
    if pk is None:
        return None
    semua = Berkas.objects.untuk(request.user).lengkap().select_related("desa__kecamatan__kabupaten")
    berkas = get_object_or_404(semua, pk=pk)
    if not request.user.has_perm("berkas.lihat_berkas", berkas):
        raise Http404
    return berkas


def _konteks(request: Permintaan, form: AjukanForm, desa: list[Desa]) -> dict[str, object]:
    satu = _desa_dipilih(request, desa)
    return {
        "form": form,
        "tentang": form.tentang,
        "desa": satu if len(desa) == 1 else None,
        "kontak": kontak(satu) if satu else [],
        "lazim": lazimnya(satu.kecamatan) if satu else None,
        "mirip": _mirip(request, satu) if satu and request.method == "POST" else None,
    }


def _desa_dipilih(request: Permintaan, desa: list[Desa]) -> Desa | None:
    if len(desa) == 1:
        return desa[0]
    pk = bilangan(request.POST or request.GET, "desa")
    return next((d for d in desa if d.pk == pk), None)


def _mirip(request: Permintaan, desa: Desa) -> list[object]:
    isi = request.POST or request.GET
    teks = f"{isi.get('judul', '')} {isi.get('uraian', '')}"
    return list(artikel_mirip(desa.kecamatan, teks, bilangan(isi, "topik")))


@require_GET
def pertanyaan_mirip(request: Permintaan) -> HttpResponse:
    """For htmx, while it is typed."""
    desa = _desa_dipilih(request, desa_penanya(request.user))
    return render(request, "klinik/_mirip.html", {"mirip": _mirip(request, desa) if desa else None})
