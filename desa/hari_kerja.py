"""Working days: Monday to Friday, without Indonesian holidays and the office's own days off."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

import holidays
from django.db.models import Q

from desa.models import HariLibur, Kabupaten

MUNDUR = 60  # days: no holidays last as long as that


@cache
def _nasional(tahun: int) -> dict[date, str]:
    # "government" is the cuti bersama of the joint ministerial decree, where the year has one.
    return dict(holidays.country_holidays("ID", years=tahun, language="id", categories=("public", "government")))


def libur(tahun: int, kabupaten: Kabupaten | None = None, *, kecuali: int | None = None) -> dict[date, str]:
    """All holidays of a year with their names; regional ones of this kabupaten included. `kecuali`: not this row."""
    hasil = dict(_nasional(tahun))
    tambahan = HariLibur.objects.filter(tanggal__year=tahun, kabupaten=None)
    if kabupaten:
        tambahan = tambahan | HariLibur.objects.filter(tanggal__year=tahun, kabupaten=kabupaten)
    if kecuali:
        tambahan = tambahan.exclude(pk=kecuali)
    hasil.update((h.tanggal, h.nama) for h in tambahan)
    return hasil


def libur_nasional(tahun: int) -> dict[date, str]:
    """Those that nobody has to note: the national calendar, with the cuti bersama of years that have a decree."""
    return dict(_nasional(tahun))


def alasan_bukan_hari_kerja(tanggal: date, kabupaten: Kabupaten | None = None) -> str | None:
    """Why a date is not a working day ('hari Minggu', a holiday's name), or None when it is one."""
    nama = libur(tanggal.year, kabupaten).get(tanggal)
    if nama:
        return nama
    return {5: "hari Sabtu", 6: "hari Minggu"}.get(tanggal.weekday())


def hari_kerja(
    mulai: date,
    sampai: date,
    kabupaten: Kabupaten | None = None,
    *,
    libur_tahun: Callable[[int], Iterable[date]] | None = None,
) -> Iterator[date]:
    """The working days from `mulai` to `sampai`, both included.

    `libur_tahun`: what `libur` says of a year, for who asks about many days and has read it before.
    """
    merah = {
        t
        for tahun in range(mulai.year, sampai.year + 1)
        for t in (libur_tahun(tahun) if libur_tahun else libur(tahun, kabupaten))
    }
    hari = mulai
    while hari <= sampai:
        if hari.weekday() < 5 and hari not in merah:
            yield hari
        hari += timedelta(days=1)


def tambah_hari_kerja(mulai: date, jumlah: int, kabupaten: Kabupaten | None = None) -> date:
    """The date `jumlah` working days after `mulai`, which itself does not count (jumlah ≥ 1)."""
    besok = mulai + timedelta(days=1)
    return next(islice(hari_kerja(besok, besok + timedelta(days=jumlah * 7 + 60), kabupaten), jumlah - 1, None))


def hari_kerja_sejak(tanggal: date, kabupaten: Kabupaten | None = None) -> date:
    """The day itself where it is a working day, otherwise the next one: a last day on a holiday ends there.

    Where the calendar itself ends (a slip of the finger, stored once) it is the day itself.
    """
    if tanggal > date.max - timedelta(days=MUNDUR + 1):
        return tanggal
    return next(hari_kerja(tanggal, tanggal + timedelta(days=MUNDUR), kabupaten))


class LiburTercatat:
    """The days off that were noted, with their kabupaten; read once, also where two days are asked about because it is
    past midnight in one zone and not yet in another."""

    def __init__(self) -> None:
        self._baris: list[tuple[date, int | None]] | None = None

    def antara(self, awal: date, hari: date) -> list[tuple[date, int | None]]:
        if self._baris is None:
            jendela = (awal - timedelta(days=2), hari + timedelta(days=2))
            self._baris = list(HariLibur.objects.filter(tanggal__range=jendela).values_list("tanggal", "kabupaten"))
        return [(t, milik) for t, milik in self._baris if awal <= t <= hari]


def sudah_lewat(kolom: str, hari: date, kabupaten: str, libur_tercatat: LiburTercatat | None = None) -> Q:
    """The rows whose last day `kolom` is over on `hari`: a working day lies between the two, or is that last day.

    Nothing is stored, so a holiday that is noted later counts at once. `kabupaten` leads from a row to its kabupaten,
    whose own days off count too. One query, however many rows there are.
    """
    awal = hari - timedelta(days=MUNDUR)
    tercatat: dict[int | None, set[date]] = defaultdict(set)
    for tanggal, milik in (libur_tercatat or LiburTercatat()).antara(awal, hari):
        tercatat[milik].add(tanggal)
    bersama = tercatat.pop(None, set())
    umum = _hari_kerja_terakhir(awal, hari, bersama)
    lewat = Q(**{f"{kolom}__lte": umum})
    for daerah, merah in tercatat.items():
        if (setempat := _hari_kerja_terakhir(awal, hari, bersama | merah)) < umum:
            lewat &= ~Q(**{kabupaten: daerah, f"{kolom}__gt": setempat})
    return lewat


def _hari_kerja_terakhir(awal: date, sebelum: date, merah: set[date]) -> date:
    """The last working day before `sebelum`; the day before `awal` where all of them are off."""
    hari = sebelum - timedelta(days=1)
    while hari >= awal and (hari.weekday() > 4 or hari in merah or hari in _nasional(hari.year)):
        hari -= timedelta(days=1)
    return hari
