"""Regions as the administration keeps them: kecamatan of a kabupaten, the desa in them, their names.

Codes come from Kemendagri and are set once; a region is never deleted, since everything else points to it.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from dasar.daftar import Daftar
from dasar.formulir import terkirim
from dasar.permintaan import Permintaan
from desa.filters import WilayahFilter
from desa.forms import DesaBaruForm, KecamatanBaruForm
from desa.induk import Induk
from desa.models import Desa, Kecamatan
from desa.tables import WilayahTable

AKIBAT = "Naskah yang sudah jadi tidak ikut berubah."
KECAMATAN = Induk("kecamatan", "Wilayah", "desa:wilayah", akibat=AKIBAT, dihapus=False)
DESA = Induk("desa", "Desa", "desa:desa", akibat=AKIBAT, dihapus=False)


def _kecamatan(request: Permintaan) -> QuerySet[Kecamatan]:
    return Kecamatan.objects.filter(kabupaten__in=request.user.kabupaten_dikelola()).select_related("kabupaten")


class WilayahDaftar(Daftar):
    table_class = WilayahTable
    filterset_class = WilayahFilter
    template_name = "desa/wilayah_daftar.html"
    judul = "Wilayah"
    keterangan = "Kecamatan yang Anda kelola. Kode wilayah menurut Kemendagri; wilayah tidak dihapus."
    kosong = {"judul": "Belum ada kecamatan", "saran": "Tambahkan kecamatan, atau minta operator memuat wilayahnya."}

    def get_queryset(self) -> QuerySet[Kecamatan]:
        return _kecamatan(self.request).annotate(banyak=Count("desa")).order_by("kabupaten__nama", "nama")


def wilayah_tambah(request: Permintaan) -> HttpResponse:
    kabupaten = request.user.kabupaten_dikelola().order_by("nama")
    kecamatan = Kecamatan()
    return KECAMATAN.isi(request, KecamatanBaruForm(terkirim(request), instance=kecamatan, induk=kabupaten), kecamatan)


def wilayah_ubah(request: Permintaan, pk: int) -> HttpResponse:
    kecamatan = get_object_or_404(_kecamatan(request), pk=pk)
    form = KecamatanBaruForm(terkirim(request), instance=kecamatan, induk=Kecamatan.objects.none())
    return KECAMATAN.isi(request, form, kecamatan)


def desa_tambah(request: Permintaan) -> HttpResponse:
    desa = Desa()
    induk = _kecamatan(request).order_by("kabupaten__nama", "nama")
    return DESA.isi(request, DesaBaruForm(terkirim(request), instance=desa, induk=induk), desa)


def desa_nama(request: Permintaan, pk: int) -> HttpResponse:
    """Its name and whether it is a desa or a kelurahan; the office's data is on a page of its own."""
    desa = get_object_or_404(request.user.desa_tercakup().select_related("kecamatan"), pk=pk)
    if not request.user.has_perm("desa.kelola_wilayah", desa):
        raise PermissionDenied("Nama dan jenis desa diubah oleh admin atau admin kabupatennya.")
    return DESA.isi(request, DesaBaruForm(terkirim(request), instance=desa, induk=Kecamatan.objects.none()), desa)
