"""The board: findings by whose turn it is, each column leading to its list."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dasar.permintaan import Permintaan
from dasar.saringan import saringan_salah
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan
from tindaklanjut.tables import TemuanFilter, keadaan_q

DITAMPILKAN = 20  # cards of one column; the list has them all
KOLOM = {
    "terlambat-desa": "Terlambat di desa",
    "menunggu-desa": "Menunggu desa",
    StatusTemuan.DIJAWAB: "Menunggu diperiksa kecamatan",
    "baru-selesai": "Selesai 30 hari ini",
}


@dataclass(frozen=True)
class Kolom:
    judul: str
    jumlah: int
    temuan: list[Temuan]
    tautan: str


def temuan_papan(request: Permintaan) -> HttpResponse:
    """The same filters as the list, without its `keadaan`: that is what the columns are."""
    resmi = Temuan.objects.untuk(request.user).exclude(status=StatusTemuan.DRAF)
    saringan = TemuanFilter(request.GET or None, queryset=resmi, request=request)
    del saringan.form.fields["keadaan"]
    salah = saringan_salah(saringan)
    semua = resmi.none() if salah else saringan.qs
    kolom = [_kolom(request, judul, semua, keadaan) for keadaan, judul in KOLOM.items()]
    konteks = {"filter": saringan, "kolom": kolom, "salah": salah, "disaring": any(request.GET.values())}
    return render(request, "tindaklanjut/papan.html", konteks, status=422 if salah else 200)


def _kolom(request: Permintaan, judul: str, semua: "QuerySet[Any]", keadaan: str) -> Kolom:
    alamat = request.GET.copy()
    alamat["keadaan"] = keadaan
    isi = Temuan.objects.filter(keadaan_q([keadaan]), pk__in=semua.values("pk"))
    kartu = isi.bertanda().dengan_ulangan().select_related("desa__kecamatan").order_by("batas_waktu", "pk")
    tautan = f"{reverse('tindaklanjut:temuan-daftar')}?{alamat.urlencode()}"
    return Kolom(judul, isi.count(), list(kartu[:DITAMPILKAN]), tautan)
