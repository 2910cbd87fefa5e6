"""The evaluator supplies a pagu or a recipient that the budget leaves open, or withdraws it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from apbdes.forms.pernyataan import PaguEvaluatorForm, PenerimaEvaluatorForm
from apbdes.models import VersiApbdes
from apbdes.services import pernyataan as layanan
from apbdes.views.evaluasi import ambil, kerja, keterangan_untuk
from dasar.formulir import bilangan, salahkan, tertolak
from dasar.permintaan import Permintaan


@require_POST
def versi_keterangan(request: Permintaan, pk: int) -> HttpResponse:
    """Statements with one reason; refused, nothing is kept of them and the page keeps what was typed."""
    versi = ambil(request, pk, tulis=True)
    keterangan = keterangan_untuk(versi)
    form: PaguEvaluatorForm | PenerimaEvaluatorForm
    banyak = 0
    if "penerima-dasar" in request.POST:
        form, nyatakan, nama = (
            PenerimaEvaluatorForm(request.POST, keterangan=keterangan),
            layanan.penerima_nyatakan,
            "form_penerima",
        )
    else:
        form, nyatakan, nama = (
            PaguEvaluatorForm(request.POST, keterangan=keterangan),
            layanan.pagu_nyatakan,
            "form_pagu",
        )
    if form.is_valid():
        try:
            banyak = len(nyatakan(versi=versi, oleh=request.user, **form.hasil))
        except ValidationError as galat:
            salahkan(form, galat)
    if form.errors:
        return kerja(request, versi, **{nama: form})
    messages.success(request, f"{banyak} keterangan disimpan; putusannya dihitung lagi.")
    return _kembali(versi)


@require_POST
def versi_keterangan_tarik(request: Permintaan, pk: int) -> HttpResponse:
    versi = ambil(request, pk, tulis=True)
    try:
        layanan.pernyataan_tarik(versi=versi, pk=bilangan(request.POST, "keterangan") or 0, oleh=request.user)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: kerja(request, versi))
    messages.success(request, "Keterangan ditarik; putusannya dihitung lagi.")
    return _kembali(versi)


def _kembali(versi: VersiApbdes) -> HttpResponse:
    return redirect(f"{reverse('apbdes:versi-evaluasi', args=[versi.pk])}#keterangan")
