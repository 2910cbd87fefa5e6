"""The page of one village that tells its story, and the same on two pages of paper for the camat before he goes."""

from io import BytesIO

import pikepdf
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

TEMPLAT = "dasbor/pdf/sekilas_desa.html"
# What two pages hold: the latest events, the most urgent findings, the posts.
CETAK_BUTIR, CETAK_TEMUAN, CETAK_PERANGKAT = 22, 8, 14
HALAMAN_MAKS = 2
LEBIH_SEDIKIT = 3  # of every kind, where long sentences do not fit


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
    konteks = {
        "desa": desa,
        "kisah": kisah_desa(request.user, desa),
        "baris": _baris(request, desa),
        "boleh_perintah": request.user.has_perm("perut.perintahkan_kunjungan", desa),
    }
    return render(request, "dasbor/sekilas_desa.html", konteks)


@require_GET
@pdf_di_peramban
def sekilas_desa_pdf(request: Permintaan, pk: int) -> HttpResponse:
    """Two pages at most, whatever happened; what is left out is counted."""
    desa = _desa(request, pk)
    kisah, baris = kisah_desa(request.user, desa), _baris(request, desa)
    try:
        pdf = pdf_buat(TEMPLAT, _cetakan(kisah, baris))
        if _banyak_halaman(pdf) > HALAMAN_MAKS:
            pdf = pdf_buat(TEMPLAT, _cetakan(kisah, baris, LEBIH_SEDIKIT))
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect("dasbor:sekilas-desa", pk=pk)
    tajuk = {"Content-Disposition": f'inline; filename="sekilas-{desa.kode}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=tajuk)


def _banyak_halaman(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as dokumen:
        return len(dokumen.pages)


def _cetakan(kisah: Kisah, baris: Baris | None, bagi: int = 1) -> dict[str, object]:
    """`bagi`: of every kind only so large a part."""
    butir, temuan, perangkat = CETAK_BUTIR // bagi, CETAK_TEMUAN // bagi, CETAK_PERANGKAT // bagi
    return {
        "kisah": kisah,
        "desa": kisah.desa,
        "baris": baris,
        "butir": kisah.butir[:butir],
        "lain": max(0, len(kisah.butir) - butir),
        "temuan": kisah.temuan[:temuan],
        "temuan_lain": max(0, len(kisah.temuan) - temuan),
        "perangkat": kisah.perangkat[:perangkat],
        "perangkat_lain": max(0, len(kisah.perangkat) - perangkat),
    }
