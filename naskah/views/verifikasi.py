"""Public verification: anyone, without login. Codes cannot be guessed; files are examined and not kept."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.core import get_usage

from akun.alamat import jaringan
from naskah.kode import kode_rapikan
from naskah.verifikasi import UKURAN_MAKS, HasilBerkas, berkas_bersidik, berkas_periksa, cari_naskah

Tampilan = Callable[..., HttpResponse]

# Per visitor's network, and for files also for everybody together: examining one takes seconds.
LAJU_CARI = "40/m"
LAJU_BERKAS = "8/m"
LAJU_BERKAS_SEMUA = "60/m"
# An examination holds a thread of the server, half a minute at the worst: never all of them.
SEKALIGUS = 3
LAMA_TEMPAT = 60  # seconds until the place of a process that died is free again
JEDA_SEKALIGUS = 10  # seconds
TEMPAT = "verifikasi-tempat"
BUNGKUS = 64 * 1024  # bytes of a multipart form around its file

KODE_KELIRU = "Kode terdiri dari 26 huruf dan angka, seperti tercetak di kaki naskah. Periksa apakah ada yang terlewat."
TERLALU_BESAR = "Berkas ini lebih dari 50 MB, jadi tidak dapat diperiksa di sini."


def _semua(_kelompok: str, _request: HttpRequest) -> str:
    return "semua"


def _terbatas(request: HttpRequest, kelompok: str, laju: str, kunci: Callable = jaringan) -> HttpResponse | None:
    """None lets the request through; otherwise the page that says when to come back."""
    pakai = get_usage(request, group=f"verifikasi-{kelompok}", key=kunci, rate=laju, increment=True)
    if not pakai or not pakai["should_limit"]:
        return None
    return _tunggu(request, max(1, pakai["time_left"]), semua=kunci is _semua)


def _tunggu(request: HttpRequest, tunggu: int, *, semua: bool) -> HttpResponse:
    """`tunggu` in seconds; `semua`: because of everybody together, not of this visitor."""
    konteks = {"tunggu": tunggu, "semua": semua}
    jawab = render(request, _templat(request, "naskah/verifikasi/terlalu_sering.html"), konteks, status=429)
    jawab["Retry-After"] = str(tunggu)
    return jawab


@contextmanager
def _tempat() -> Iterator[bool]:
    """One of the few places to examine a file, or False when they are all taken."""
    for n in range(SEKALIGUS):
        if cache.add(kunci := f"{TEMPAT}:{n}", 1, LAMA_TEMPAT):
            try:
                yield True
            finally:
                cache.delete(kunci)
            return
    yield False


def _templat(request: HttpRequest, halaman: str) -> str:
    """The page, or for a script only its inner part: the template of the same name after an underscore."""
    if request.headers.get("X-Requested-With") != "fetch":
        return halaman
    folder, _, nama = halaman.rpartition("/")
    return f"{folder}/_{nama}"


def tertutup(tampilan: Tampilan) -> Tampilan:
    """Kept by no cache and listed by no search engine."""

    @wraps(tampilan)
    def bungkus(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        jawab = tampilan(request, *args, **kwargs)
        jawab["Cache-Control"] = "no-store"
        jawab["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return jawab

    return bungkus


@require_safe
@tertutup
def verifikasi_cari(request: HttpRequest) -> HttpResponse:
    """The form for a typed code and for a file; a tidy code leads on to its page, whether it exists or not."""
    ketikan = request.GET.get("kode", "")
    if kode := kode_rapikan(ketikan):
        return redirect("naskah:verifikasi", kode)
    return render(
        request,
        "naskah/verifikasi/cari.html",
        {"ketikan": ketikan[:200], "galat_kode": KODE_KELIRU if ketikan.strip() else ""},
    )


@require_safe
@tertutup
def verifikasi(request: HttpRequest, kode: str) -> HttpResponse:
    """One document. What does not exist and what is not yet numbered get the very same answer."""
    if terbatas := _terbatas(request, "cari", LAJU_CARI):
        return terbatas
    rapi = kode_rapikan(kode)
    if rapi and rapi != kode:
        return redirect("naskah:verifikasi", rapi)
    naskah = cari_naskah(rapi) if rapi else None
    if naskah is None:
        return render(request, "naskah/verifikasi/tidak_dikenal.html", status=404)
    return render(request, "naskah/verifikasi/naskah.html", {"naskah": naskah})


@require_POST
@tertutup
def verifikasi_sidik(request: HttpRequest) -> HttpResponse:
    """The fingerprint that a browser computed: the answer when it is known, an empty 204 when not."""
    if terbatas := _terbatas(request, "cari", LAJU_CARI):
        return terbatas
    sidik = request.POST.get("sha256", "").lower()
    hasil = berkas_bersidik(sidik) if re.fullmatch(r"[0-9a-f]{64}", sidik) else None
    if hasil is None:
        return HttpResponse(status=204)
    return _hasil(request, hasil)


@csrf_exempt  # so that the size is known before the body is read; checked inside
@require_POST
@tertutup
def verifikasi_berkas(request: HttpRequest) -> HttpResponse:
    """A file to examine. It is read, answered and forgotten."""
    if terbatas := _terbatas(request, "berkas", LAJU_BERKAS) or _terbatas(
        request, "berkas-semua", LAJU_BERKAS_SEMUA, _semua
    ):
        return terbatas
    try:
        panjang = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        panjang = 0
    if panjang > UKURAN_MAKS + BUNGKUS:
        return _keliru(request, TERLALU_BESAR, status=413)
    return _terima_berkas(request)


@csrf_protect
def _terima_berkas(request: HttpRequest) -> HttpResponse:
    berkas = request.FILES.get("berkas")
    if berkas is None:
        return _keliru(request, "Pilih dahulu berkas PDF yang akan diperiksa.")
    if not berkas.size:
        return _keliru(request, "Berkas ini kosong. Mungkin belum selesai diunduh; coba unduh sekali lagi.")
    if berkas.size > UKURAN_MAKS:
        return _keliru(request, TERLALU_BESAR, status=413)
    with _tempat() as ada:
        if not ada:
            return _tunggu(request, JEDA_SEKALIGUS, semua=True)
        return _hasil(request, berkas_periksa(berkas.read()))


def _hasil(request: HttpRequest, hasil: HasilBerkas) -> HttpResponse:
    """`kode`: the page on which the file was dropped, so that another document is called another."""
    asal = kode_rapikan(request.POST.get("kode", ""))
    lain = bool(asal and hasil.naskah and hasil.naskah.kode != asal)
    konteks = {
        "hasil": hasil,
        "naskah": hasil.naskah,
        "kelas": _warna(hasil, lain=lain),
        "lain": lain,
        "tampilkan_naskah": lain or not asal,
    }
    return render(request, _templat(request, "naskah/verifikasi/hasil.html"), konteks)


def _warna(hasil: HasilBerkas, *, lain: bool) -> str:
    """Green for the very bytes of what is in force; yellow for what is genuine but not that; red for the rest, and
    for what the trail does not bear out."""
    if hasil.naskah and hasil.naskah.keadaan == "ragu" and not lain:
        return "rusak"
    if hasil.golongan in ("sama", "pindaian") and hasil.naskah and hasil.naskah.keadaan == "berlaku" and not lain:
        return "sah"
    return "ragu" if hasil.golongan in ("sama", "pindaian", "tahap") else "rusak"


def _keliru(request: HttpRequest, kalimat: str, *, status: int = 422) -> HttpResponse:
    return render(request, _templat(request, "naskah/verifikasi/hasil.html"), {"keliru": kalimat}, status=status)
