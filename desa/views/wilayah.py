"""Choosing one's kecamatan by name from all of Indonesia."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dasar.permintaan import Permintaan
from dasar.waktu import ZonaWaktu
from desa.cari_wilayah import BANYAK, cari, kecamatan_calon
from desa.models import Desa, Kecamatan
from desa.sebutan import banyaknya, sebutan_desa, sebutan_kecamatan
from desa.services.wilayah import kecamatan_pasang, kode_ditolak, kode_tak_ada
from desa.wilayah import WilayahGalat, baca, jenis_desa, zona_waktu


def wilayah_pilih(request: Permintaan) -> HttpResponse:
    """Search, look at what comes with it, install: three states of one page."""
    if request.method == "POST":
        kode = request.POST.get("kode", "")
        try:
            kecamatan = kecamatan_pasang(kode=kode, oleh=request.user)
        except ValidationError as galat:
            return _halaman(request, kode, " ".join(galat.messages), status=422)
        messages.success(request, f"{kecamatan} dipasang dengan {banyaknya(kecamatan.desa.all())}.")
        return redirect(f"{reverse('dasbor:kantor-siapkan')}?kecamatan={kecamatan.kode}")
    return _halaman(request, request.GET.get("kode", ""), "")


def _halaman(request: Permintaan, kode: str, galat: str, status: int = 200) -> HttpResponse:
    teks = request.GET.get("cari", "").replace("\x00", "")[:100].strip()
    konteks: dict[str, object] = {"cari": teks, "galat": galat}
    try:
        if teks:
            semua = cari(settings.WILAYAH_DIR, teks)
            tampak = semua[:BANYAK]
            ada = set(Kecamatan.objects.filter(kode__in=[c.kode for c in tampak]).values_list("kode", flat=True))
            konteks |= {"calon": [(c, c.kode in ada) for c in tampak], "jumlah": len(semua)}
        if kode and not galat:
            konteks |= _terpilih(kode)
    except WilayahGalat as rusak:
        konteks["galat"] = str(rusak)
    return render(request, "desa/wilayah_pilih.html", konteks, status=status)


def _terpilih(kode: str) -> dict[str, object]:
    """What would be installed, for the person to look at before pressing."""
    if kalimat := kode_ditolak(kode):
        return {"galat": kalimat}
    if ada := Kecamatan.objects.filter(kode=kode).first():
        return {"terpasang": ada}
    calon = kecamatan_calon(settings.WILAYAH_DIR, kode)
    if calon is None:
        return {"galat": kode_tak_ada(kode)}
    baris = baca(settings.WILAYAH_DIR, kode).desa
    desa = [Desa(kode=b["code"], nama=b["name"], jenis=jenis_desa(b["code"])) for b in baris]
    return {
        "terpilih": calon,
        "sebutan": sebutan_kecamatan(kode),
        "sebutan_desa": sebutan_desa(kode, "desa"),
        "zona": ZonaWaktu(zona_waktu(kode)).label,
        "banyak": banyaknya(desa),
        "desa": sorted(desa, key=lambda d: d.nama),
    }
