"""Who is expected where in which month, and which sheets there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desa.enums import JenisDesa
from desa.models import Desa, Kecamatan
from pendamping.models import Lembar, Penempatan, akhir_bulan

if TYPE_CHECKING:
    from akun.models import Pengguna


@dataclass(frozen=True)
class Wilayah:
    """A placement with its villages: those that it names, or all of its kecamatan."""

    penempatan: Penempatan
    desa: tuple[Desa, ...]

    def __contains__(self, lembar: Lembar) -> bool:
        return lembar.jenis == self.penempatan.jenis and any(d.pk == lembar.desa_id for d in self.desa)

    def meliputi(self, bulan: date) -> bool:
        return self.penempatan.meliputi(bulan)


def desa_didampingi(kecamatan: Iterable[int]) -> dict[int, list[Desa]]:
    """The villages of these kecamatan, by kecamatan. A kelurahan has no pendamping desa."""
    hasil: dict[int, list[Desa]] = {k: [] for k in kecamatan}
    semua = Desa.objects.filter(kecamatan__in=hasil, jenis=JenisDesa.DESA).select_related("kecamatan__kabupaten")
    for d in semua.order_by("nama", "kode"):
        hasil[d.kecamatan_id].append(d)
    return hasil


def wilayah_penempatan(penempatan: Iterable[Penempatan]) -> list[Wilayah]:
    """In three queries, whatever their number."""
    semua = list(penempatan)
    desa = desa_didampingi({p.kecamatan_id for p in semua})
    hasil = []
    for p in semua:
        disebut = {d.pk for d in p.desa.all()}
        milik = desa[p.kecamatan_id]
        hasil.append(Wilayah(p, tuple(d for d in milik if not disebut or d.pk in disebut)))
    return hasil


def penempatan_dimuat(**saringan: object) -> "list[Penempatan]":
    semua = Penempatan.objects.filter(**saringan).select_related("pengguna", "kecamatan__kabupaten")
    return list(semua.prefetch_related("desa"))


def penempatan_orang(pengguna: "Pengguna", hari: date) -> list[Wilayah]:
    """Where this person is placed on a day."""
    semua = penempatan_dimuat(pengguna=pengguna, mulai__lte=hari)
    return wilayah_penempatan(p for p in semua if p.selesai is None or p.selesai >= hari)


def penempatan_bulan(pengguna: "Pengguna", bulan: date) -> list[Wilayah]:
    """Where this person was placed on any day of that month."""
    semua = penempatan_dimuat(pengguna=pengguna, mulai__lte=akhir_bulan(bulan))
    return wilayah_penempatan(p for p in semua if p.meliputi(bulan))


def wilayah_kecamatan(kecamatan: Kecamatan) -> list[Wilayah]:
    return wilayah_penempatan(penempatan_dimuat(kecamatan=kecamatan))
