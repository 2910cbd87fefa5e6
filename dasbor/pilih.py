"""Which kecamatan a page is about, where a person reads several."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from akun.models import Pengguna
from dasar.formulir import bilangan
from dasar.permintaan import Permintaan
from dasbor.bahan import PEMBACA_KECAMATAN
from desa.models import Kecamatan
from perut.queries import kecamatan_berperut

PILIHAN_MAKS = 60  # more than any kabupaten has


@dataclass(frozen=True)
class Pilihan:
    """The kecamatan that was asked for, or the first; `lain` are all of them where there are several."""

    kecamatan: Kecamatan | None
    lain: list[Kecamatan]


def kecamatan_dibaca(pengguna: Pengguna) -> list[Kecamatan]:
    """Those that this person reads as a whole; of all of Indonesia the ones that work with this product."""
    semua = _terbaca(pengguna)
    daftar = list(semua[: PILIHAN_MAKS + 1])
    if len(daftar) > PILIHAN_MAKS:
        daftar = list(semua.filter(pk__in=kecamatan_berperut(pengguna)))
    return daftar


def _terbaca(pengguna: Pengguna) -> QuerySet[Kecamatan]:
    return (
        pengguna.kecamatan_terlihat(*PEMBACA_KECAMATAN)
        .select_related("kabupaten", "penghitungan_kewajiban")
        .order_by("nama", "kode")
    )


def kecamatan_dipilih(request: Permintaan) -> Pilihan:
    """`?kecamatan=`, a key of those that this person reads; 404 for any other."""
    daftar = kecamatan_dibaca(request.user)[:PILIHAN_MAKS]
    kecamatan = daftar[0] if daftar else None
    if "kecamatan" in request.GET:
        pk = bilangan(request.GET, "kecamatan")
        kecamatan = next((k for k in daftar if k.pk == pk), None) or _terbaca(request.user).filter(pk=pk).first()
        if kecamatan is None:
            raise Http404("Kecamatan ini tidak ada dalam wilayah Anda.")
        if kecamatan not in daftar:
            daftar.append(kecamatan)
    return Pilihan(kecamatan, daftar if len(daftar) > 1 else [])
