"""The page that shows what this device still holds; taking it over; and what the verifikator does with it."""

import uuid
from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from akun.tanya import tanya_alasan
from berkas.penyajian import sajikan_foto
from dasar.alur import Tindakan, Transisi, sejak_dari
from dasar.daftar import Daftar
from dasar.formulir import tampil
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan
from serahan import services
from serahan.alur import TRANSISI_SERAHAN
from serahan.enums import StatusSerahan
from serahan.models import FotoSerahan, Serahan
from serahan.tables import SerahanFilter, SerahanTable


@require_GET
def peranti(request: Permintaan) -> HttpResponse:
    """Empty but for its script: what is shown never leaves the device by being shown."""
    return render(request, "serahan/peranti.html")


@require_POST
def serahkan(request: Permintaan) -> HttpResponse:
    """JSON in, and the fingerprint of the very bytes back: then the device may throw its copy away."""
    badan = request.body
    try:
        serahan = services.serahan_terima(badan=badan, oleh=request.user)
    except ValidationError as galat:
        return JsonResponse({"pesan": " ".join(galat.messages)}, status=400)
    foto = reverse("serahan:serahan-foto-unggah", args=[serahan.pk])
    return JsonResponse({"sidik": sha256(badan).hexdigest(), "url": serahan.get_absolute_url(), "foto": foto})


@require_POST
def foto_unggah(request: Permintaan, pk: int) -> HttpResponse:
    """Only by who handed it over, and while nobody has dealt with it."""
    serahan = get_object_or_404(Serahan, pk=pk, oleh=request.user)
    if serahan.status != StatusSerahan.MENUNGGU:
        return JsonResponse({"pesan": "Serahan ini sudah ditangani. Simpan fotonya sebagai berkas."}, status=400)
    berkas = request.FILES.get("berkas")
    if berkas is None:
        return JsonResponse({"pesan": "Fotonya tidak ikut terkirim. Coba lagi."}, status=400)
    isi = {k: request.POST.get(k, "") for k in ("waktu", "lintang", "bujur", "keterangan")}
    try:
        foto = services.foto_serahan_terima(serahan=serahan, berkas=berkas, oleh=request.user, **isi)
    except ValidationError as galat:
        return JsonResponse({"pesan": " ".join(galat.messages)}, status=400)
    return JsonResponse({"sidik": foto.kiriman})


class SerahanDaftar(Daftar):
    model = Serahan
    table_class = SerahanTable
    filterset_class = SerahanFilter
    judul = "Isian yang diserahkan"
    keterangan = "Yang diketik di lapangan dan tidak dapat lagi dikirim ke tempatnya."
    kosong = {
        "judul": "Belum ada yang diserahkan",
        "saran": "Isian yang tertinggal di telepon diserahkan dari halaman “Isian yang belum terkirim”.",
    }

    def get_queryset(self):
        return Serahan.objects.untuk(self.request.user).select_related("desa", "oleh", "kecamatan").defer("isi")


def ambil(request: Permintaan, pk: int) -> Serahan:
    semua = Serahan.objects.untuk(request.user).select_related("kecamatan__kabupaten", "desa", "oleh")
    serahan = get_object_or_404(semua, pk=pk)
    if not request.user.has_perm("serahan.lihat_serahan", serahan):
        raise Http404
    return serahan


@require_GET
def serahan_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, ambil(request, pk))


@require_GET
def foto(request: Permintaan, pk: int, id: uuid.UUID) -> HttpResponseBase:
    return sajikan_foto(get_object_or_404(FotoSerahan, serahan=ambil(request, pk), pk=id), kecil="kecil" in request.GET)


def _rinci(request: Permintaan, serahan: Serahan) -> HttpResponse:
    tindakan = [
        Tindakan(t, reverse("serahan:serahan-aksi", args=[serahan.pk, t.aksi]), sejak_dari(serahan), [], True)
        for t in TRANSISI_SERAHAN
        if serahan.status in t.dari and request.user.has_perm(f"serahan.{t.aksi}_serahan", serahan)
    ]
    konteks = {
        "serahan": serahan,
        "foto": serahan.foto.order_by("waktu", "pk"),
        "tindakan": tindakan,
        "riwayat": serahan.riwayat.select_related("oleh"),
    }
    return tampil(request, "serahan/serahan_rinci.html", konteks)


def _alasan(request: Permintaan, serahan: Serahan, _transisi: Transisi) -> Tanya:
    penjelasan = f"Tulis apa yang dilakukan dengan isian ini. {serahan.oleh} membacanya."
    return tanya_alasan(request, remah="serahan/_remah.html", judul="Selesai ditangani", penjelasan=penjelasan)


def _selesai(request: Permintaan, serahan: Serahan, _aksi: str) -> HttpResponse:
    messages.success(request, f"Dicatat sudah ditangani. {serahan.oleh} diberi tahu.")
    return redirect(serahan)


MEJA = Meja(
    benda="serahan",
    tabel=TRANSISI_SERAHAN,
    kerja={"tangani": services.serahan_tangani},
    tanya={"tangani": _alasan},
    rinci=_rinci,
    selesai=_selesai,
    penolakan=lambda *_: "Yang menanganinya verifikator kecamatan.",
)


def serahan_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), aksi)
