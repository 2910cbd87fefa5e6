"""Which rows a person sees: one function, for the lists of every room.

It stands apart from `akun.queries` because the model Pengguna uses it too.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.db.models import Q

from akun.enums import SEMUA, Peran

if TYPE_CHECKING:
    from akun.models import Pengguna

_TIDAK_SATU_PUN = Q(pk__in=[])  # an empty Q() would say the opposite, and vanish when it is combined


def lingkup(
    pengguna: "Pengguna",
    *peran: str,
    desa: str = "desa",
    kecamatan: str = "",
    kabupaten: str = "",
    hanya: Mapping[Collection[str], Q] | None = None,
) -> Q:
    """The rows of the regions over which this person holds a role today: one of `peran`, or any role of the work.

    `desa` is the way from a row to its desa, `kecamatan` the way to its kecamatan where a row may be about no
    desa in particular. `hanya` names what some roles see only: `{DESA: Q(status__in=TERBIT)}`; they must not
    follow a relation to many rows. Every assignment counts for its own region: of a village and of an office
    somewhere else a person sees what the village role gives here and the office role there.
    """
    kecamatan = kecamatan or f"{desa}__kecamatan"
    kabupaten = kabupaten or f"{kecamatan}__kabupaten"
    terlihat = _TIDAK_SATU_PUN
    for p in pengguna.penugasan_aktif:
        if p.peran not in (peran or SEMUA):
            continue
        if p.peran == Peran.ADMIN:
            wilayah = ~_TIDAK_SATU_PUN
        elif p.desa_id:
            wilayah = Q(**{desa: p.desa_id})
        elif p.kecamatan_id:
            wilayah = Q(**{kecamatan: p.kecamatan_id})
        else:
            wilayah = Q(**{kabupaten: p.kabupaten_id})
        for sebagian, syarat in (hanya or {}).items():
            if p.peran in sebagian:
                wilayah &= syarat
        terlihat |= wilayah
    return terlihat
