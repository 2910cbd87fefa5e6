"""When a finding is spoken of, and to whom: the steps of its reminders. PERUT's own measure, not a regulation's.

Counted in working days of the kecamatan. A step is spoken of once for one due date; whoever missed some steps (the
scheduler stood still) hears of the one that is due now, and of no other. docs/keputusan/0076.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from akun.enums import Peran
from tindaklanjut.enums import Jenjang


@dataclass(frozen=True)
class Langkah:
    """Begins `hari` working days after the last day (negative: before it). `peran` None: the person responsible."""

    jenjang: Jenjang
    hari: int
    peran: Peran | None
    keadaan: str


MENJELANG, TERLAMBAT = "segera jatuh tempo", "terlambat ditindaklanjuti"
JENJANG = (
    Langkah(Jenjang.MENJELANG, -3, None, MENJELANG),
    Langkah(Jenjang.LEWAT, 1, None, TERLAMBAT),
    Langkah(Jenjang.KEPALA_DESA, 3, Peran.KEPALA_DESA, TERLAMBAT),
    Langkah(Jenjang.KASI, 5, Peran.VERIFIKATOR, TERLAMBAT),
    Langkah(Jenjang.CAMAT, 10, Peran.CAMAT, TERLAMBAT),
)
KANTOR = frozenset({Jenjang.KASI, Jenjang.CAMAT})  # of an answer that waits to be judged only the office hears


def langkah_pada(selisih: int, *, dijawab: bool) -> Langkah | None:
    """The highest step that has begun, `selisih` working days after the last day."""
    mulai = [k for k in JENJANG if selisih >= k.hari and (not dijawab or k.jenjang in KANTOR)]
    return mulai[-1] if mulai else None


def selisih_hari(batas: date, hari: date, hari_kerja: Sequence[date]) -> int:
    """Working days from the last day to `hari`: 0 on it, negative before it, from 1 on it is late.

    `hari_kerja` are the working days around `hari`, in order; a due date before them counts from the first of them.
    """
    terakhir = next((h for h in hari_kerja if h >= batas), batas)
    if hari <= terakhir:
        return -sum(hari < h <= terakhir for h in hari_kerja)
    return sum(terakhir <= h < hari for h in hari_kerja)
