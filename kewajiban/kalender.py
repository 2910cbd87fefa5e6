"""The calendar that a kecamatan counts by: its working days, and what it calls the end of a week."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from desa.hari_kerja import MUNDUR, hari_kerja, libur, libur_nasional
from desa.models import Kabupaten
from kewajiban.aturan import AkhirMinggu


@dataclass(frozen=True)
class KalenderKantor:
    """Reads the days off of a year once, however many last days are asked for; `tercatat`: those that were noted, where
    somebody has read them before."""

    kabupaten: Kabupaten | None
    akhir_minggu: AkhirMinggu = AkhirMinggu.TANGGAL
    tercatat: Collection[date] | None = None
    _libur: dict[int, set[date]] = field(default_factory=dict, compare=False)
    _batas: dict[date, date] = field(default_factory=dict, compare=False)

    def sesudah_hari_kerja(self, mulai: date, jumlah: int) -> date:
        """The day `jumlah` (1 or more) working days after `mulai`, which itself does not count."""
        return self._hari_kerja(mulai + timedelta(days=1), jumlah)

    def hari_terakhir(self, hari: date) -> date:
        """Until when it is on time: a last day that is no working day ends on the next one."""
        if hari not in self._batas:
            self._batas[hari] = self._hari_kerja(hari, 1)
        return self._batas[hari]

    def _hari_kerja(self, mulai: date, ke: int) -> date:
        batas = mulai + timedelta(days=7 * ke + MUNDUR)
        return next(islice(hari_kerja(mulai, batas, libur_tahun=self._libur_tahun), ke - 1, None))

    def _libur_tahun(self, tahun: int) -> set[date]:
        if tahun not in self._libur:
            tercatat = self.tercatat if self.tercatat is not None else set(libur(tahun, self.kabupaten))
            self._libur[tahun] = {*libur_nasional(tahun), *(h for h in tercatat if h.year == tahun)}
        return self._libur[tahun]
