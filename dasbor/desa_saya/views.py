"""The page of whoever works in a village: what is asked of them, what was agreed, and how their village stands."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini
from dasbor.bahan import keadaan_desa
from dasbor.desa_saya.diminta import desa_saya, diminta_dari, kesepakatan_desa, susun


@require_GET
def desa_saya_halaman(request: Permintaan) -> HttpResponse:
    """Every village that the person works in; usually it is one."""
    desa = desa_saya(request.user)
    konteks: dict[str, object] = {"desa": desa}
    if desa:
        konteks |= {
            "pada": hari_ini(desa[0]),
            "daftar": susun(diminta_dari(request.user, desa), hari_ini(desa[0])),
            "kesepakatan": kesepakatan_desa(request.user, desa),
            "keadaan": [keadaan_desa(request.user, d) for d in desa],
        }
    return render(request, "dasbor/desa_saya.html", konteks)
