"""Decisions about a version: each asks on a page of its own, and is a POST."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from akun.enums import Peran
from akun.forms import AlasanForm, KataSandiForm
from apbdes.alur import TRANSISI_APBDES
from apbdes.enums import HasilEvaluasi, StatusVersi
from apbdes.forms.evaluasi import PerdesForm
from apbdes.models import VersiApbdes
from apbdes.naskah import BERITA_ACARA, KEPUTUSAN
from apbdes.pendamping import PENDAMPING
from apbdes.penilaian import penilaian
from apbdes.reports import berita_acara_isi, keputusan_isi
from apbdes.services import keputusan, pengajuan
from apbdes.syarat import kekurangan_ajukan, kekurangan_dokumen
from apbdes.tenggat import AKIBAT_LEWAT, batas_evaluasi, lewat_batas
from apbdes.tindakan import PENGUSUL
from apbdes.views.versi import ambil_versi
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.alur import Transisi, cari, sejak_terbaca
from dasar.waktu import hari_ini

LAYANAN: dict[str, Callable[..., VersiApbdes]] = {
    "ajukan": pengajuan.versi_ajukan,
    "tolak_berkas": pengajuan.versi_tolak_berkas,
    "terima": pengajuan.versi_terima,
    "batalkan": pengajuan.versi_batalkan,
    "tetapkan": pengajuan.versi_tetapkan,
    "kembalikan": keputusan.versi_kembalikan,
    "sesuaikan": keputusan.versi_sesuaikan,
    "minta_perbaikan": keputusan.versi_minta_perbaikan,
}
PESAN = {
    "ajukan": "Rancangan diajukan ke kecamatan. Isinya terkunci sampai ada jawaban.",
    "tolak_berkas": "Rancangan dikembalikan kepada desa sebelum diterima.",
    "terima": "Rancangan dinyatakan diterima. Batas waktu evaluasinya {batas}.",
    "kembalikan": "Usulan dikembalikan kepada evaluator. Batas waktunya tetap berjalan.",
    "sesuaikan": "Diputuskan: sesuai. Berita acara dan keputusan bernomor dan siap ditandatangani.",
    "minta_perbaikan": "Diputuskan: perlu diperbaiki. Berita acara dan keputusan bernomor dan siap ditandatangani.",
    "tetapkan": "Nomor dan tanggal Peraturan Desa dicatat.",
    "batalkan": "Rancangan ditarik.",
}
PENJELASAN = {
    "tolak_berkas": "Batas waktu 20 hari kerja belum berjalan. Desa melengkapi rancangannya, lalu mengajukannya lagi.",
    "kembalikan": "Evaluator memeriksa lagi dan mengusulkan hasil yang baru. Batas waktu 20 hari kerja tetap berjalan.",
    "batalkan": "Rancangan ini tidak jadi diajukan dan tidak dapat dibuka lagi. Setelah itu rancangan yang baru dapat "
    "disusun.",
}


@sensitive_post_parameters("sandi")
@require_http_methods(["GET", "HEAD", "POST"])
def versi_aksi(request: HttpRequest, pk: int, aksi: str) -> HttpResponse:
    """One decision; what it asks first is on its page."""
    versi = ambil_versi(request, pk)
    transisi = cari(TRANSISI_APBDES, aksi)
    if not request.user.has_perm(f"apbdes.{aksi}_versiapbdes", versi):
        if request.user.peran_di(versi.apbdes.desa) & transisi.peran:
            raise PermissionDenied(PENGUSUL)
        raise PermissionDenied(f"Peran Anda tidak berwenang untuk: {transisi.label.lower()}.")
    if versi.status not in transisi.dari:
        _sudah(request, versi, transisi)
        return redirect(versi)
    if aksi == "usulkan":
        return redirect("apbdes:versi-evaluasi", pk=versi.pk)  # proposed at the foot of the evaluation itself
    return HALAMAN[aksi](request, versi, transisi)


def _sudah(request: HttpRequest, versi: VersiApbdes, transisi: Transisi) -> None:
    if versi.status == StatusVersi.LEWAT_WAKTU:
        messages.warning(request, AKIBAT_LEWAT)
    elif request.method == "POST" and versi.status == transisi.ke:
        messages.info(request, f"Rancangan ini sudah {versi.get_status_display().lower()}; tidak diproses dua kali.")
    else:
        messages.warning(
            request,
            f"Rancangan ini berstatus “{versi.get_status_display()}”, jadi tidak dapat diproses: "
            f"{transisi.label.lower()}.",
        )


def _halaman(
    request: HttpRequest, versi: VersiApbdes, transisi: Transisi, form: forms.Form, status: int = 200, **konteks: object
) -> HttpResponse:
    terakhir = versi.riwayat.last()
    templat = TEMPLAT.get(transisi.aksi, "apbdes/aksi_alasan.html")
    isi = {
        "versi": versi,
        "transisi": transisi,
        "form": form,
        "sejak": terakhir.pk if terakhir else 0,
        "penjelasan": PENJELASAN.get(transisi.aksi, ""),
    }
    return render(request, templat, isi | konteks, status=status)


def _putuskan(
    request: HttpRequest,
    versi: VersiApbdes,
    transisi: Transisi,
    form: forms.Form,
    isi: Callable[[], dict[str, Any]],
    **konteks: object,
) -> HttpResponse:
    """Show the page, or carry out what it says. A refusal shows it again with all that was typed."""
    if request.method != "POST" or not form.is_valid():
        return _halaman(request, versi, transisi, form, 422 if request.method == "POST" else 200, **konteks)
    try:
        jadi = LAYANAN[transisi.aksi](versi=versi, oleh=request.user, sejak=sejak_terbaca(request.POST), **isi())
    except ValidationError as galat:
        form.add_error(None, galat) if not hasattr(galat, "error_dict") else form.add_error(None, galat.error_dict)
        return _halaman(request, versi, transisi, form, 409, **konteks)
    batas = date_format(jadi.batas_evaluasi, "j F Y") if jadi.batas_evaluasi else ""
    messages.success(request, PESAN[transisi.aksi].format(batas=batas))
    if transisi.ke in {StatusVersi.SESUAI, StatusVersi.PERLU_DIPERBAIKI} and jadi.keputusan:
        return redirect(jadi.keputusan)  # where it is signed
    return redirect(jadi)


def _alasan(request: HttpRequest, versi: VersiApbdes, transisi: Transisi) -> HttpResponse:
    form = AlasanForm(request.POST or None)
    return _putuskan(request, versi, transisi, form, lambda: {"alasan": form.cleaned_data["alasan"]})


def _kosong(request: HttpRequest) -> forms.Form:
    return forms.Form(request.POST if request.method == "POST" else None)


def _ajukan(request: HttpRequest, versi: VersiApbdes, transisi: Transisi) -> HttpResponse:
    nilai = penilaian(versi)
    konteks = {
        "kekurangan": kekurangan_ajukan(versi),
        "dilanggar": nilai.menurut("dilanggar"),
        "tidak_dapat": nilai.menurut("tidak_dapat_ditentukan"),
        "dokumen": dokumen_dipilih(versi),
    }
    return _putuskan(request, versi, transisi, _kosong(request), dict, **konteks)


def _terima(request: HttpRequest, versi: VersiApbdes, transisi: Transisi) -> HttpResponse:
    kecamatan = versi.apbdes.desa.kecamatan
    konteks = {
        "kekurangan": kekurangan_dokumen(versi),
        "dokumen": dokumen_dipilih(versi),
        "langkah_pagu": versi.langkah_pagu.select_related("oleh"),
        "batas": batas_evaluasi(kecamatan, hari_ini(kecamatan)),
    }
    return _putuskan(request, versi, transisi, _kosong(request), dict, **konteks)


def _camat(request: HttpRequest, versi: VersiApbdes, transisi: Transisi) -> HttpResponse:
    form = KataSandiForm(request.POST or None, request=request, belum="Belum ada yang diputuskan.")
    beku = versi.beku or {}
    konteks = {
        "beku": beku,
        "halangan": lewat_batas(versi),
        "dilanggar": [p for p in beku.get("putusan", []) if p["putusan"] in PERLU_DIBACA],
        "berbeda": versi.hasil != HASIL[transisi.aksi],
    }
    return _putuskan(request, versi, transisi, form, dict, **konteks)


def _tetapkan(request: HttpRequest, versi: VersiApbdes, transisi: Transisi) -> HttpResponse:
    form = PerdesForm(request.POST or None)
    return _putuskan(request, versi, transisi, form, lambda: form.cleaned_data, akibat=AKIBAT_LEWAT)


PERLU_DIBACA = frozenset({"dilanggar", "tidak_dapat_ditentukan"})
HASIL = {"sesuaikan": HasilEvaluasi.SESUAI, "minta_perbaikan": HasilEvaluasi.PERLU_DIPERBAIKI}
TEMPLAT = {
    "ajukan": "apbdes/aksi_ajukan.html",
    "terima": "apbdes/aksi_terima.html",
    "sesuaikan": "apbdes/aksi_putuskan.html",
    "minta_perbaikan": "apbdes/aksi_putuskan.html",
    "tetapkan": "apbdes/aksi_tetapkan.html",
}
HALAMAN: dict[str, Callable[[HttpRequest, VersiApbdes, Transisi], HttpResponse]] = {
    "ajukan": _ajukan,
    "terima": _terima,
    "tolak_berkas": _alasan,
    "kembalikan": _alasan,
    "batalkan": _alasan,
    "sesuaikan": _camat,
    "minta_perbaikan": _camat,
    "tetapkan": _tetapkan,
}


def dokumen_dipilih(versi: VersiApbdes) -> list[dict[str, Any]]:
    """The seven documents in their order, each with what was chosen for it."""
    ada = {d.kode: d for d in versi.dokumen.select_related("berkas__berkas__kategori")}
    return [{"pendamping": p, "dipilih": ada.get(p.kode)} for p in PENDAMPING]


def alur(request: HttpRequest) -> HttpResponse:
    """The page that explains the flow, drawn from the same table that enforces it."""
    tabel = [
        {
            "label": t.label,
            "dari_label": ", ".join(s.label for s in StatusVersi if s in t.dari),
            "ke_label": StatusVersi(t.ke).label,
            "oleh_label": ", ".join(Peran(p).label for p in sorted(t.peran)) or "Sistem",
            "syarat": t.syarat,
        }
        for t in TRANSISI_APBDES
    ]
    return render(request, "apbdes/alur.html", {"tabel": tabel})


@csp_replace({"object-src": [SELF], "style-src": [UNSAFE_INLINE]})  # for the browser's own PDF viewer
def versi_pratinjau(request: HttpRequest, pk: int, naskah: str) -> HttpResponse:
    """One of the two documents as it would be printed now, without a number; nothing is stored."""
    versi = ambil_versi(request, pk)
    if versi.beku is None or not versi.hasil or not request.user.has_perm("apbdes.lihat_evaluasi_versiapbdes", versi):
        raise Http404
    waktu = timezone.now()
    if naskah == "keputusan":
        jenis, isi = KEPUTUSAN, keputusan_isi(versi, berita_acara=None, oleh=request.user, waktu=waktu)
    elif naskah == "berita-acara":
        jenis, isi = BERITA_ACARA, berita_acara_isi(versi, oleh=request.user, waktu=waktu)
    else:
        raise Http404
    try:
        pdf = pdf_buat(jenis.template, {"isi": isi, "nomor": "", "draf": True, "judul": f"Pratinjau {jenis.nama}"})
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(versi)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="pratinjau-{naskah}.pdf"', "Cache-Control": "no-store"},
    )
