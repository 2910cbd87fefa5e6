"""The duties of one kecamatan: as a list, as a year of last days, and one with its source."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dasar.permintaan import Permintaan
from kewajiban.daftar import Buku
from kewajiban.forms import SaringForm
from kewajiban.models import Ketentuan
from kewajiban.wilayah import tahun_dipilih, wilayah

TAHUN_SEKITAR = 2  # years before and after this one that the calendar is drawn for


@require_safe
def kewajiban_daftar(request: Permintaan) -> HttpResponse:
    """Everything that holds there, also what has no date and what nobody could confirm."""
    konteks, kecamatan = wilayah(request)
    if kecamatan is None:
        return render(request, "kewajiban/daftar.html", konteks)
    form = SaringForm(request.GET, butir=Buku(kecamatan).butir)
    konteks["butir"] = form.tersaring()
    konteks |= {"form": form, "semua": len(form.butir), "disaring": len(form.butir) != len(konteks["butir"])}
    konteks["boleh_atur"] = request.user.has_perm("kewajiban.atur_kewajiban", kecamatan)
    konteks["salah"] += form.salah()
    return render(request, "kewajiban/daftar.html", konteks, status=422 if konteks["salah"] else 200)


@require_safe
def kewajiban_jadwal(request: Permintaan) -> HttpResponse:
    """The last days of one year, as the calendar of this kecamatan has them."""
    konteks, kecamatan = wilayah(request)
    if kecamatan is None:
        return render(request, "kewajiban/jadwal.html", konteks)
    buku = Buku(kecamatan)
    pilihan = range(buku.pada.year - TAHUN_SEKITAR, buku.pada.year + TAHUN_SEKITAR + 1)
    tahun, salah = tahun_dipilih(request, buku.pada.year, pilihan)
    konteks["salah"] += salah
    konteks |= {
        "tahun": tahun,
        "pilihan": pilihan,
        "hari_ini": buku.pada,
        "hari": buku.setahun(tahun),
        "bulanan": buku.bulanan(),
        "kejadian": buku.sesudah_kejadian(),
        "akhir_minggu": buku.kalender.akhir_minggu,
    }
    return render(request, "kewajiban/jadwal.html", konteks, status=422 if konteks["salah"] else 200)


@require_safe
def kewajiban_rinci(request: Permintaan, kode: str) -> HttpResponse:
    konteks, kecamatan = wilayah(request)
    semua = Buku(kecamatan).butir if kecamatan else []
    butir = next((b for b in semua if b.kewajiban.kode == kode), None)
    if kecamatan is None or butir is None:
        raise Http404("Kewajiban ini tidak berlaku di wilayah Anda.")
    konteks |= {
        "b": butir,
        "k": butir.kewajiban,
        "putusan": Ketentuan.objects.filter(kecamatan=kecamatan, kode=kode).order_by("-mulai"),
        "boleh_atur": request.user.has_perm("kewajiban.atur_kewajiban", kecamatan),
    }
    return render(request, "kewajiban/rinci.html", konteks)
