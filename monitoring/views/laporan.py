"""Writing the report, reading it before it is handed in, and the forms on paper."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from akun.enums import DESA, KECAMATAN, SEMUA
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.basi import Basi
from dasar.formulir import pakai_versi, tampil, terkirim
from dasar.permintaan import Permintaan, pdf_di_peramban
from dasar.waktu import hari_ini
from instrumen.models import UMUM
from monitoring.forms.laporan import NAMA, LaporanForm
from monitoring.models import FormulirMonitoring, Monitoring
from monitoring.naskah import LAPORAN
from monitoring.reports.formulir import kosong_isi
from monitoring.reports.laporan import laporan_isi
from monitoring.reports.usulan import laporan_usulan
from monitoring.services.laporan import IsiLaporan, alasan_tertutup, laporan_simpan
from monitoring.views.monitoring import ambil
from monitoring.views.rencana import Banding
from naskah.tata import bertata


def laporan(request: Permintaan, pk: int) -> HttpResponse:
    monitoring = ambil(request, pk)
    if not request.user.has_perm("monitoring.isi_monitoring", monitoring):
        raise PermissionDenied(alasan_tertutup(monitoring))
    usulan = laporan_usulan(monitoring)
    form = LaporanForm(terkirim(request), monitoring=monitoring, usulan=usulan)
    if request.method == "POST" and form.is_valid():
        versi = form.cleaned_data["versi"]
        try:
            laporan_simpan(monitoring=monitoring, versi=-1 if versi is None else versi, isi=form.isi, oleh=request.user)
        except Basi as basi:
            pakai_versi(form, basi.tersimpan.versi)
            perbandingan = _bandingkan(basi.tersimpan, form)
            return _tampil(request, monitoring, form, basi=basi.kalimat, perbandingan=perbandingan)
        messages.success(request, "Laporan disimpan. Serahkan kepada camat bila sudah lengkap.")
        return redirect(monitoring)
    return _tampil(request, monitoring, form)


def _tampil(request: Permintaan, monitoring: Monitoring, form: LaporanForm, **konteks: object) -> HttpResponse:
    return tampil(request, "monitoring/laporan_form.html", {"monitoring": monitoring, "form": form} | konteks)


def _bandingkan(tersimpan: Monitoring, form: LaporanForm) -> list[Banding]:
    lama, baru = IsiLaporan.dari(tersimpan), form.isi

    def kata(nilai: object) -> str:
        return ("\n".join(nilai) if isinstance(nilai, list) else str(nilai)) or "Kosong"

    return [Banding(form.fields[n].label, kata(getattr(lama, n)), kata(getattr(baru, n))) for n in NAMA]


def _pdf(request: Permintaan, templat: str, konteks: dict, nama: str, kembali: Monitoring | None) -> HttpResponse:
    try:
        pdf = pdf_buat(templat, konteks)
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(kembali) if kembali else redirect("monitoring:monitoring-daftar")
    tajuk = {"Content-Disposition": f'inline; filename="{nama}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=tajuk)


@pdf_di_peramban
def laporan_pratinjau(request: Permintaan, pk: int) -> HttpResponse:
    """The report as it would be handed in now, without a number; nothing is stored."""
    monitoring = ambil(request, pk)
    if not request.user.has_perm("monitoring.isi_monitoring", monitoring):
        raise Http404
    isi = laporan_isi(monitoring, oleh=request.user, tanggal=hari_ini(monitoring.desa))
    isi = bertata(isi, jenis=LAPORAN.kode, kecamatan=monitoring.desa.kecamatan, desa=monitoring.desa)
    konteks = {"isi": isi, "nomor": "", "draf": True, "judul": f"Pratinjau {monitoring}"}
    return _pdf(request, LAPORAN.template, konteks, "pratinjau-laporan-monitoring", monitoring)


@pdf_di_peramban
def lembar_kosong(request: Permintaan, pk: int, lembar: UUID) -> HttpResponse:
    """The form of one sheet for paper, with what is known of place, day and officers."""
    monitoring = ambil(request, pk)
    if not request.user.peran_di(monitoring.desa) & KECAMATAN:
        raise Http404
    baris = get_object_or_404(monitoring.lembar.select_related("formulir"), pk=lembar)
    konteks = {"isi": kosong_isi(baris.formulir, monitoring.desa.kecamatan, baris), "judul": str(baris)}
    return _pdf(request, "monitoring/pdf/formulir_kosong.html", konteks, "formulir-monitoring", monitoring)


@pdf_di_peramban
def formulir_kosong(request: Permintaan, pk: int) -> HttpResponse:
    """A form of the regulation or of one's own office for paper."""
    kantor = request.user.kecamatan_terlihat(*(SEMUA - DESA)).select_related("kabupaten")
    milik = UMUM | Q(kecamatan__in=kantor) | Q(kabupaten__in=kantor.values("kabupaten"))
    formulir = get_object_or_404(
        FormulirMonitoring.objects.untuk(request.user).filter(milik).select_related("kecamatan"), pk=pk
    )
    kecamatan = formulir.kecamatan or kantor.first()
    konteks = {"isi": kosong_isi(formulir, kecamatan), "judul": formulir.judul}
    return _pdf(request, "monitoring/pdf/formulir_kosong.html", konteks, f"formulir-{formulir.kode}", None)
