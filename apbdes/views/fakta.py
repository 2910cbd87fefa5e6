"""The facts of a village for one budget year: entered once, proposed where they are known, corrected with a name."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from apbdes.fakta import dari_simpanan, semua_dari_simpanan, tampil
from apbdes.forms.fakta import FaktaForm
from apbdes.gramatika.bentuk import FAKTA_BAKU
from apbdes.models import FaktaDesa
from apbdes.services.fakta import fakta_simpan, fakta_tercatat, usulan_fakta
from apbdes.views.versi import ambil_versi
from dasar.basi import Basi
from dasar.formulir import bilangan, salahkan, terkirim
from dasar.formulir import tampil as tampilkan
from dasar.permintaan import Permintaan


@require_http_methods(["GET", "HEAD", "POST"])
def versi_fakta(request: Permintaan, pk: int) -> HttpResponse:
    versi = ambil_versi(request, pk)
    boleh = request.user.has_perm("apbdes.ubah_fakta_versiapbdes", versi)
    if request.method == "POST" and not boleh:
        raise PermissionDenied("Fakta desa diisi desa selama menyusun, dan dibetulkan kecamatan selama mengevaluasi.")
    ada = fakta_tercatat(versi.apbdes.desa, versi.apbdes.tahun)
    nilai = semua_dari_simpanan({k: f.nilai for k, f in ada.items()})
    dari = max((f.pk for f in ada.values()), default=0)
    form = FaktaForm(terkirim(request), tercatat=nilai, usul=usulan_fakta(versi), terisi=versi.dapat_diubah)
    if request.method == "POST" and form.is_valid():
        try:
            banyak = fakta_simpan(
                versi=versi, isi=form.cleaned_data, oleh=request.user, dari=bilangan(request.POST, "dari") or 0
            )
        except ValidationError as galat:
            salahkan(form, galat)
            if isinstance(galat, Basi):  # sent again, it is meant
                dari = max(f.pk for f in fakta_tercatat(versi.apbdes.desa, versi.apbdes.tahun).values())
        else:
            messages.success(request, f"{banyak} fakta dicatat." if banyak else "Tidak ada yang berubah.")
            return redirect("apbdes:versi-fakta", pk=versi.pk)
    konteks = {
        "versi": versi,
        "form": form,
        "boleh": boleh,
        "dari": dari,
        "tercatat": [(FAKTA_BAKU[k].arti, tampil(k, n), ada[k]) for k, n in nilai.items()],
        "riwayat": _riwayat(versi.apbdes.desa_id, versi.apbdes.tahun),
        "beku": versi.beku is not None,
    }
    return tampilkan(request, "apbdes/fakta.html", konteks)


def _riwayat(desa: int, tahun: int) -> list[tuple[str, str, FaktaDesa]]:
    semua = FaktaDesa.objects.filter(desa=desa, tahun=tahun, nama__in=FAKTA_BAKU).select_related("oleh")
    return [
        (
            FAKTA_BAKU[f.nama].arti,
            tampil(f.nama, dari_simpanan(f.nama, f.nilai)) if f.nilai else "ditarik",
            f,
        )
        for f in semua.order_by("-pk")[:100]
    ]
