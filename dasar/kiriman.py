"""What a page's script sends and is answered: JSON with a sentence, whatever goes wrong."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from dasar.simpan import HasilSimpan

VERSI_MAKS = 2**31 - 1
TIDAK_TERBACA = "Kiriman tidak terbaca. Muat ulang halaman; isian Anda tetap tersimpan di telepon ini."
TERLALU_BESAR = "Kiriman ini terlalu besar. Kecilkan berkasnya, atau bagi teksnya menjadi beberapa bagian."


class Kiriman(Exception):
    """What was sent cannot be understood; the text is the sentence to show."""

    def __init__(self, pesan: str, kode: int = 400):
        super().__init__(pesan)
        self.kode = kode


def jawab_json(sebutan: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Refusals are answered as JSON with a sentence, since a script reads them. `sebutan`: "Kunjungan"."""

    def hias(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def dibungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied as galat:
                return _tolak(403, str(galat) or "Anda tidak berwenang.")
            except (Http404, ObjectDoesNotExist):
                return _tolak(404, f"{sebutan} atau baris ini tidak ditemukan; mungkin sudah dihapus.")
            except RequestDataTooBig:
                return _tolak(413, TERLALU_BESAR)
            except Kiriman as galat:
                return _tolak(galat.kode, str(galat))

        return dibungkus

    return hias


def _tolak(kode: int, pesan: str) -> JsonResponse:
    return JsonResponse({"keadaan": "ditolak", "pesan": pesan}, status=kode)


def jawab(hasil: HasilSimpan) -> JsonResponse:
    return JsonResponse(hasil.json(), status=hasil.kode_http)


def baca_kiriman(request: HttpRequest, *, boleh_hapus: bool = True) -> dict[str, Any]:
    """{"versi": n, "isi": {...}} or {"versi": n, "hapus": true}. Raises Kiriman for anything else."""
    try:
        kiriman = json.loads(request.body)
    except (ValueError, RecursionError) as galat:
        raise Kiriman(TIDAK_TERBACA) from galat
    versi = kiriman.get("versi") if isinstance(kiriman, dict) else None
    if type(versi) is not int or not 0 <= versi <= VERSI_MAKS:
        raise Kiriman(TIDAK_TERBACA)
    if boleh_hapus and kiriman.get("hapus") is True:
        return {"versi": versi, "hapus": True}
    isi = kiriman.get("isi")
    if not isinstance(isi, dict) or not all(isinstance(n, str | int | float | None) for n in isi.values()):
        raise Kiriman(TIDAK_TERBACA)
    return {"versi": versi, "hapus": False, "isi": isi}


def baca_foto(request: HttpRequest) -> dict[str, Any]:
    """The photo in this request, with the time and place that the browser knows. Raises Kiriman without one."""
    berkas = request.FILES.get("berkas")
    if berkas is None:
        raise Kiriman("Tidak ada foto dalam kiriman ini. Pilih fotonya sekali lagi.")
    return {"berkas": berkas} | {nama: request.POST.get(nama, "") for nama in ("waktu", "lintang", "bujur")}
