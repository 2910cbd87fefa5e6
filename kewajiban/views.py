"""The duties of one kecamatan: as a list, as a year of last days, and one with its source."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from berkas.forms.rekap import WilayahForm
from dasar.permintaan import Permintaan
from dasar.saringan import pilihan_salah
from desa.models import Kecamatan
from kewajiban.daftar import Buku
from kewajiban.forms import SaringForm

TAHUN_SEKITAR = 2  # years before and after this one that the calendar is drawn for


@require_safe
def kewajiban_daftar(request: Permintaan) -> HttpResponse:
    """Everything that holds there, also what has no date and what nobody could confirm."""
    konteks, kecamatan = _wilayah(request)
    if kecamatan is None:
        return render(request, "kewajiban/daftar.html", konteks)
    form = SaringForm(request.GET, butir=Buku(kecamatan).butir)
    konteks["butir"] = form.tersaring()
    konteks |= {"form": form, "semua": len(form.butir), "disaring": len(form.butir) != len(konteks["butir"])}
    konteks["salah"] += form.salah()
    return render(request, "kewajiban/daftar.html", konteks, status=422 if konteks["salah"] else 200)


@require_safe
def kewajiban_jadwal(request: Permintaan) -> HttpResponse:
    """The last days of one year, as the calendar of this kecamatan has them."""
    konteks, kecamatan = _wilayah(request)
    if kecamatan is None:
        return render(request, "kewajiban/jadwal.html", konteks)
    buku = Buku(kecamatan)
    pilihan = range(buku.pada.year - TAHUN_SEKITAR, buku.pada.year + TAHUN_SEKITAR + 1)
    diminta = request.GET.get("tahun", "")
    tahun = next((t for t in pilihan if str(t) == diminta), buku.pada.year)
    if diminta and str(tahun) != diminta:
        konteks["salah"] += pilihan_salah(["Tahun"])
    konteks |= {
        "tahun": tahun,
        "pilihan": pilihan,
        "hari_ini": buku.pada,
        "hari": buku.setahun(tahun),
        "bulanan": buku.bulanan(),
        "kejadian": buku.sesudah_kejadian(),
    }
    return render(request, "kewajiban/jadwal.html", konteks, status=422 if konteks["salah"] else 200)


@require_safe
def kewajiban_rinci(request: Permintaan, kode: str) -> HttpResponse:
    konteks, kecamatan = _wilayah(request)
    semua = Buku(kecamatan).butir if kecamatan else []
    butir = next((b for b in semua if b.kewajiban.kode == kode), None)
    if butir is None:
        raise Http404("Kewajiban ini tidak berlaku di wilayah Anda.")
    return render(request, "kewajiban/rinci.html", konteks | {"b": butir, "k": butir.kewajiban})


def _wilayah(request: Permintaan) -> tuple[dict[str, Any], Kecamatan | None]:
    """The kecamatan that is asked for, of those that the person sees."""
    form = WilayahForm(request.GET, kecamatan=request.user.kecamatan_terlihat().select_related("kabupaten"))
    kecamatan = form.terpilih()
    bawa = f"?kecamatan={kecamatan.kode}" if kecamatan and form.banyak > 1 else ""
    salah = pilihan_salah(form.salah(kecamatan))
    alamat = {nama: reverse(f"kewajiban:{nama}") + bawa for nama in ("daftar", "jadwal")}
    return {"wilayah": form, "kecamatan": kecamatan, "bawa": bawa, "salah": salah, "alamat": alamat}, kecamatan
