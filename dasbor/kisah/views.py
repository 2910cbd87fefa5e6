"""The page of one village that tells its story, and the same on two pages of paper for the camat before he goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.permintaan import Permintaan, pdf_di_peramban
from dasbor.bahan import PEMBACA_KECAMATAN, keadaan_kecamatan
from dasbor.kisah.isi import Kisah, kisah_desa
from dasbor.risiko.faktor import himpunan_berlaku
from dasbor.risiko.hitung import urutkan
from dasbor.sekilas.tabel import Baris, tabel
from desa.enums import JenisDesa
from desa.models import Desa

# What two pages hold: the latest events, the most urgent findings, the posts.
CETAK_BUTIR, CETAK_TEMUAN, CETAK_PERANGKAT = 22, 8, 14


def _desa(request: Permintaan, pk: int) -> Desa:
    semua = request.user.desa_terlihat().filter(jenis=JenisDesa.DESA)
    return get_object_or_404(semua.select_related("kecamatan__kabupaten"), pk=pk)


def _baris(request: Permintaan, desa: Desa) -> Baris | None:
    """The row of the kecamatan's table; only for who reads the whole kecamatan there: the order is not the village's
    business."""
    if not request.user.peran_di(desa) & PEMBACA_KECAMATAN:
        return None
    urut = urutkan(keadaan_kecamatan(request.user, desa.kecamatan), himpunan_berlaku())
    return next((b for b in tabel(urut) if b.desa == desa), None)


@require_GET
def sekilas_desa(request: Permintaan, pk: int) -> HttpResponse:
    desa = _desa(request, pk)
    konteks = {"desa": desa, "kisah": kisah_desa(request.user, desa), "baris": _baris(request, desa)}
    return render(request, "dasbor/sekilas_desa.html", konteks)


@require_GET
@pdf_di_peramban
def sekilas_desa_pdf(request: Permintaan, pk: int) -> HttpResponse:
    """Two pages at most, whatever happened; what is left out is counted."""
    desa = _desa(request, pk)
    konteks = _cetakan(kisah_desa(request.user, desa), _baris(request, desa))
    try:
        pdf = pdf_buat("dasbor/pdf/sekilas_desa.html", konteks)
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect("dasbor:sekilas-desa", pk=pk)
    tajuk = {"Content-Disposition": f'inline; filename="sekilas-{desa.kode}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=tajuk)


def _cetakan(kisah: Kisah, baris: Baris | None) -> dict[str, object]:
    return {
        "kisah": kisah,
        "desa": kisah.desa,
        "baris": baris,
        "butir": kisah.butir[:CETAK_BUTIR],
        "lain": max(0, len(kisah.butir) - CETAK_BUTIR),
        "temuan": kisah.temuan[:CETAK_TEMUAN],
        "temuan_lain": max(0, len(kisah.temuan) - CETAK_TEMUAN),
        "perangkat": kisah.perangkat[:CETAK_PERANGKAT],
        "perangkat_lain": max(0, len(kisah.perangkat) - CETAK_PERANGKAT),
    }
