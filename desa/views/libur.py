"""The days off that the national calendar does not know; every change moves the days that are counted by it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from dasar.daftar import Daftar
from dasar.formulir import terkirim
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca
from desa.filters import LiburFilter
from desa.forms import LiburForm
from desa.hari_kerja import libur_nasional
from desa.induk import RIWAYAT_MAKS, Induk
from desa.models import HariLibur, RiwayatData
from desa.tables import LiburTable
from desa.tenggat import tenggat_ramal

LIBUR = Induk(
    "hari libur",
    "Hari libur",
    "desa:libur",
    petunjuk="Libur nasional dan cuti bersama yang sudah dikenal tidak perlu dicatat. Batas waktu yang masih berjalan "
    "di wilayahnya dihitung ulang, dan tidak pernah dimajukan ke hari yang sudah lewat.",
    akibat="Batas waktu yang berjalan dihitung ulang; yang bergeser tercatat di riwayatnya dan dikabarkan.",
)


def libur_terlihat(request: Permintaan) -> QuerySet[HariLibur]:
    """What holds everywhere, and what holds in a kabupaten of the person's."""
    milik = Q(kabupaten=None) | Q(kabupaten__in=request.user.kecamatan_tercakup().values("kabupaten"))
    milik |= Q(kabupaten__in=request.user.kabupaten_dikelola())
    return HariLibur.objects.filter(milik).select_related("kabupaten")


class LiburDaftar(Daftar):
    table_class = LiburTable
    filterset_class = LiburFilter
    template_name = "desa/libur_daftar.html"
    judul = "Hari libur"
    keterangan = "Cuti bersama dan libur daerah di sini menggeser batas waktu dan dihindari saat jadwal disusun."

    def get_queryset(self) -> QuerySet[HariLibur]:
        return libur_terlihat(self.request).order_by("-tanggal")

    def get_kosong(self) -> dict[str, str]:
        kosong = {"judul": "Belum ada hari libur tambahan", "saran": "Libur nasional sudah dikenal tanpa dicatat."}
        if self.request.user.has_perm("desa.kelola_libur"):
            kosong |= {"url": reverse("desa:libur-tambah"), "tombol": "Catat hari libur"}
        return kosong

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tahun = hari_ini_pembaca().year
        nasional = [(t, sorted(libur_nasional(t).items())) for t in (tahun, tahun + 1)]
        semua = self.request.user.has_perm("desa.kelola_libur", HariLibur())
        riwayat = RiwayatData.objects.filter(jenis="harilibur")[:RIWAYAT_MAKS] if semua else []
        boleh = self.request.user.has_perm("desa.kelola_libur")
        return super().get_context_data(nasional=nasional, boleh=boleh, riwayat=riwayat, **kwargs)


def libur_tambah(request: Permintaan) -> HttpResponse:
    return _isi(request, HariLibur())


def libur_ubah(request: Permintaan, pk: int) -> HttpResponse:
    return _isi(request, _ambil(request, pk))


def libur_hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Asked first, with what it would move."""
    hari = _ambil(request, pk)
    konteks = {}
    if request.method != "POST":
        kabupaten = hari.kabupaten_id
        konteks["ramalan"] = tenggat_ramal(HariLibur.objects.filter(pk=pk).delete, kabupaten=kabupaten)
    return LIBUR.hapus(request, hari, konteks)


def _ambil(request: Permintaan, pk: int) -> HariLibur:
    hari = get_object_or_404(libur_terlihat(request), pk=pk)
    if not request.user.has_perm("desa.kelola_libur", hari):
        raise PermissionDenied("Libur nasional diubah oleh admin; libur daerah oleh admin atau admin kabupatennya.")
    return hari


def _isi(request: Permintaan, hari: HariLibur) -> HttpResponse:
    nasional = request.user.has_perm("desa.kelola_libur", HariLibur())
    kabupaten = request.user.kabupaten_dikelola()
    return LIBUR.isi(request, LiburForm(terkirim(request), instance=hari, kabupaten=kabupaten, nasional=nasional), hari)
