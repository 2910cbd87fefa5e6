"""Planning a monitoring, and its letter."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from dasar.basi import Basi
from dasar.formulir import pakai_versi, tampil, tertolak
from dasar.permintaan import Permintaan
from monitoring.enums import BIDANG, StatusMonitoring
from monitoring.forms.borang import Borang
from monitoring.models import Monitoring
from monitoring.queries import kecamatan_kelolaan
from monitoring.reports.surat_tugas import surat_tugas_cocok
from monitoring.services.rencana import IsiMonitoring, monitoring_buat, monitoring_ubah
from monitoring.services.surat_tugas import surat_tugas_ajukan
from monitoring.syarat import kalimat_ditarik
from monitoring.views.formulir import halaman
from monitoring.views.monitoring import ambil, monitoring_rinci


def ambil_diatur(request: Permintaan, pk: int) -> Monitoring:
    """A monitoring in the person's scope (else 404) that they may plan now (else 403 with the reason)."""
    monitoring = ambil(request, pk)
    if not request.user.has_perm("monitoring.atur_monitoring", monitoring):
        if request.user.has_perm("monitoring.kelola_monitoring", monitoring.desa):
            raise PermissionDenied(
                f"Monitoring ini berstatus “{monitoring.get_status_display()}”, jadi rencananya tidak dapat diubah."
            )
        raise PermissionDenied("Monitoring diatur oleh verifikator kecamatan yang bersangkutan.")
    return monitoring


def monitoring_baru(request: Permintaan) -> HttpResponse:
    if not kecamatan_kelolaan(request.user).exists():
        raise PermissionDenied("Monitoring diatur oleh verifikator kecamatan.")
    borang = Borang(request.POST if request.method == "POST" else None, pengguna=request.user)
    if request.method == "POST" and borang.is_valid():
        try:
            monitoring = monitoring_buat(desa=borang.form.cleaned_data["desa"], isi=borang.isi, oleh=request.user)
        except ValidationError as galat:
            borang.terima(galat)
        else:
            messages.success(request, f"Rencana {monitoring} disimpan.")
            return redirect(monitoring)
    return _tampil(request, borang, judul="Monitoring baru")


def monitoring_atur(request: Permintaan, pk: int) -> HttpResponse:
    monitoring = ambil_diatur(request, pk)
    borang = Borang(request.POST if request.method == "POST" else None, pengguna=request.user, monitoring=monitoring)
    if request.method != "POST":
        for kalimat in kalimat_ditarik(list(monitoring.lembar.select_related("formulir"))):
            messages.warning(request, kalimat)
    judul = f"Ubah monitoring {monitoring.desa}"
    if request.method == "POST" and borang.is_valid():
        versi = borang.form.cleaned_data["versi"]
        try:
            hasil = monitoring_ubah(
                monitoring=monitoring, versi=-1 if versi is None else versi, isi=borang.isi, oleh=request.user
            )
        except Basi as basi:
            pakai_versi(borang.form, basi.tersimpan.versi)
            perbandingan = _bandingkan(basi.tersimpan, borang.isi)
            return _tampil(request, borang, judul=judul, basi=basi.kalimat, perbandingan=perbandingan)
        except ValidationError as galat:
            borang.terima(galat)
        else:
            messages.success(request, "Rencana monitoring disimpan.")
            if hasil.status == StatusMonitoring.DITUGASKAN and not surat_tugas_cocok(hasil):
                messages.warning(request, "Surat tugas tidak cocok lagi dengan rencana ini. Susun penggantinya.")
            return redirect(hasil)
    return _tampil(request, borang, judul=judul)


def _tampil(request: Permintaan, borang: Borang, *, judul: str, **konteks: object) -> HttpResponse:
    konteks |= {
        "borang": borang,
        "monitoring": borang.monitoring,
        "judul": judul,
        "tanpa_formulir": halaman.tanpa_formulir(request.user),
    }
    return tampil(request, "monitoring/monitoring_form.html", konteks)


@dataclass(frozen=True)
class Banding:
    label: str
    tersimpan: str
    anda: str

    @property
    def beda(self) -> bool:
        return self.tersimpan != self.anda


def _bandingkan(tersimpan: Monitoring, anda: IsiMonitoring) -> list[Banding]:
    """Both versions, field by field, in words."""

    def kata(isi: IsiMonitoring) -> list[tuple[str, str]]:
        tanggal = [date_format(t, "j F Y") for t in (isi.tanggal_mulai, isi.tanggal_selesai) if t]
        return [
            ("Bidang", BIDANG.get(isi.nomor_bidang, "")),
            ("Tanggal", " sampai ".join(tanggal) or "Kosong"),
            ("Sasaran kegiatan", "\n".join(isi.sasaran) or "Kosong"),
            ("Petugas", "\n".join(f"{o.nama}, {o.jabatan}, {o.alamat}" for o in isi.petugas) or "Belum ditunjuk"),
            ("Formulir", "\n".join(f"{r.formulir.kode} {r.lokasi} {r.kegiatan}".strip() for r in isi.lembar) or "–"),
        ]

    pasangan = zip(kata(IsiMonitoring.dari(tersimpan)), kata(anda), strict=True)
    return [Banding(label, lama, baru) for (label, lama), (_, baru) in pasangan]


@require_POST
def surat_tugas(request: Permintaan, pk: int) -> HttpResponse:
    monitoring = ambil(request, pk)
    try:
        naskah = surat_tugas_ajukan(monitoring=monitoring, oleh=request.user, sejak=request.POST.get("sejak", ""))
    except ValidationError as galat:
        return tertolak(request, galat, lambda: monitoring_rinci(request, pk))
    if naskah.terbit:
        messages.info(request, f"Surat tugas {naskah.nomor} masih cocok, jadi tidak disusun lagi.")
    else:
        messages.success(request, "Surat tugas diajukan kepada camat. Nomornya terbit setelah disetujui.")
    return redirect(monitoring)
