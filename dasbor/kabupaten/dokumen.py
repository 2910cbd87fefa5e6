"""The duties of every desa of several kecamatan, in four queries however many there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from akun.models import Pengguna
from dasbor.bahan import PEMBACA_KECAMATAN
from desa.enums import JenisDesa
from desa.models import Desa, Kecamatan
from kewajiban.keadaan import TUNGGAKAN, Sel, diketahui_banyak, hitungan_banyak


@dataclass(frozen=True)
class Dokumen:
    """What has fallen due in one kecamatan, as its own page counts it; `dituntut`: it counts duties at all."""

    desa: list[Desa]
    sel: list[Sel]
    dituntut: bool

    @property
    def terlambat(self) -> int | None:
        """None where the kecamatan has not said since when it counts."""
        return sum(s.telat for s in self.sel) if self.dituntut else None


def dokumen_kecamatan(pengguna: Pengguna, kecamatan: Sequence[Kecamatan]) -> dict[int, Dokumen]:
    per_pk = {k.pk: k for k in kecamatan}
    desa: dict[int, list[Desa]] = defaultdict(list)
    terlihat = pengguna.desa_terlihat(*PEMBACA_KECAMATAN).filter(jenis=JenisDesa.DESA, kecamatan__in=list(per_pk))
    for d in terlihat.order_by("nama", "kode"):
        d.kecamatan = per_pk[d.kecamatan_id]
        desa[d.kecamatan_id].append(d)
    hitungan = hitungan_banyak(kecamatan)
    dihitung = [d for h in hitungan if h.penghitungan for d in desa[h.kecamatan.pk]]
    tahu = diketahui_banyak(hitungan, dihitung)
    hasil = {}
    for h in hitungan:
        milik = desa[h.kecamatan.pk]
        sel = h.sel(milik, h.pada - TUNGGAKAN, h.pada, tahu)
        hasil[h.kecamatan.pk] = Dokumen(milik, sel, h.penghitungan is not None)
    return hasil
