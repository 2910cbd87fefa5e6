"""A monitoring's page, and the decisions about it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from akun.enums import Peran
from akun.forms import AlasanForm, KataSandiForm
from dasar.alur import cari, sejak_terbaca
from monitoring.alur import TRANSISI_MONITORING
from monitoring.enums import BERHASIL, StatusMonitoring
from monitoring.models import Monitoring
from monitoring.queries import lembar_ringkas, sisa_hari_kerja
from monitoring.reports.surat_tugas import surat_tugas_cocok
from monitoring.services import monitoring as layanan
from monitoring.syarat import temuan_baru
from monitoring.tindakan import halangan_orang, tindakan_untuk


def ambil(request: HttpRequest, pk: int) -> Monitoring:
    """A monitoring in the person's scope that they may see (else 404)."""
    monitoring = get_object_or_404(
        Monitoring.objects.untuk(request.user).lengkap().select_related("desa__kecamatan__kabupaten"), pk=pk
    )
    if not request.user.has_perm("monitoring.lihat_monitoring", monitoring):
        raise Http404
    return monitoring


def monitoring_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    monitoring = ambil(request, pk)
    boleh_isi = request.user.has_perm("monitoring.lihat_isi_monitoring", monitoring)
    boleh_atur = request.user.has_perm("monitoring.atur_monitoring", monitoring)
    konteks: dict[str, Any] = {
        "monitoring": monitoring,
        "tindakan": tindakan_untuk(request.user, monitoring),
        "boleh_isi": boleh_isi,
        "boleh_atur": boleh_atur,
        "boleh_surat": monitoring.status != StatusMonitoring.RENCANA
        and request.user.has_perm("monitoring.surati_monitoring", monitoring),
        "boleh_lapangan": request.user.has_perm("monitoring.isi_monitoring", monitoring),
        "sisa": sisa_hari_kerja(monitoring),
        "surat_tugas_cocok": monitoring.surat_tugas is None or surat_tugas_cocok(monitoring),
        "riwayat": monitoring.riwayat.select_related("oleh"),
        "pengembalian": monitoring.riwayat.filter(ke=StatusMonitoring.DIKEMBALIKAN).select_related("oleh").last(),
    }
    if boleh_isi:
        konteks |= {
            "lembar": lembar_ringkas(monitoring),
            "temuan": temuan_baru(monitoring),
            "boleh_cetak": request.user.peran_di(monitoring.desa) & {Peran.VERIFIKATOR, Peran.PELAKSANA},
            "ada_laporan": monitoring.status in BERHASIL or monitoring.dapat_diisi,
        }
    return render(request, "monitoring/monitoring_rinci.html", konteks)


def monitoring_alur(request: HttpRequest) -> HttpResponse:
    """The page that explains the flow, drawn from the same table that enforces it."""
    tabel = [
        {
            "label": t.label,
            "dari_label": ", ".join(s.label for s in StatusMonitoring if s in t.dari),
            "ke_label": StatusMonitoring(t.ke).label,
            "oleh_label": ", ".join(Peran(p).label for p in sorted(t.peran)),
            "syarat": t.syarat,
        }
        for t in TRANSISI_MONITORING
    ]
    return render(request, "komponen/alur.html", {"tabel": tabel, "benda": "monitoring"})


@sensitive_post_parameters("sandi")
def monitoring_aksi(request: HttpRequest, pk: int, aksi: str) -> HttpResponse:
    """One decision. Some are one button, some ask something first; a decision is always a POST."""
    monitoring = ambil(request, pk)
    transisi = cari(TRANSISI_MONITORING, aksi)
    if not request.user.has_perm(f"monitoring.{aksi}_monitoring", monitoring):
        if request.user.peran_di(monitoring.desa) & transisi.peran:
            raise PermissionDenied(halangan_orang(aksi))
        raise PermissionDenied(f"Peran Anda tidak berwenang untuk: {transisi.label.lower()}.")
    if monitoring.status not in transisi.dari:
        keadaan = monitoring.get_status_display()
        if request.method == "POST" and monitoring.status == transisi.ke:
            messages.info(request, f"Monitoring ini sudah {keadaan.lower()}; tidak diproses dua kali.")
        else:
            messages.warning(
                request,
                f"Monitoring ini berstatus “{keadaan}”, jadi tidak dapat diproses: {transisi.label.lower()}.",
            )
        return redirect(monitoring)
    if aksi in {"kembalikan", "batalkan"}:
        return _beralasan(request, monitoring, aksi)
    if aksi == "terima":
        return _terima(request, monitoring)
    if request.method != "POST":
        return redirect(monitoring)
    try:
        getattr(layanan, f"monitoring_{aksi}")(monitoring=monitoring, oleh=request.user)
    except ValidationError as galat:
        for kalimat in galat.messages:
            messages.error(request, kalimat)
        return redirect(monitoring)
    return _selesai(request, monitoring, aksi)


PESAN = {
    "tugaskan": "Surat tugas diajukan kepada camat. Petugas sudah diberi tahu.",
    "mulai": "Monitoring dimulai. Selamat bertugas.",
    "laporkan": "Laporan diserahkan kepada camat. Isinya terkunci sampai ada keputusan.",
    "kembalikan": "Laporan dikembalikan kepada petugas.",
    "terima": "Laporan diterima dan bernomor. Petugas dapat menandatanganinya.",
    "batalkan": "Monitoring dibatalkan.",
}


def _selesai(request: HttpRequest, monitoring: Monitoring, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi])
    if aksi == "mulai":
        return redirect("monitoring:lapangan", pk=monitoring.pk)
    return redirect(monitoring)


def _putuskan(
    request: HttpRequest,
    monitoring: Monitoring,
    aksi: str,
    templat: str,
    form: forms.Form,
    isi: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """Ask, or carry out what was answered. The page names the last history row, so that a decision on a
    stale page is noticed; a refusal shows it again with all that was typed."""
    terakhir = monitoring.riwayat.last()
    konteks = {
        "monitoring": monitoring,
        "form": form,
        "transisi": cari(TRANSISI_MONITORING, aksi),
        "sejak": terakhir.pk if terakhir else 0,
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, templat, konteks)
    try:
        getattr(layanan, f"monitoring_{aksi}")(
            monitoring=monitoring, oleh=request.user, sejak=sejak_terbaca(request.POST), **isi()
        )
    except ValidationError as galat:
        form.add_error(None, galat.messages)
        return render(request, templat, konteks, status=409)
    return _selesai(request, monitoring, aksi)


def _beralasan(request: HttpRequest, monitoring: Monitoring, aksi: str) -> HttpResponse:
    form = AlasanForm(request.POST or None)
    return _putuskan(
        request,
        monitoring,
        aksi,
        "monitoring/monitoring_alasan.html",
        form,
        lambda: {"alasan": form.cleaned_data["alasan"]},
    )


def _terima(request: HttpRequest, monitoring: Monitoring) -> HttpResponse:
    form = KataSandiForm(request.POST or None, request=request, belum="Laporan belum diterima.")
    return _putuskan(request, monitoring, "terima", "monitoring/monitoring_terima.html", form, dict)
