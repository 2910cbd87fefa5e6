"""The visit in the field: the page, and what its script talks to. Every answer of the latter is JSON."""

import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from akun.simpan import HasilSimpan
from perut.models import Foto, Kunjungan
from perut.services.foto import foto_kecil, foto_simpan
from perut.services.isian import (
    JENIS,
    alasan_terkunci,
    isian_hapus,
    isian_simpan,
    kunjungan_isi_simpan,
    kunjungan_siapkan_isian,
)
from perut.syarat import kekurangan_ajukan
from perut.views.lapangan_bahan import bahan_halaman

VERSI_MAKS = 2**31 - 1
TIDAK_TERBACA = "Kiriman tidak terbaca. Muat ulang halaman; isian Anda tetap tersimpan di telepon ini."
TERLALU_BESAR = "Kiriman ini terlalu besar. Bagi teksnya menjadi beberapa bagian."
TIDAK_ADA = "Kunjungan atau baris ini tidak ditemukan; mungkin sudah dihapus."
ORANG_LAIN = "Anda sekarang masuk dengan akun lain. Masuklah kembali dengan akun yang mengisi halaman ini."


class Kiriman(Exception):
    """What was sent cannot be understood; the text is the sentence to show."""

    def __init__(self, pesan: str, kode: int = 400):
        super().__init__(pesan)
        self.kode = kode


def jawab_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refusals are answered as JSON with a sentence, since a script reads them."""

    @wraps(view)
    def dibungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.headers.get("X-Pengguna", str(request.user.pk)) != str(request.user.pk):
                raise PermissionDenied(ORANG_LAIN)
            return view(request, *args, **kwargs)
        except PermissionDenied as galat:
            return _tolak(403, str(galat) or "Anda tidak berwenang.")
        except (Http404, ObjectDoesNotExist):
            return _tolak(404, TIDAK_ADA)
        except RequestDataTooBig:
            return _tolak(413, TERLALU_BESAR)
        except Kiriman as galat:
            return _tolak(galat.kode, str(galat))

    return dibungkus


def _tolak(kode: int, pesan: str) -> JsonResponse:
    return JsonResponse({"keadaan": "ditolak", "pesan": pesan}, status=kode)


def _jawab(hasil: HasilSimpan) -> JsonResponse:
    return JsonResponse(hasil.json(), status=hasil.kode_http)


def ambil(request: HttpRequest, pk: int) -> Kunjungan:
    """A visit in the person's scope that they may at least see; otherwise it does not exist for them."""
    visit = Kunjungan.objects.untuk(request.user).select_related("desa__kecamatan__kabupaten", "instrumen")
    kunjungan = get_object_or_404(visit.prefetch_related("petugas"), pk=pk)
    if not request.user.has_perm("perut.lihat_kunjungan", kunjungan):
        raise Http404
    return kunjungan


def _isi_kiriman(request: HttpRequest) -> dict[str, Any]:
    try:
        kiriman = json.loads(request.body)
    except (ValueError, RecursionError) as galat:
        raise Kiriman(TIDAK_TERBACA) from galat
    versi = kiriman.get("versi") if isinstance(kiriman, dict) else None
    if type(versi) is not int or not 0 <= versi <= VERSI_MAKS:
        raise Kiriman(TIDAK_TERBACA)
    isi = kiriman.get("isi")
    teks = isinstance(isi, dict) and all(isinstance(n, str | int | float | None) for n in isi.values())
    if not teks and kiriman.get("hapus") is not True:
        raise Kiriman(TIDAK_TERBACA)
    return kiriman


@require_GET
@never_cache
def lapangan(request: HttpRequest, pk: int) -> HttpResponse:
    """One page with everything that is filled in at the village."""
    kunjungan = ambil(request, pk)
    if alasan := alasan_terkunci(kunjungan, request.user):
        return render(request, "perut/lapangan_tertutup.html", {"kunjungan": kunjungan, "alasan": alasan}, status=403)
    if kunjungan.instrumen is None:  # begun before the reference data was loaded
        kunjungan_siapkan_isian(kunjungan)
    return render(request, "perut/lapangan.html", bahan_halaman(kunjungan))


@require_POST
@jawab_json
def baris(request: HttpRequest, pk: int, jenis: str, id: uuid.UUID) -> HttpResponse:
    """Save or remove one row: {"versi": n, "isi": {...}} or {"versi": n, "hapus": true}."""
    if jenis not in JENIS:
        raise Http404
    kunjungan = ambil(request, pk)
    kiriman = _isi_kiriman(request)
    tempat = {"kunjungan": kunjungan, "jenis": jenis, "pk": id, "versi": kiriman["versi"], "oleh": request.user}
    if kiriman.get("hapus") is True:
        return _jawab(isian_hapus(**tempat))
    return _jawab(isian_simpan(**tempat, isi=kiriman["isi"]))


@require_POST
@jawab_json
def isi_kunjungan(request: HttpRequest, pk: int) -> HttpResponse:
    """Save agenda, minutes and hours, by the same contract."""
    kunjungan = ambil(request, pk)
    kiriman = _isi_kiriman(request)
    if "isi" not in kiriman:
        raise Kiriman(TIDAK_TERBACA)
    return _jawab(
        kunjungan_isi_simpan(kunjungan=kunjungan, versi=kiriman["versi"], isi=kiriman["isi"], oleh=request.user)
    )


@require_POST
@jawab_json
def foto_unggah(request: HttpRequest, pk: int, id: uuid.UUID) -> HttpResponse:
    """The bytes of one photo, with the time and place that the browser knows."""
    kunjungan = ambil(request, pk)
    berkas = request.FILES.get("berkas")
    if berkas is None:
        raise Kiriman("Tidak ada foto dalam kiriman ini. Pilih fotonya sekali lagi.")
    data = {nama: request.POST.get(nama, "") for nama in ("waktu", "lintang", "bujur")}
    return _jawab(foto_simpan(kunjungan=kunjungan, pk=id, berkas=berkas, oleh=request.user, **data))


@require_GET
def foto_berkas(request: HttpRequest, pk: int, id: uuid.UUID) -> HttpResponse:
    """The photo itself; `?kecil` for the small one. Its bytes never change, so browsers may keep them."""
    kunjungan = ambil(request, pk)
    if not request.user.has_perm("perut.lihat_isi_kunjungan", kunjungan):
        raise PermissionDenied("Foto kunjungan dapat dilihat setelah kunjungan disahkan.")
    foto = get_object_or_404(Foto, kunjungan=kunjungan, pk=id)
    try:
        if "kecil" in request.GET:
            jawaban: HttpResponse = HttpResponse(foto_kecil(foto), content_type="image/jpeg")
        else:
            jawaban = FileResponse(foto.berkas.open("rb"), content_type="image/jpeg")
    except FileNotFoundError as galat:
        raise Http404("Berkas foto ini tidak ada di penyimpanan.") from galat
    jawaban.headers["Content-Disposition"] = f'inline; filename="foto-{foto.pk}.jpg"'
    jawaban.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return jawaban


@require_GET
@never_cache
def kekurangan(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still missing before the visit can be handed in (htmx)."""
    kunjungan = ambil(request, pk)
    if alasan := alasan_terkunci(kunjungan, request.user):
        raise PermissionDenied(alasan)
    konteks = {"kunjungan": kunjungan, "kekurangan": kekurangan_ajukan(kunjungan)}
    return render(request, "perut/lapangan/_kekurangan.html", konteks)
