"""The clock of the year: processes take turns, one step at a time, in the order in which the steps happened.

A process is a generator. It yields when its next step happens and who takes it; what follows the yield is that step.
Whatever would happen after now does not: so there are things in every state without anybody arranging them.
"""

import random
from bisect import bisect_left
from collections.abc import Generator, Iterable
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count

from django.utils import timezone

from akun.models import Pengguna
from dasar.pelaku import Pelaku, bertindak, dari_akun
from dasar.waktu import hari_ini, tanggal, zona
from dasbor.demo_jam import pada
from desa.hari_kerja import hari_kerja
from desa.models import Kecamatan

SETAHUN = 365  # days back from today
TEPI = timedelta(days=150)  # days around the year of which the working days are known
PELAKU_SISTEM = Pelaku(lewat="manage.py demo_setahun")

Langkah = tuple[datetime, Pengguna | None]
Proses = Generator[Langkah, None, None]


class Tahun:
    """The year of a kecamatan: its seed, its people (by user name), its working days, and what is still to happen."""

    def __init__(self, kecamatan: Kecamatan, orang: dict[str, Pengguna], *, benih: int, libur: Iterable[date]) -> None:
        self.kecamatan, self.orang, self.benih = kecamatan, orang, benih
        self.kini, self.akhir = timezone.now(), hari_ini(kecamatan)
        self.awal = self.akhir - timedelta(days=SETAHUN)
        merah = set(libur)
        semua = hari_kerja(self.awal - TEPI, self.akhir + TEPI, kecamatan.kabupaten)
        self._kerja = [h for h in semua if h not in merah]
        self._antre: list[tuple[datetime, int, Pengguna | None, Proses]] = []
        self._urut = count()
        self._pelaku: dict[int, Pelaku] = {}

    def acak(self, *perkara: object) -> random.Random:
        """Chance of one matter's own: what happens elsewhere does not change it."""
        benih = "/".join(map(str, (self.benih, *perkara)))
        return random.Random(benih)  # noqa: S311  # made-up data, no secret

    def geser(self, hari: date, banyak: int = 0) -> date:
        """So many working days after (before) the first one that is this day or follows it."""
        letak = bisect_left(self._kerja, hari) + banyak
        return self._kerja[max(0, min(letak, len(self._kerja) - 1))]

    def saat(self, hari: date, jam: int = 9, menit: int = 0) -> datetime:
        return datetime.combine(hari, time(jam, menit), zona(self.kecamatan))

    def kerja(self, hari: date, banyak: int = 0, jam: int = 9, menit: int = 0) -> datetime:
        return self.saat(self.geser(hari, banyak), jam, menit)

    def lalu(self, hari: date) -> bool:
        """Whether this day lies within the year."""
        return self.awal <= hari <= self.akhir

    def mulai(self, proses: Proses) -> None:
        """Let a process take part; within a step it goes on from there."""
        self._tunggu(proses)

    def jalankan(self) -> int:
        """Everything that happened until now. Returns how many steps were taken."""
        banyak = 0
        while self._antre:
            saat, _, oleh, proses = heappop(self._antre)
            with (
                pada(tanggal(saat, self.kecamatan), saat.timetz().replace(tzinfo=None), self.kecamatan),
                bertindak(self._siapa(oleh)),
            ):
                self._tunggu(proses)
            banyak += 1
        return banyak

    def _tunggu(self, proses: Proses) -> None:
        langkah = next(proses, None)
        if langkah and langkah[0] <= self.kini:
            heappush(self._antre, (langkah[0], next(self._urut), langkah[1], proses))

    def _siapa(self, oleh: Pengguna | None) -> Pelaku:
        if oleh is None:
            return PELAKU_SISTEM
        if oleh.pk not in self._pelaku:
            self._pelaku[oleh.pk] = dari_akun(oleh)
        return self._pelaku[oleh.pk]
