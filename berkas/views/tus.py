"""The tus 1.0 protocol: core, creation, termination, expiration. docs/keputusan/ says why it is our own.

A refusal is JSON with the sentence to show: {"pesan": "…"}.
"""

import base64
import binascii
import uuid
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from berkas.forms.unggah import UnggahForm, VersiForm
from berkas.models import Unggahan
from berkas.penyimpanan import PenyimpananGagal
from berkas.services.unggahan import (
    UMUR,
    Bergeser,
    Kepala,
    unggahan_batalkan,
    unggahan_mulai,
    unggahan_selesaikan,
    unggahan_terima,
)
from berkas.views.unggah import berkas_tujuan
from dasar.permintaan import Permintaan

VERSI = "1.0.0"
DIBATALKAN = "Kiriman berkas ini sudah dibatalkan."
ISI_POTONGAN = "application/offset+octet-stream"


def _jawab(status: int, kepala: dict[str, Any] | None = None, pesan: str = "") -> HttpResponse:
    jawab = JsonResponse({"pesan": pesan}, status=status) if pesan else HttpResponse(status=status)
    jawab["Tus-Resumable"] = VERSI
    jawab["Cache-Control"] = "no-store"
    for nama, nilai in (kepala or {}).items():
        jawab[nama] = str(nilai)
    return jawab


def _versi_lain(request: Permintaan) -> HttpResponse | None:
    if request.headers.get("Tus-Resumable") == VERSI:
        return None
    return _jawab(412, {"Tus-Version": VERSI}, "Halaman ini usang. Muat ulang, lalu kirim lagi.")


def _bilangan(request: Permintaan, kepala: str) -> int | None:
    teks = request.headers.get(kepala, "")
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 16 else None


def metadata(teks: str) -> dict[str, str]:
    """Upload-Metadata: 'name base64,name base64'. Raises ValidationError where it is not that."""
    hasil = {}
    try:
        for pasangan in filter(None, (p.strip() for p in teks.split(","))):
            nama, _, nilai = pasangan.partition(" ")
            hasil[nama] = base64.b64decode(nilai, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError) as galat:
        raise ValidationError("Keterangan berkas ini tidak terbaca. Muat ulang halaman, lalu kirim lagi.") from galat
    return hasil


@require_http_methods(["POST", "OPTIONS"])
def berkas_kiriman(request: Permintaan) -> HttpResponse:
    """Announce a file. Everything that can be refused before it travels is refused here."""
    if request.method == "OPTIONS":
        return _jawab(
            204,
            {
                "Tus-Version": VERSI,
                "Tus-Extension": "creation,termination,expiration",
                "Tus-Max-Size": settings.BERKAS_UKURAN_MAKS,
            },
        )
    if lain := _versi_lain(request):
        return lain
    ukuran = _bilangan(request, "Upload-Length")
    if ukuran is None:
        return _jawab(400, pesan="Ukuran berkas tidak disebut.")
    try:
        isian = metadata(request.headers.get("Upload-Metadata", ""))
        unggahan = unggahan_mulai(
            tujuan=_tujuan(request, isian), kepala=Kepala(isian.get("filename", ""), ukuran), oleh=request.user
        )
    except PermissionDenied as galat:
        return _jawab(403, pesan=str(galat))
    except ValidationError as galat:
        return _jawab(422, pesan=" ".join(galat.messages))
    alamat = reverse("berkas:berkas-kiriman-bagian", args=[unggahan.pk])
    return _jawab(201, {"Location": alamat, "Upload-Expires": _kedaluwarsa(unggahan)})


def _tujuan(request: Permintaan, isian: dict[str, str]):
    form: UnggahForm | VersiForm
    if isian.get("berkas"):
        form = VersiForm(isian, berkas=berkas_tujuan(request, isian["berkas"]))
    else:
        form = UnggahForm(isian, pengguna=request.user)
    if not form.is_valid():
        raise ValidationError([kalimat for daftar in form.errors.values() for kalimat in daftar])
    return form.tujuan()


def _kedaluwarsa(unggahan: Unggahan) -> str:
    return format_datetime(unggahan.diubah + UMUR, usegmt=False)


def ambil(request: Permintaan, pk: uuid.UUID) -> Unggahan:
    return get_object_or_404(
        Unggahan.objects.select_related("desa", "kategori", "berkas", "oleh"), pk=pk, oleh=request.user
    )


@require_http_methods(["HEAD", "PATCH", "DELETE"])
def berkas_kiriman_bagian(request: Permintaan, pk: uuid.UUID) -> HttpResponse:
    if lain := _versi_lain(request):
        return lain
    unggahan = ambil(request, pk)
    if request.method == "DELETE":
        unggahan_batalkan(unggahan=unggahan)
        return _jawab(204)
    kepala = {"Upload-Offset": unggahan.diterima, "Upload-Expires": _kedaluwarsa(unggahan)}
    if request.method == "HEAD":
        return _jawab(200, kepala | {"Upload-Length": unggahan.ukuran})
    return _terima(request, unggahan)


def _terima(request: Permintaan, unggahan: Unggahan) -> HttpResponse:
    mulai = _bilangan(request, "Upload-Offset")
    if request.content_type != ISI_POTONGAN:
        return _jawab(415, pesan="Kiriman ini bukan potongan berkas.")
    if mulai is None:
        return _jawab(400, pesan="Letak potongan tidak disebut.")
    try:
        diterima = unggahan_terima(unggahan=unggahan, mulai=mulai, aliran=request)
    except Bergeser as galat:
        return _jawab(409, {"Upload-Offset": galat.diterima}, "Letak potongan tidak sesuai; pengiriman disesuaikan.")
    except Unggahan.DoesNotExist as galat:
        raise Http404(DIBATALKAN) from galat
    except PenyimpananGagal as galat:
        return _jawab(507 if galat.penuh else 503, pesan=" ".join(galat.messages))
    except ValidationError as galat:
        return _jawab(413, pesan=" ".join(galat.messages))
    return _jawab(204, {"Upload-Offset": diterima})


@require_POST
def berkas_kiriman_selesai(request: Permintaan, pk: uuid.UUID) -> HttpResponse:
    """Inspect and keep what has arrived whole, and say what became of it. Safe to ask again."""
    unggahan = ambil(request, pk)
    try:
        unggahan = unggahan_selesaikan(unggahan=unggahan)
    except Unggahan.DoesNotExist as galat:
        raise Http404(DIBATALKAN) from galat
    except PenyimpananGagal as galat:
        return JsonResponse({"pesan": " ".join(galat.messages)}, status=503)
    except ValidationError as galat:
        return JsonResponse({"pesan": " ".join(galat.messages)}, status=409)
    if unggahan.versi is None:
        return JsonResponse({"pesan": unggahan.galat}, status=422)
    return JsonResponse({"url": unggahan.versi.berkas.get_absolute_url(), "pesan": unggahan.catatan})
