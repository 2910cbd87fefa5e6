"""The evaluation of a programme's year: page, worksheet on paper, workbook. Counted when it is asked for."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET
from openpyxl import Workbook

from akun.lingkup import lingkup
from akun.models import Pengguna
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.permintaan import Permintaan, pdf_di_peramban
from laporan.bagian.bentuk import tulis
from laporan.enums import KANTOR, PEMBACA
from laporan.lembar_kerja import jawaban, lembar
from laporan.program import TERLALU_SEDIKIT, EvaluasiProgram, evaluasi_program
from perut.models import Program


def program_dibaca(pengguna: Pengguna) -> "QuerySet[Program]":
    """The programmes of the kecamatan that this person reads as an office does."""
    semua = Program.objects.filter(lingkup(pengguna, *(KANTOR | PEMBACA), kecamatan="kecamatan"))
    return semua.select_related("kecamatan__kabupaten").order_by("-tahun", "kecamatan__nama", "pk")


@require_GET
def program_daftar(request: Permintaan) -> HttpResponse:
    return render(request, "laporan/program_daftar.html", {"program": program_dibaca(request.user)})


def _evaluasi(request: Permintaan, pk: int) -> EvaluasiProgram:
    return evaluasi_program(get_object_or_404(program_dibaca(request.user), pk=pk))


def _konteks(e: EvaluasiProgram) -> dict[str, Any]:
    return {
        "e": e,
        "program": e.program,
        "baris": [(b, [(u.judul, tulis(b.nilai[u.kunci], u.satuan)) for u in e.ukuran]) for b in e.baris],
        "terlalu_sedikit": TERLALU_SEDIKIT,
    }


@require_GET
def program_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return render(request, "laporan/program_rinci.html", _konteks(_evaluasi(request, pk)))


@require_GET
@pdf_di_peramban
def program_pdf(request: Permintaan, pk: int) -> HttpResponse:
    e = _evaluasi(request, pk)
    try:
        pdf = pdf_buat("laporan/pdf/program.html", _konteks(e))
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect("laporan:program-rinci", pk=pk)
    tajuk = {
        "Content-Disposition": f'inline; filename="evaluasi-perut-{e.program.tahun}.pdf"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=tajuk)


@require_GET
def program_xlsx(request: Permintaan, pk: int) -> HttpResponse:
    """An unknown figure is an empty cell."""
    e = _evaluasi(request, pk)
    buku = Workbook()
    buku.remove(buku.active)
    lembar(buku, "Tujuan", ["Tujuan", "Sumber", "Menurut data"], [[t.bunyi, t.tempat, t.ukuran] for t in e.tujuan])
    kepala = ["Desa", "Lokus", *(f"{u.judul} ({u.satuan})" if u.satuan else u.judul for u in e.ukuran)]
    isi = [[str(b.desa), "ya" if b.lokus else "tidak", *(b.nilai[u.kunci] for u in e.ukuran)] for b in e.baris]
    lembar(buku, "Menurut desa", kepala, isi)
    sanding = [
        [s.judul, s.satuan, s.lokus, s.n_lokus, s.lain, s.n_lain, TERLALU_SEDIKIT if s.kurang else ""]
        for s in e.sanding
    ]
    judul = ["Ukuran", "Satuan", "Nilai tengah lokus", "Desa lokus", "Nilai tengah desa lain", "Desa lain", "Catatan"]
    lembar(buku, "Lokus dan lainnya", judul, [*sanding, [], *([c] for c in e.catatan)])
    return jawaban(buku, f"evaluasi {e.program}")
