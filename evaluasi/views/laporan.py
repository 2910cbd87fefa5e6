"""Writing the report, and forms to print."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan, pdf_di_peramban
from evaluasi.forms.laporan import LaporanForm
from evaluasi.models import FormulirEvaluasi
from evaluasi.naskah import LAPORAN
from evaluasi.reports.laporan import bidang, catatan_laporan, laporan_isi
from evaluasi.reports.lembar import formulir_kosong, rujukan_sk
from evaluasi.services.laporan import laporan_tulis
from evaluasi.views.evaluasi import ambil_evaluasi
from naskah.bagian import tanggal_panjang
from naskah.tata import bertata

ISIAN = ("maksud", "isi_kegiatan", "kesimpulan", "saran")


def evaluasi_laporan(request: Permintaan, pk: int) -> HttpResponse:
    evaluasi = ambil_evaluasi(request, pk)
    if not request.user.has_perm("evaluasi.susun_laporan", evaluasi):
        raise PermissionDenied(
            "Laporan ditulis ketua atau sekretaris tim, sesudah penilaian ditutup dan sebelum diserahkan."
        )
    awal = {nama: getattr(evaluasi, nama) for nama in ISIAN} | {"versi": evaluasi.versi}
    form = LaporanForm(terkirim(request), initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = dict(form.cleaned_data)
        versi = isi.pop("versi")
        try:
            laporan_tulis(evaluasi=evaluasi, oleh=request.user, versi=-1 if versi is None else versi, **isi)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Laporan disimpan. Serahkan kepada camat bila sudah lengkap.")
            return redirect(evaluasi)
    konteks = {
        "evaluasi": evaluasi,
        "form": form,
        "catatan": catatan_laporan(),
        "dasar": rujukan_sk(evaluasi),
        "bidang": bidang(evaluasi),
    }
    return tampil(request, "evaluasi/laporan_form.html", konteks)


def _pdf(request: Permintaan, templat: str, konteks: dict, nama: str, kembali) -> HttpResponse:
    try:
        pdf = pdf_buat(templat, konteks)
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(kembali)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{nama}.pdf"', "Cache-Control": "no-store"},
    )


@pdf_di_peramban
def laporan_pratinjau(request: Permintaan, pk: int) -> HttpResponse:
    """The report as it would be printed now, without a number; nothing is stored."""
    evaluasi = ambil_evaluasi(request, pk)
    if not request.user.has_perm("evaluasi.susun_laporan", evaluasi):
        raise Http404
    isi = laporan_isi(evaluasi)
    isi = bertata(isi, jenis=LAPORAN.kode, kecamatan=evaluasi.desa.kecamatan, desa=evaluasi.desa)
    konteks = {"isi": isi, "nomor": "", "draf": True, "judul": f"Pratinjau laporan {evaluasi}"}
    return _pdf(request, LAPORAN.template, konteks, "pratinjau-laporan-evaluasi", evaluasi)


@pdf_di_peramban
def evaluasi_kosong(request: Permintaan, pk: int) -> HttpResponse:
    """This evaluation's forms to be filled in on paper, one copy for each member."""
    evaluasi = ambil_evaluasi(request, pk)
    lembar = evaluasi.lembar.select_related("formulir")
    if not lembar:
        raise Http404
    konteks = {
        "judul": f"Formulir {evaluasi}",
        "desa": str(evaluasi.desa),
        "cara": evaluasi.cara,
        "lembar": [formulir_kosong(lb.formulir, str(evaluasi.desa)) for lb in lembar],
        "mulai": tanggal_panjang(evaluasi.tanggal_mulai),
        "selesai": tanggal_panjang(evaluasi.tanggal_selesai),
    }
    return _pdf(request, "evaluasi/pdf/kosong.html", konteks, "formulir-evaluasi", evaluasi)


@pdf_di_peramban
def formulir_kosong_pdf(request: Permintaan, pk: int) -> HttpResponse:
    """One version of one form, for any desa."""
    formulir = get_object_or_404(FormulirEvaluasi.objects.untuk(request.user), pk=pk)
    konteks = {"judul": str(formulir), "desa": "", "lembar": [formulir_kosong(formulir)], "mulai": "", "selesai": ""}
    return _pdf(request, "evaluasi/pdf/kosong.html", konteks, "formulir-evaluasi", "evaluasi:evaluasi-daftar")
