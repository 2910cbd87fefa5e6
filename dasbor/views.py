"""The first page, and what is shown when something is refused."""

import sys

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import server_error

from akun.kebijakan import alasan_ditolak, boleh_membuka
from akun.konsep import isi_kiriman
from dasar.penuh import penuh
from dasar.penyimpanan import PenyimpananTakTerjangkau
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca
from dasbor.kantor import PILIHAN_MAKS, kecamatan_disiapkan, langkah_kantor
from dasbor.queries import kotak_hari_ini
from desa.hari_kerja import libur


def hari_ini(request: Permintaan) -> HttpResponse:
    """What is asked of this person today."""
    hari_ini = hari_ini_pembaca()
    konteks: dict[str, object] = {"hari_ini": hari_ini}
    if request.user.peran:
        konteks["kotak"] = kotak_hari_ini(request.user)
        konteks["administrasi"] = boleh_membuka(request.user, "dasbor:administrasi")
        kecamatan = request.user.kecamatan_tercakup().select_related("kabupaten").first()
        konteks["libur"] = libur(hari_ini.year, kecamatan.kabupaten if kecamatan else None).get(hari_ini)
    else:
        konteks["tanpa_penugasan"] = alasan_ditolak(request.user)
    return render(request, "dasbor/hari_ini.html", konteks)


def kantor_siapkan(request: Permintaan) -> HttpResponse:
    """From an empty installation to the first visit: the steps of one kecamatan, each with what it lacks."""
    semua = kecamatan_disiapkan(request.user).select_related("kabupaten")
    kode = request.GET.get("kecamatan", "").replace("\x00", "?")  # PostgreSQL refuses the question itself
    kecamatan = semua.filter(kode=kode).first() if kode else semua.first()
    if kode and kecamatan is None:
        raise Http404("Kecamatan ini tidak ada dalam wilayah Anda.")
    pilihan = list(semua[: PILIHAN_MAKS + 1])
    langkah = langkah_kantor(request.user, kecamatan)
    konteks = {
        "kecamatan": kecamatan,
        "pilihan": pilihan if len(pilihan) <= PILIHAN_MAKS else [],
        "langkah": langkah,
        "selesai": sum(s.siap for s in langkah),
        "berikutnya": next((n for n, s in enumerate(langkah) if not s.siap and not s.anjuran), None),
    }
    return render(request, "dasbor/kantor_siapkan.html", konteks)


def sehat(request: HttpRequest) -> HttpResponse:
    """For the load balancer: the process runs and reaches its database."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")  # a kept connection may have died since
    return HttpResponse("sehat", content_type="text/plain; charset=utf-8")


def csrf_gagal(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is nobody's any more, mostly because another account has signed in since.

    What a page of ours has sent is shown, so that it can be copied; what another site sent is not.
    """
    asal = request.headers.get("Origin") or request.headers.get("Referer", "")
    milik_kita = bool(asal) and url_has_allowed_host_and_scheme(asal, {request.get_host()})
    terketik = [nilai for _, nilai in isi_kiriman(request) if len(nilai.strip()) > 2] if milik_kita else []
    return render(request, "403_csrf.html", {"terketik": terketik}, status=403)


def galat(request: HttpRequest) -> HttpResponse:
    """What nobody expected. A full disk is named, whichever path met it, and so is an object store that is out of
    reach; of such a request nothing is stored."""
    sebab = sys.exc_info()[1]
    if penuh(sebab):
        return render(request, "507.html", status=507)
    if isinstance(sebab, PenyimpananTakTerjangkau):
        return render(request, "503.html", status=503)
    try:
        isi = get_template("500.html").render({"nomor": getattr(request, "id_permintaan", "")})
    except Exception:  # nothing of ours can be trusted to work here
        return server_error(request)
    return HttpResponse(isi, status=500)
