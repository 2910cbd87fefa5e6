"""The required documents of every desa of several kecamatan, in three queries however many there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from akun.models import Pengguna
from berkas.models import KebutuhanBerkas
from berkas.wajib.rekap import TUNGGAKAN_SEJAK, Rekap, kebutuhan_kecamatan, rekap_banyak
from berkas.wajib.tuntutan import tuntutan_jatuh_tempo
from dasar.waktu import hari_ini
from dasbor.bahan import PEMBACA_KECAMATAN
from desa.enums import JenisDesa
from desa.models import Desa, Kecamatan


@dataclass(frozen=True)
class Dokumen:
    """What has fallen due in one kecamatan, as its own page counts it; `dituntut`: it requires anything at all."""

    desa: list[Desa]
    rekap: Rekap
    dituntut: bool

    @property
    def terlambat(self) -> int | None:
        """None where the kecamatan has not said what it requires."""
        return self.rekap.hitungan.terlambat if self.dituntut else None


def dokumen_kecamatan(pengguna: Pengguna, kecamatan: Sequence[Kecamatan]) -> dict[int, Dokumen]:
    per_pk = {k.pk: k for k in kecamatan}
    desa: dict[int, list[Desa]] = defaultdict(list)
    terlihat = pengguna.desa_terlihat(*PEMBACA_KECAMATAN).filter(jenis=JenisDesa.DESA, kecamatan__in=list(per_pk))
    for d in terlihat.order_by("nama", "kode"):
        d.kecamatan = per_pk[d.kecamatan_id]
        desa[d.kecamatan_id].append(d)
    kebutuhan: dict[int, list[KebutuhanBerkas]] = defaultdict(list)
    for k in kebutuhan_kecamatan(*kecamatan):
        kebutuhan[k.kecamatan_id].append(k)
    bagian = []
    for k in kecamatan:
        pada = hari_ini(k)
        tuntutan = tuntutan_jatuh_tempo(kebutuhan[k.pk], sejak=pada - TUNGGAKAN_SEJAK, sampai=pada - timedelta(days=1))
        bagian.append((desa[k.pk], tuntutan, pada))
    semua = rekap_banyak(bagian)
    return {k.pk: Dokumen(desa[k.pk], r, bool(kebutuhan[k.pk])) for k, r in zip(kecamatan, semua, strict=True)}
