"""The team and the delegation of one kecamatan, on one page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from apbdes.forms.tim import DelegasiForm, TimForm
from apbdes.models import DelegasiEvaluasi, TimEvaluasiApbdes
from apbdes.queries import tahun_disusun
from apbdes.services.tim import delegasi_catat, tim_catat
from apbdes.tim import delegasi_berlaku, tim_berlaku
from dasar.formulir import tampil
from dasar.permintaan import Permintaan


@require_http_methods(["GET", "HEAD", "POST"])
def tim_evaluasi(request: Permintaan, pk: int) -> HttpResponse:
    kecamatan = get_object_or_404(request.user.kecamatan_tercakup().select_related("kabupaten"), pk=pk)
    if not request.user.has_perm("apbdes.kelola_tim_apbdes", kecamatan):
        raise Http404
    se_kabupaten = request.user.has_perm("apbdes.kelola_tim_apbdes", kecamatan.kabupaten)
    kiriman = request.POST if request.method == "POST" else None
    delegasi = "delegasi" in request.POST
    form_tim = TimForm(None if delegasi else kiriman, kecamatan=kecamatan)
    form_delegasi = DelegasiForm(kiriman if delegasi else None, initial={"sejak_tahun": tahun_disusun()})
    if delegasi and form_delegasi.is_valid():
        semua = se_kabupaten and "kabupaten" in request.POST
        milik = None if semua else kecamatan
        delegasi_catat(kabupaten=kecamatan.kabupaten, kecamatan=milik, oleh=request.user, **form_delegasi.cleaned_data)
        messages.success(request, "Delegasi dicatat; keputusan berikutnya menyebutnya.")
        return redirect("apbdes:tim-evaluasi", pk=pk)
    if form_tim.is_bound and form_tim.is_valid():
        tim_catat(form=form_tim, kecamatan=kecamatan, oleh=request.user)
        messages.success(request, "SK tim evaluasi dicatat.")
        return redirect("apbdes:tim-evaluasi", pk=pk)
    konteks = {
        "kecamatan": kecamatan,
        "se_kabupaten": se_kabupaten,
        "tim": tim_berlaku(kecamatan),
        "riwayat": TimEvaluasiApbdes.objects.filter(kecamatan=kecamatan).select_related("ketua", "sekretaris", "oleh"),
        "delegasi": delegasi_berlaku(kecamatan, tahun_disusun()),
        "riwayat_delegasi": [
            d
            for d in DelegasiEvaluasi.objects.filter(kabupaten=kecamatan.kabupaten).select_related("oleh")
            if d.kecamatan_id in (None, kecamatan.pk)
        ],
        "form_tim": form_tim,
        "form_delegasi": form_delegasi,
    }
    return tampil(request, "apbdes/tim.html", konteks)
