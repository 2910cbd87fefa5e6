"""The period of a report, on the clock of its kecamatan. Codes as those of documents: '2026-10', '2026-T4', '2026'."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from berkas.enums import PeriodeKategori
from berkas.periode import POLA, periode_nama, periode_rentang, periode_setahun
from dasar.waktu import hari_ini
from desa.models import Desa, Kecamatan
from kewajiban.keadaan import desa_dituntut

JENIS = (PeriodeKategori.BULANAN, PeriodeKategori.TRIWULANAN, PeriodeKategori.TAHUNAN)
SEBUTAN = {
    PeriodeKategori.BULANAN: "Bulanan",
    PeriodeKategori.TRIWULANAN: "Triwulanan",
    PeriodeKategori.TAHUNAN: "Tahunan",
}
TAHUN_LALU = 5  # years back for which a report may still be drawn up


def jenis_periode(periode: str) -> PeriodeKategori:
    """Raises ValueError for what is no month, quarter or year."""
    for jenis in JENIS:
        if POLA[jenis].match(periode):
            return jenis
    raise ValueError(periode)


def judul_periode(periode: str) -> str:
    """'Bulan Oktober 2026', 'Triwulan IV 2026', 'Tahun 2026'."""
    nama = periode_nama(periode)
    awal = {PeriodeKategori.BULANAN: "Bulan ", PeriodeKategori.TAHUNAN: "Tahun "}
    return awal.get(jenis_periode(periode), "") + nama


def pilihan_periode(kecamatan: Kecamatan) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every period that has begun, the newest first, by kind."""
    kini = hari_ini(kecamatan)
    hasil = []
    for jenis in JENIS:
        tahun = range(kini.year, kini.year - TAHUN_LALU - 1, -1)
        semua = [p for t in tahun for p in reversed(periode_setahun(jenis, t)) if periode_rentang(p)[0] <= kini]
        isi = [(p, judul_periode(p) + (" (belum berakhir)" if periode_rentang(p)[1] >= kini else "")) for p in semua]
        hasil.append((SEBUTAN[jenis], isi))
    return hasil


def baru_berakhir(pada: date) -> Iterator[str]:
    """Of each kind the period that ended last before this day."""
    for jenis in JENIS:
        semua = [p for t in (pada.year - 1, pada.year) for p in periode_setahun(jenis, t)]
        yield [p for p in semua if periode_rentang(p)[1] < pada][-1]


@dataclass(frozen=True)
class Masa:
    """What a report looks at. `pada`: the last day of which anything can be known."""

    kecamatan: Kecamatan
    periode: str
    hari_ini: date

    @classmethod
    def dari(cls, kecamatan: Kecamatan, periode: str) -> "Masa":
        return cls(kecamatan, periode, hari_ini(kecamatan))

    @cached_property
    def rentang(self) -> tuple[date, date]:
        return periode_rentang(self.periode)

    @property
    def mulai(self) -> date:
        return self.rentang[0]

    @property
    def selesai(self) -> date:
        return self.rentang[1]

    @property
    def pada(self) -> date:
        return min(self.selesai, self.hari_ini)

    @property
    def sementara(self) -> bool:
        """It has not ended: its last day is still running there."""
        return self.hari_ini <= self.selesai

    @cached_property
    def desa(self) -> list[Desa]:
        """Every desa of the kecamatan as it is today, by name; a kelurahan owes none of this."""
        return desa_dituntut(self.kecamatan)

    @property
    def pk(self) -> list[int]:
        return [d.pk for d in self.desa]

    def memuat(self, hari: date | None) -> bool:
        return hari is not None and self.mulai <= hari <= self.selesai

    @property
    def besok(self) -> date:
        return self.selesai + timedelta(days=1)
