"""The facts of a village for one budget year: entered once, proposed where they are known, corrected with a name."""

from collections.abc import Mapping
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from apbdes.fakta import tampil
from apbdes.forms.fakta import FaktaForm
from apbdes.gramatika.bentuk import BentukFakta, JenisFakta
from apbdes.models import FaktaDesa
from apbdes.perangkat import fakta_untuk
from apbdes.services.fakta import DISEPAKATI, fakta_simpan, fakta_tercatat, nilai_fakta, nilai_tercatat, usulan_fakta
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
    dikenal = fakta_untuk(versi)
    if versi.dapat_diubah:
        del dikenal[DISEPAKATI]  # the desa is asked for it when it hands in
    semua = nilai_tercatat(versi, {k: f for k, f in ada.items() if k in dikenal and f.jenis in ("", dikenal[k].jenis)})
    nilai = {k: n for k, n in semua.items() if k in dikenal}
    dari = max((f.pk for f in ada.values()), default=0)
    form = FaktaForm(
        terkirim(request),
        dikenal=dikenal,
        tercatat=nilai,
        usul=usulan_fakta(versi, dikenal),
        terisi=versi.dapat_diubah,
    )
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
        "tercatat": [(dikenal[k].arti, tampil(dikenal[k], n), ada.get(k)) for k, n in nilai.items()],
        "riwayat": _riwayat(versi.apbdes.desa_id, versi.apbdes.tahun, dikenal),
        "beku": versi.beku is not None,
    }
    return tampilkan(request, "apbdes/fakta.html", konteks)


def _riwayat(desa: int, tahun: int, dikenal: Mapping[str, BentukFakta]) -> list[tuple[str, str, FaktaDesa]]:
    semua = FaktaDesa.objects.filter(desa=desa, tahun=tahun, nama__in=dikenal).select_related("oleh")
    return [
        (
            dikenal[f.nama].arti,
            "ditarik" if (n := nilai_fakta(f)) is None else tampil(_bentuk(f, dikenal[f.nama]), n),
            f,
        )
        for f in semua.order_by("-pk")[:100]
    ]


def _bentuk(f: FaktaDesa, kini: BentukFakta) -> BentukFakta:
    """Of the kind that it was when it was written down."""
    return kini._replace(jenis=cast(JenisFakta, f.jenis)) if f.jenis else kini
