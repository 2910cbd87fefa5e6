"""When a duty is due: the words of a rule, and the days that they mean.

    3 hari|3 hari_kerja setelah penetapan_perdes      so long after (or before) something that happened
    bulanan tanggal 10   bulanan akhir_bulan          every month; the number is a day of the next month
    tahunan akhir Maret  tahunan minggu_ke_2 Juli     every year
    tahunan 31 Desember  rentang 1 Januari..akhir Maret
    10 hari setelah akhir_semester                    after (or before) each bulan, triwulan, semester, tahun
    sekali 2025-06-30                                 once
    tanpa_tenggat …  sebelum …  setiap …              an order or a reference, no date: never late

`A|B` stands where the source says both; the later day counts and both are shown. Several rules for one duty, one
after another, are separated by ";".
"""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
TAHUN_AKHIR = 9000  # where the calendar itself ends soon, somebody wrote "for ever"
AKHIR_TAHUN = "akhir_tahun_anggaran"  # known without anybody noting it
MASA = {"bulan": "bulanan", "triwulan": "triwulanan", "semester": "semesteran", "tahun": "tahunan"}
PER_TAHUN = {"bulan": 12, "triwulan": 4, "semester": 2, "tahun": 1}
MASA_MAKS = {"hari": 366, "hari_kerja": 250, "bulan": 12}  # how far from a period its last day may lie
TANPA_TANGGAL = ("tanpa_tenggat", "sebelum", "setelah", "setiap", "berkala", "kondisi", "rujukan")


class AkhirMinggu(StrEnum):
    """Which day ends "minggu kedua". The sources do not say, so an office does."""

    TANGGAL = "tanggal"  # each seven days: the 7th, 14th, 21st, 28th
    KALENDER = "kalender"  # the Sunday of the week in the calendar, the first of which may be short


class Kalender(Protocol):
    """The working days of a place, and what it calls the end of a week."""

    @property
    def akhir_minggu(self) -> AkhirMinggu: ...

    def sesudah_hari_kerja(self, mulai: date, jumlah: int) -> date: ...


class AturanKeliru(ValueError):
    """A rule that cannot be read, in a sentence."""


@dataclass(frozen=True)
class Lama:
    """So many days, working days, or months."""

    banyak: int
    satuan: str  # hari, hari_kerja, bulan

    def dari(self, hari: date, arah: int, kalender: Kalender) -> date:
        if not self.banyak:
            return hari
        if self.satuan == "bulan":
            return geser_bulan(hari, arah * self.banyak)
        if self.satuan == "hari_kerja":
            return kalender.sesudah_hari_kerja(hari, self.banyak)
        return hari + timedelta(days=arah * self.banyak)

    def __str__(self) -> str:
        return f"{self.banyak} {self.satuan.replace('_', ' ')}"


@dataclass(frozen=True)
class Titik:
    """A day within a year: a date, the last day of a month, or the end of one of its weeks."""

    bulan: int
    tanggal: int | None = None
    minggu: int | None = None

    def dalam(self, tahun: int, akhir_minggu: AkhirMinggu) -> date:
        if self.tanggal:
            return date(tahun, self.bulan, min(self.tanggal, _terakhir(tahun, self.bulan)))
        if self.minggu:
            return akhir_minggu_ke(self.minggu, tahun, self.bulan, akhir_minggu)
        return date(tahun, self.bulan, _terakhir(tahun, self.bulan))

    def awal(self, tahun: int, akhir_minggu: AkhirMinggu) -> date:
        """Of a week its first day, of a month the first; of a date that day."""
        if self.minggu and self.minggu > 1:
            return akhir_minggu_ke(self.minggu - 1, tahun, self.bulan, akhir_minggu) + timedelta(days=1)
        return date(tahun, self.bulan, 1) if not self.tanggal else self.dalam(tahun, akhir_minggu)


@dataclass(frozen=True)
class Tenggat:
    """One last day. `bacaan`: what each reading of the source comes to, where there are several.

    `periode` is what it is for: "2026-03" of a monthly duty, "2026" of a yearly one, "" of one that follows an event.
    """

    periode: str
    hari: date
    bacaan: tuple[tuple[str, date], ...] = ()
    mulai: date | None = None  # the first day, where the source gives a span
    sejak: date | None = None  # the day of the event that it follows


@dataclass(frozen=True)
class Sesudah:
    """Days after (arah 1) or before (-1) an event."""

    lama: tuple[Lama, ...]
    arah: int
    peristiwa: str

    def pada(self, hari: date, kalender: Kalender) -> Tenggat:
        bacaan = tuple((str(lama), lama.dari(hari, self.arah, kalender)) for lama in self.lama)
        return Tenggat("", max(h for _, h in bacaan), bacaan if len(bacaan) > 1 else (), sejak=hari)

    @property
    def masa(self) -> str:
        """ "semester", where it follows the first or the last day of each; empty where it follows an event."""
        tepi, _, masa = self.peristiwa.partition("_")
        return masa if tepi in ("awal", "akhir") and masa in MASA else ""

    def setiap(self, tahun: int, kalender: Kalender) -> Iterator[Tenggat]:
        """Of each period of a year. Months after its end run to the last day of a month."""
        for periode, awal, akhir in masa_setahun(self.masa, tahun):
            t = self.pada(awal if self.peristiwa.startswith("awal_") else akhir, kalender)
            hari = t.hari
            if self.peristiwa.startswith("akhir_") and all(x.satuan == "bulan" for x in self.lama):
                hari = hari.replace(day=_terakhir(hari.year, hari.month))
            yield Tenggat(periode, hari, t.bacaan)


@dataclass(frozen=True)
class Bulanan:
    """Of each month its last day, or a day of the next one."""

    tanggal: int | None = None

    def untuk(self, tahun: int, bulan: int) -> Tenggat:
        akhir = date(tahun, bulan, _terakhir(tahun, bulan))
        if self.tanggal is not None:
            berikut = akhir + timedelta(days=1)
            akhir = berikut.replace(day=min(self.tanggal, _terakhir(berikut.year, berikut.month)))
        return Tenggat(f"{tahun}-{bulan:02d}", akhir)


@dataclass(frozen=True)
class Tahunan:
    titik: Titik
    mulai: Titik | None = None

    def untuk(self, tahun: int, akhir_minggu: AkhirMinggu) -> Tenggat:
        awal = self.mulai.awal(tahun, akhir_minggu) if self.mulai else None
        return Tenggat(f"{tahun}", self.titik.dalam(tahun, akhir_minggu), mulai=awal)


@dataclass(frozen=True)
class Sekali:
    hari: date


@dataclass(frozen=True)
class Aturan:
    """All rules of one duty. Without `bertanggal` it can never be late."""

    teks: str
    bertanggal: tuple[Sesudah | Bulanan | Tahunan | Sekali, ...]

    @property
    def peristiwa(self) -> tuple[str, ...]:
        """The events that have to be known."""
        return tuple(
            b.peristiwa for b in self.bertanggal if isinstance(b, Sesudah) and b.peristiwa != AKHIR_TAHUN and not b.masa
        )

    @property
    def masa(self) -> set[str]:
        """How often, in the words of a category of files: bulanan, triwulanan, semesteran, tahunan, sekali."""
        return {_masa(b) for b in self.bertanggal}

    def tenggat(
        self, dari: date, sampai: date, kalender: Kalender, peristiwa: Mapping[str, list[date]] | None = None
    ) -> list[Tenggat]:
        """The last days from `dari` to `sampai`, both included, in their order."""
        semua = (t for b in self.bertanggal for t in _semua(b, dari, sampai, kalender, peristiwa or {}))
        return sorted((t for t in semua if dari <= t.hari <= sampai), key=lambda t: (t.hari, t.periode))


def uraikan(teks: str) -> Aturan:
    """Read a rule. Raises AturanKeliru."""
    bagian = [b.strip() for b in teks.split(";") if b.strip()]
    if not bagian:
        raise AturanKeliru("aturan masih kosong.")
    if bagian[0].split()[0] in TANPA_TANGGAL or bagian[0].endswith("tanpa_tanggal"):
        return Aturan(teks, ())
    return Aturan(teks, tuple(_bagian(b) for b in bagian))


def akhir_minggu_ke(ke: int, tahun: int, bulan: int, cara: AkhirMinggu) -> date:
    """The last day of the nth week of a month; never beyond the month."""
    akhir = _terakhir(tahun, bulan)
    if cara == AkhirMinggu.TANGGAL:
        return date(tahun, bulan, min(7 * ke, akhir))
    minggu_pertama = 7 - date(tahun, bulan, 1).weekday()  # the first Sunday
    return date(tahun, bulan, min(minggu_pertama + 7 * (ke - 1), akhir))


def geser_bulan(hari: date, bulan: int) -> date:
    """The same day so many months on; the last of the month where it has no such day (31 January + 1 month)."""
    ke_tahun, ke_bulan = divmod(hari.year * 12 + hari.month - 1 + bulan, 12)
    return date(ke_tahun, ke_bulan + 1, min(hari.day, _terakhir(ke_tahun, ke_bulan + 1)))


def masa_setahun(masa: str, tahun: int) -> Iterator[tuple[str, date, date]]:
    """(period, first day, last day) of each bulan, triwulan, semester of a year, or of the year itself."""
    panjang = 12 // PER_TAHUN[masa]
    for n in range(1, PER_TAHUN[masa] + 1):
        akhir = n * panjang
        ekor = {"bulan": f"-{n:02d}", "triwulan": f"-T{n}", "semester": f"-S{n}", "tahun": ""}[masa]
        yield f"{tahun}{ekor}", date(tahun, akhir - panjang + 1, 1), date(tahun, akhir, _terakhir(tahun, akhir))


def _masa(aturan: Sesudah | Bulanan | Tahunan | Sekali) -> str:
    match aturan:
        case Bulanan():
            return "bulanan"
        case Tahunan():
            return "tahunan"
        case Sesudah(peristiwa=nama) if nama == AKHIR_TAHUN:
            return "tahunan"
        case Sesudah() if aturan.masa:
            return MASA[aturan.masa]
        case _:
            return "sekali"


def _terakhir(tahun: int, bulan: int) -> int:
    return calendar.monthrange(tahun, bulan)[1]


def _semua(
    aturan: Sesudah | Bulanan | Tahunan | Sekali,
    dari: date,
    sampai: date,
    kalender: Kalender,
    peristiwa: Mapping[str, list[date]],
) -> Iterator[Tenggat]:
    """More than asked for: a year on either side, from which the caller takes what lies within."""
    tahun = range(max(dari.year - 1, 1), min(sampai.year + 1, 9998) + 1)
    match aturan:
        case Sekali(hari=hari):
            yield Tenggat(f"{hari.year}", hari)
        case Bulanan():
            yield from (aturan.untuk(t, b) for t in tahun for b in range(1, 13))
        case Tahunan():
            yield from (aturan.untuk(t, kalender.akhir_minggu) for t in tahun)
        case Sesudah() if aturan.masa:
            yield from (tenggat for t in tahun for tenggat in aturan.setiap(t, kalender))
        case Sesudah(peristiwa=nama) if nama == AKHIR_TAHUN:
            for t in tahun:
                hasil = aturan.pada(date(t, 12, 31), kalender)
                yield Tenggat(f"{hasil.hari.year}", hasil.hari, hasil.bacaan)
        case Sesudah(peristiwa=nama):
            yield from (aturan.pada(hari, kalender) for hari in peristiwa.get(nama, []) if hari.year < TAHUN_AKHIR)


_SESUDAH = re.compile(r"(?P<lama>\d+ \w+(?:\|\d+ \w+)*) (?P<arah>setelah|sebelum) (?P<peristiwa>[a-z0-9_]+)")
_LAMA = re.compile(r"(\d{1,3}) (hari_kerja|hari|bulan)")


def _bagian(teks: str) -> Sesudah | Bulanan | Tahunan | Sekali:
    if cocok := _SESUDAH.fullmatch(teks):
        return _sesudah(cocok["lama"], cocok["arah"], cocok["peristiwa"])
    kata, _, isi = teks.partition(" ")
    if kata == "bulanan":
        return _bulanan(isi)
    if kata == "tahunan":
        return Tahunan(_titik(isi))
    if kata == "rentang" and ".." in isi:
        awal, _, akhir = isi.partition("..")
        return Tahunan(_titik(akhir), _titik(awal))
    if kata == "sekali":
        try:
            return Sekali(date.fromisoformat(isi))
        except ValueError:
            raise AturanKeliru(f"“{isi}” bukan tanggal seperti 2025-06-30.") from None
    raise AturanKeliru(f"aturan “{teks}” tidak dikenal.")


def _sesudah(lama: str, arah: str, peristiwa: str) -> Sesudah:
    cocok = [_LAMA.fullmatch(b) for b in lama.split("|")]
    if None in cocok:
        raise AturanKeliru(f"“{lama}” bukan seperti 7 hari, 7 hari_kerja, atau 3 bulan.")
    daftar = tuple(Lama(int(c[1]), c[2]) for c in cocok if c)
    if arah == "sebelum" and any(x.satuan == "hari_kerja" for x in daftar):
        raise AturanKeliru("hari kerja hanya dihitung maju; tulis hari atau bulan di depan “sebelum”.")
    hasil = Sesudah(daftar, 1 if arah == "setelah" else -1, peristiwa)
    if not hasil.masa and any(not x.banyak for x in daftar):
        raise AturanKeliru(f"“{lama}” bukan seperti 7 hari, 7 hari_kerja, atau 3 bulan.")
    if hasil.masa and any(x.banyak > MASA_MAKS[x.satuan] for x in daftar):
        raise AturanKeliru("dari sebuah masa paling jauh 366 hari, 250 hari kerja, atau 12 bulan.")
    return hasil


def _bulanan(isi: str) -> Bulanan:
    if isi == "akhir_bulan":
        return Bulanan()
    cocok = re.fullmatch(r"tanggal (\d{1,2})", isi)
    if not cocok or not 1 <= int(cocok[1]) <= 31:
        raise AturanKeliru(f"“bulanan {isi}” bukan seperti bulanan tanggal 10 atau bulanan akhir_bulan.")
    return Bulanan(int(cocok[1]))


def _titik(teks: str) -> Titik:
    kata, _, nama = teks.strip().partition(" ")
    if nama not in BULAN:
        raise AturanKeliru(f"“{teks}” tidak menyebut bulan seperti akhir Maret, minggu_ke_2 Juli, atau 31 Desember.")
    bulan = BULAN.index(nama) + 1
    if kata == "akhir":
        return Titik(bulan)
    if cocok := re.fullmatch(r"minggu_ke_([1-5])", kata):
        return Titik(bulan, minggu=int(cocok[1]))
    if kata.isdigit() and 1 <= int(kata) <= _terakhir(2024, bulan):
        return Titik(bulan, tanggal=int(kata))
    raise AturanKeliru(f"“{teks}” tidak menyebut hari seperti akhir Maret, minggu_ke_2 Juli, atau 31 Desember.")
