"""Proposing dates for a year's visits. Pure: no database and no clock, so the same input gives the same plan.

Within each period (a month, two, three or six) the visits of the focus villages are spread over the
working days: first the days with the fewest visits, and among these the one nearest to the village's
even share of the period. An officer is never in two villages on one day.
"""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Periode:
    """A stretch of whole months of one year; `nomor` counts from 0 in January."""

    nomor: int
    mulai: date
    sampai: date


@dataclass(frozen=True)
class Sasaran:
    """A focus village: its key, how many months lie between visits, and who goes."""

    kunci: int
    jarak: int
    petugas: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Penempatan:
    kunci: int
    periode: Periode
    tanggal: date
    hari_ke: int  # of the period's offered working days, from 1
    dari: int


@dataclass
class Hasil:
    """What was placed, what could not be, and the periods that had a visit already."""

    penempatan: list[Penempatan] = field(default_factory=list)
    tanpa_hari: list[tuple[int, Periode]] = field(default_factory=list)
    petugas_penuh: list[tuple[int, Periode]] = field(default_factory=list)
    terisi: list[tuple[int, Periode]] = field(default_factory=list)


def periode_tahun(tahun: int, jarak: int) -> list[Periode]:
    """The year in periods of `jarak` months (a divisor of 12)."""
    return [
        Periode(n, date(tahun, awal, 1), date(tahun, awal + jarak - 1, monthrange(tahun, awal + jarak - 1)[1]))
        for n, awal in enumerate(range(1, 13, jarak))
    ]


def susun(
    sasaran: Sequence[Sasaran],
    *,
    mulai: date,
    sampai: date,
    hari_kerja: Iterable[date],
    kunjungan_desa: Mapping[int, Collection[date]],
    sibuk: Mapping[int, Collection[date]],
) -> Hasil:
    """Propose a date per village and period between two days of one year, on the given working days.

    `kunjungan_desa` are the dates that a village has already (a period with one is left alone),
    `sibuk` the days on which an officer cannot go.
    """
    hari = sorted({h for h in hari_kerja if mulai <= h <= sampai})
    sibuk_petugas: dict[int, set[date]] = defaultdict(set, {k: set(v) for k, v in sibuk.items()})
    beban: Counter[date] = Counter(t for tanggal in kunjungan_desa.values() for t in tanggal)
    hasil = Hasil()
    for jarak in sorted({s.jarak for s in sasaran}):
        kelompok = [s for s in sasaran if s.jarak == jarak]
        for periode in periode_tahun(mulai.year, jarak):
            if periode.sampai < mulai or periode.mulai > sampai:
                continue
            tersedia = [h for h in hari if periode.mulai <= h <= periode.sampai]
            belum = []
            for s in kelompok:
                sudah = any(periode.mulai <= t <= periode.sampai for t in kunjungan_desa.get(s.kunci, ()))
                if sudah:
                    hasil.terisi.append((s.kunci, periode))
                elif not tersedia:
                    hasil.tanpa_hari.append((s.kunci, periode))
                else:
                    belum.append(s)
            for ke, s in enumerate(belum):
                terpilih = _pilih(tersedia, ke, len(belum), s.petugas, sibuk_petugas, beban)
                if terpilih is None:
                    hasil.petugas_penuh.append((s.kunci, periode))
                    continue
                tanggal = tersedia[terpilih]
                hasil.penempatan.append(Penempatan(s.kunci, periode, tanggal, terpilih + 1, len(tersedia)))
                beban[tanggal] += 1
                for p in s.petugas:
                    sibuk_petugas[p].add(tanggal)
    hasil.penempatan.sort(key=lambda p: (p.tanggal, p.kunci))
    return hasil


def _pilih(
    tersedia: Sequence[date],
    ke: int,
    banyak: int,
    petugas: frozenset[int],
    sibuk: Mapping[int, set[date]],
    beban: Mapping[date, int],
) -> int | None:
    bagian = (2 * ke + 1) * len(tersedia) // (2 * banyak)
    calon = [
        (beban[hari], abs(i - bagian), i)
        for i, hari in enumerate(tersedia)
        if not any(hari in sibuk[p] for p in petugas)
    ]
    return min(calon)[2] if calon else None
