"""The decisions about an evaluation. Some are one button, some ask something first; a decision is always a POST."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from akun.forms import AlasanForm, KataSandiForm
from dasar.alur import cari, sejak_terbaca
from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.forms.evaluasi import TutupForm
from evaluasi.models import Evaluasi
from evaluasi.rules import pimpinan_tim
from evaluasi.services import evaluasi as layanan
from evaluasi.syarat import belum_menyerahkan, kekurangan_tutup
from evaluasi.tindakan import BELUM_MENYERAHKAN, BUKAN_PIMPINAN
from evaluasi.views.evaluasi import ambil_evaluasi

PESAN = {
    "buka": "Penilaian dibuka. Anggota tim yang mempunyai akun sudah diberi tahu.",
    "tutup": "Penilaian ditutup dan nilainya tetap. Sekarang susun laporannya.",
    "laporkan": "Laporan diserahkan dan menunggu camat.",
    "kembalikan": "Laporan dikembalikan kepada tim.",
    "terima": "Hasil evaluasi diterima. Lembar evaluasi dan laporannya bernomor dan siap ditandatangani tim.",
    "batalkan": "Evaluasi dibatalkan.",
}


@sensitive_post_parameters("sandi")
def evaluasi_aksi(request: HttpRequest, pk: int, aksi: str) -> HttpResponse:
    evaluasi = ambil_evaluasi(request, pk)
    transisi = cari(TRANSISI_EVALUASI, aksi)
    if not request.user.has_perm(f"evaluasi.{aksi}_evaluasi", evaluasi):
        if request.user.peran_di(evaluasi.desa) & transisi.peran:
            pimpinan = aksi == "tutup" and pimpinan_tim(request.user, evaluasi)
            raise PermissionDenied(BELUM_MENYERAHKAN if pimpinan else BUKAN_PIMPINAN)
        raise PermissionDenied(f"Peran Anda tidak berwenang untuk: {transisi.label.lower()}.")
    if evaluasi.status not in transisi.dari:
        if request.method == "POST" and evaluasi.status == transisi.ke:
            messages.info(request, f"Evaluasi ini sudah “{evaluasi.get_status_display()}”; tidak diproses dua kali.")
        else:
            messages.warning(
                request,
                f"Evaluasi ini berstatus “{evaluasi.get_status_display()}”, jadi tidak dapat diproses: "
                f"{transisi.label.lower()}.",
            )
        return redirect(evaluasi)
    halaman: dict[str, Callable[[HttpRequest, Evaluasi], HttpResponse]] = {
        "tutup": _tutup,
        "terima": _terima,
        "kembalikan": _beralasan("kembalikan"),
        "batalkan": _beralasan("batalkan"),
    }
    if aksi in halaman:
        return halaman[aksi](request, evaluasi)
    if request.method != "POST":
        return redirect(evaluasi)
    try:
        getattr(layanan, f"evaluasi_{aksi}")(evaluasi=evaluasi, oleh=request.user)
    except ValidationError as galat:
        for kalimat in galat.messages:
            messages.error(request, kalimat)
        return redirect(evaluasi)
    return _selesai(request, evaluasi, aksi)


def _selesai(request: HttpRequest, evaluasi: Evaluasi, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi])
    if aksi == "tutup":
        return redirect("evaluasi:evaluasi-laporan", pk=evaluasi.pk)
    return redirect(evaluasi)


def _putuskan(
    request: HttpRequest,
    evaluasi: Evaluasi,
    templat: str,
    form: forms.Form,
    aksi: str,
    isi: Callable[[], dict[str, Any]],
    **konteks: object,
) -> HttpResponse:
    """Show the form, or carry out what it says. A refusal shows it again with all that was typed."""
    terakhir = evaluasi.riwayat.last()
    konteks |= {
        "evaluasi": evaluasi,
        "form": form,
        "transisi": cari(TRANSISI_EVALUASI, aksi),
        "sejak": terakhir.pk if terakhir else 0,
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, templat, konteks, status=422 if request.method == "POST" else 200)
    try:
        getattr(layanan, f"evaluasi_{aksi}")(
            evaluasi=evaluasi, oleh=request.user, sejak=sejak_terbaca(request.POST), **isi()
        )
    except ValidationError as galat:
        dikenal = hasattr(galat, "error_dict") and set(galat.error_dict) <= set(form.fields)
        form.add_error(None, galat if dikenal else galat.messages)
        return render(request, templat, konteks, status=409)
    return _selesai(request, evaluasi, aksi)


def _beralasan(aksi: str) -> Callable[[HttpRequest, Evaluasi], HttpResponse]:
    def halaman(request: HttpRequest, evaluasi: Evaluasi) -> HttpResponse:
        form = AlasanForm(request.POST or None)
        return _putuskan(
            request,
            evaluasi,
            "evaluasi/evaluasi_alasan.html",
            form,
            aksi,
            lambda: {"alasan": form.cleaned_data["alasan"]},
        )

    return halaman


def _tutup(request: HttpRequest, evaluasi: Evaluasi) -> HttpResponse:
    form = TutupForm(request.POST or None)
    belum = belum_menyerahkan(evaluasi)
    if not belum:
        del form.fields["alasan"]
    return _putuskan(
        request,
        evaluasi,
        "evaluasi/evaluasi_tutup.html",
        form,
        "tutup",
        lambda: {"alasan": form.cleaned_data.get("alasan", "")},
        belum=belum,
        halangan=kekurangan_tutup(evaluasi),
    )


def _terima(request: HttpRequest, evaluasi: Evaluasi) -> HttpResponse:
    form = KataSandiForm(request.POST or None, request=request, belum="Hasil evaluasi belum diterima.")
    return _putuskan(request, evaluasi, "evaluasi/evaluasi_terima.html", form, "terima", dict)
