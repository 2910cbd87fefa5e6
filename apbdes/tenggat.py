"""The two deadlines of a budget, in days and in words. Permendagri 20/2018 Pasal 35 ayat (2), (3), and (5).

The last day is counted and stored; kalender.py moves it when the calendar of days off changes, and tells. Nothing
is over before it has been counted anew (`lewat_batas`). A day begins and ends on the clock of the kecamatan.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from apbdes.enums import BERHARI, HARI_KERJA_EVALUASI, HARI_KERJA_PERBAIKAN, StatusVersi
from apbdes.models import VersiApbdes
from dasar.waktu import hari_ini
from dasar.waktu import tanggal as tanggal_di
from desa.hari_kerja import libur, tambah_hari_kerja
from desa.models import Kabupaten, Kecamatan

AKIBAT_LEWAT = (
    "Tidak ada hasil evaluasi sampai batas waktunya, sehingga rancangan Peraturan Desa ini berlaku dengan sendirinya "
    "(Permendagri 20/2018 Pasal 35 ayat (3)). Keadaan ini bukan pernyataan camat bahwa rancangannya sesuai."
)

PERDES_TETAP = (
    "Peraturan Desa yang sudah dicatat tetap tercatat; pencabutan naskah hasil evaluasi tidak mengubahnya. Bila isinya "
    "harus berubah, desa menyusun perubahan APB Desa."
)


def batas_evaluasi(kecamatan: Kecamatan, diterima: date) -> date:
    """The last day for the result: 20 working days after receipt, whose day does not count."""
    return tambah_hari_kerja(diterima, HARI_KERJA_EVALUASI, kecamatan.kabupaten)


def batas_perbaikan(kecamatan: Kecamatan, diberitahukan: date) -> date:
    return tambah_hari_kerja(diberitahukan, HARI_KERJA_PERBAIKAN, kecamatan.kabupaten)


def evaluasi_dihitung(versi: VersiApbdes) -> date:
    """The last day for the result of a version that was received, by the calendar as it is now."""
    assert versi.diterima is not None
    kecamatan = versi.apbdes.desa.kecamatan
    return batas_evaluasi(kecamatan, tanggal_di(versi.diterima, kecamatan))


class HitungHari:
    """Counts working days for many rows; the holidays of a kabupaten and year are asked for once."""

    def __init__(self) -> None:
        self._libur: dict[tuple[int, int], set[date]] = {}

    def _merah(self, tahun: int, kabupaten: Kabupaten) -> set[date]:
        kunci = (tahun, kabupaten.pk)
        if kunci not in self._libur:
            self._libur[kunci] = set(libur(tahun, kabupaten))
        return self._libur[kunci]

    def sisa(self, mulai: date, batas: date, kabupaten: Kabupaten) -> int:
        """The working days after `mulai` up to `batas`: 0 on the last day and later."""
        hari, jumlah = mulai + timedelta(days=1), 0
        while hari <= batas:
            if hari.weekday() < 5 and hari not in self._merah(hari.year, kabupaten):
                jumlah += 1
            hari += timedelta(days=1)
        return jumlah


@dataclass(frozen=True)
class Tenggat:
    """A deadline as lists and pages show it."""

    untuk: str  # "Hasil evaluasi", "Perbaikan desa"
    batas: date
    sisa: int
    lewat: bool
    terakhir: bool  # today is the last day

    @property
    def ringkas(self) -> str:
        if self.lewat:
            return "Lewat batas waktu"
        if self.terakhir:
            return "Hari terakhir"
        return f"{self.sisa} hari kerja lagi"

    @property
    def kalimat(self) -> str:
        if self.lewat:
            return f"{self.untuk}: batas waktunya {date_format(self.batas, 'j F Y')} sudah lewat."
        return f"{self.untuk}: {self.ringkas.lower()}, paling lambat {date_format(self.batas, 'l, j F Y')}."

    @property
    def warna(self) -> str:
        """The colour of its badge; the words stand in it too."""
        if self.lewat or self.sisa <= 1:
            return "merah"
        return "kuning" if self.sisa <= 5 else "biru"


def tenggat_versi(versi: VersiApbdes, hitung: HitungHari | None = None, pada: date | None = None) -> Tenggat | None:
    """The deadline that runs for this version now. With `lengkap()` and a shared `hitung`: no query per row."""
    untuk, batas = "", None
    if versi.berhari:
        untuk, batas = "Hasil evaluasi", versi.batas_evaluasi
    elif versi.status == StatusVersi.PERLU_DIPERBAIKI:
        untuk, batas = "Perbaikan desa", versi.batas_perbaikan
    elif versi.status == StatusVersi.DISUSUN and versi.perbaikan_ke and versi.sebelum:
        tetap = versi.sebelum.status == StatusVersi.PERLU_DIPERBAIKI  # a withdrawn result asks for nothing
        untuk, batas = "Perbaikan desa", versi.sebelum.batas_perbaikan if tetap else None
    if batas is None:
        return None
    kecamatan = versi.apbdes.desa.kecamatan
    sekarang = pada or hari_ini(kecamatan)
    sisa = (hitung or HitungHari()).sisa(sekarang, batas, kecamatan.kabupaten)
    return Tenggat(untuk, batas, sisa, sekarang > batas, sekarang == batas)


def kalimat_dicabut(versi: VersiApbdes) -> str:
    """What holds of the days once a result was given in time and withdrawn; no article speaks of that."""
    if versi.diputus is None or versi.status not in BERHARI | {StatusVersi.DICABUT}:
        return ""
    diputus = date_format(tanggal_di(versi.diputus, versi.apbdes.desa.kecamatan), "j F Y")
    return (
        f"Hasil evaluasi yang diputuskan camat pada tanggal {diputus} sudah dicabut, jadi tidak ada hasil yang berlaku "
        "sampai camat memutuskan lagi. Hasil itu diberikan sebelum batas "
        f"waktunya, {date_format(versi.batas_evaluasi, 'j F Y')}, sehingga rancangan ini tidak dinyatakan lewat waktu; "
        "Permendagri 20/2018 tidak menyebut batas waktu bagi hasil penggantinya. Putuskan secepatnya."
    )


def lewat_batas(versi: VersiApbdes) -> list[str]:
    """Why nothing more is done once the days ran out, though nobody has noted it yet.

    Before it says so it counts anew: a day off may be known by now that the stored day does not have yet.
    """
    sekarang = hari_ini(versi.apbdes.desa.kecamatan)
    if versi.diputus:  # a result was given in time; what it says now stands in `kalimat_dicabut`
        return []
    if versi.batas_evaluasi is None or sekarang <= versi.batas_evaluasi or sekarang <= evaluasi_dihitung(versi):
        return []
    return [
        f"Batas waktu evaluasi {date_format(versi.batas_evaluasi, 'j F Y')} sudah lewat, jadi hasilnya tidak dapat "
        f"diputuskan lagi. {AKIBAT_LEWAT}"
    ]
