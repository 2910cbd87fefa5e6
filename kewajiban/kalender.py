"""The calendar that a kecamatan counts by: its working days, and what it calls the end of a week."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from desa.hari_kerja import MUNDUR, hari_kerja, libur
from desa.models import Kabupaten
from kewajiban.aturan import AkhirMinggu


@dataclass(frozen=True)
class KalenderKantor:
    """Reads the days off of a year once, however many last days are asked for."""

    kabupaten: Kabupaten | None
    akhir_minggu: AkhirMinggu = AkhirMinggu.TANGGAL
    _libur: dict[int, dict[date, str]] = field(default_factory=dict, compare=False)

    def sesudah_hari_kerja(self, mulai: date, jumlah: int) -> date:
        """The day `jumlah` (1 or more) working days after `mulai`, which itself does not count."""
        return self._hari_kerja(mulai + timedelta(days=1), jumlah)

    def hari_terakhir(self, hari: date) -> date:
        """Until when it is on time: a last day that is no working day ends on the next one."""
        return self._hari_kerja(hari, 1)

    def _hari_kerja(self, mulai: date, ke: int) -> date:
        batas = mulai + timedelta(days=7 * ke + MUNDUR)
        return next(islice(hari_kerja(mulai, batas, libur_tahun=self._libur_tahun), ke - 1, None))

    def _libur_tahun(self, tahun: int) -> dict[date, str]:
        if tahun not in self._libur:
            self._libur[tahun] = libur(tahun, self.kabupaten)
        return self._libur[tahun]
