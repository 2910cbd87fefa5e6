"""Handing over a stored document: only the bytes that were recorded, and a clear page where they are not those."""

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render

from berkas.penyajian import sajikan
from dasar.permintaan import Permintaan
from naskah.keutuhan import BerkasBerubah, baca_utuh
from naskah.models import Naskah


def sajikan_utuh(request: Permintaan, naskah: Naskah, berkas: FieldFile, sidik: str, *, nama: str) -> HttpResponseBase:
    """The bytes, compared with their hash first. Raises Http404 where the file is gone."""
    try:
        baca_utuh(berkas, sidik, naskah=naskah)
    except BerkasBerubah:
        return berkas_berubah(request, naskah)
    except FileNotFoundError as galat:
        raise Http404("Berkas ini tidak ada lagi di penyimpanan.") from galat
    return sajikan(berkas, nama=nama, mime="application/pdf")


def berkas_berubah(request: Permintaan, naskah: Naskah) -> HttpResponse:
    return render(request, "naskah/berkas_berubah.html", {"naskah": naskah}, status=409)
