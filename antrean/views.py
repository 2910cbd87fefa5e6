"""What failed, since when, how often and why; tried again, or called off with a reason.

Who may open these pages stands in the table of URLs; this room knows nobody.
"""

from celery import current_app
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Min, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from antrean.forms import BatalkanForm
from antrean.models import Pekerjaan
from antrean.queries import bermasalah, tersendat
from antrean.services import pekerjaan_batalkan, pekerjaan_coba_lagi, semua_coba_lagi
from antrean.tables import PekerjaanFilter, PekerjaanTable
from dasar.daftar import Daftar
from dasar.permintaan import Permintaan


class PekerjaanDaftar(Daftar):
    table_class = PekerjaanTable
    filterset_class = PekerjaanFilter
    template_name = "antrean/daftar.html"
    judul = "Pekerjaan latar yang gagal"
    keterangan = (
        "Yang menyusul suatu keputusan: surel, PDF, pemindaian. Sistem mencobanya lagi sendiri selama kira-kira sehari."
    )
    kosong = {
        "judul": "Tidak ada yang gagal",
        "saran": "Semua yang menyusul keputusan sudah dikerjakan, atau sedang menunggu gilirannya.",
    }

    def get_queryset(self) -> QuerySet[Pekerjaan]:
        return bermasalah().order_by("-dibuat", "-pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tersendat=tersendat().aggregate(n=Count("pk"), sejak=Min("berikut")),
            berpekerja=not current_app.conf.task_always_eager,
            **kwargs,
        )


@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, get_object_or_404(Pekerjaan, pk=pk), BatalkanForm())


def _rinci(request: Permintaan, pekerjaan: Pekerjaan, form: BatalkanForm, status: int = 200) -> HttpResponse:
    return render(request, "antrean/rinci.html", {"pekerjaan": pekerjaan, "form": form}, status=status)


@require_POST
def coba_lagi(request: Permintaan, pk: int) -> HttpResponse:
    pekerjaan = get_object_or_404(Pekerjaan, pk=pk)
    try:
        pekerjaan_coba_lagi(pekerjaan=pekerjaan)
    except ValidationError as galat:
        messages.warning(request, " ".join(galat.messages))
    else:
        pekerjaan.refresh_from_db()
        if pekerjaan.status == "selesai":
            messages.success(request, f"Berhasil: {pekerjaan}.")
        elif pekerjaan.percobaan:
            messages.error(request, f"Belum berhasil: {pekerjaan.alasan}")
        else:
            messages.success(request, f"Sedang dicoba lagi: {pekerjaan}.")
    return redirect(pekerjaan)


@require_POST
def coba_lagi_semua(request: Permintaan) -> HttpResponse:
    jumlah = semua_coba_lagi()
    messages.success(request, f"{jumlah} pekerjaan dicoba lagi. Yang gagal lagi akan muncul kembali di sini.")
    return redirect("antrean:daftar")


@require_POST
def batalkan(request: Permintaan, pk: int) -> HttpResponse:
    pekerjaan = get_object_or_404(Pekerjaan, pk=pk)
    form = BatalkanForm(request.POST)
    if not form.is_valid():
        return _rinci(request, pekerjaan, form, status=422)
    try:
        pekerjaan_batalkan(pekerjaan=pekerjaan, alasan=form.cleaned_data["alasan"], oleh=str(request.user))
    except ValidationError as galat:
        form.add_error(None, galat.messages)
        return _rinci(request, pekerjaan, form, status=422)
    messages.success(request, f"Dibatalkan: {pekerjaan}.")
    return redirect("antrean:daftar")
