"""The median of a kecamatan beside one village's own figures. It names no village, and where too few are known to hide
one it is not shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from dasbor.keadaan import KeadaanDesa

MINIMAL = 5  # villages with a known figure; PERUT's own measure
TERLALU_SEDIKIT = "belum cukup"  # the page says why


@dataclass(frozen=True)
class Hal:
    """What is compared: None where it is not known of a village."""

    kunci: str
    nilai: Callable[[KeadaanDesa], Fraction | None]
    satuan: str


def _buku(k: KeadaanDesa) -> Fraction | None:
    return Fraction(100 * k.buku_tertib, len(k.diperiksa)) if k.diperiksa else None


def _temuan(hitung: Callable[[KeadaanDesa], int]) -> Callable[[KeadaanDesa], Fraction | None]:
    """Where nobody has looked, none is not known."""
    return lambda k: Fraction(hitung(k)) if k.kunjungan_sah or k.monitoring_terakhir or k.temuan else None


def _dokumen(k: KeadaanDesa) -> Fraction | None:
    return Fraction(k.dokumen_terlambat) if k.dituntut else None


def _kunjungan(k: KeadaanDesa) -> Fraction | None:
    return Fraction((k.pada - k.terakhir_dikunjungi).days) if k.terakhir_dikunjungi else None


HAL = (
    Hal("buku", _buku, "persen"),
    Hal("temuan", _temuan(lambda k: k.temuan_terbuka), "terbuka"),
    Hal("temuan_terlambat", _temuan(lambda k: k.temuan_terlambat), "terlambat"),
    Hal("dokumen", _dokumen, "terlambat"),
    Hal("kunjungan", _kunjungan, "hari yang lalu"),
)


def nilai_tengah(semua: Sequence[KeadaanDesa]) -> dict[str, str]:
    """One sentence for each key of HAL."""
    hasil = {}
    for hal in HAL:
        ada = [n for k in semua if (n := hal.nilai(k)) is not None]
        hasil[hal.kunci] = f"{_tulis(median(ada))} {hal.satuan}" if len(ada) >= MINIMAL else TERLALU_SEDIKIT
    return hasil


def _tulis(nilai: Fraction) -> str:
    """One decimal at most, rounded half up: '3' or '2,5'."""
    sepuluh = int(nilai * 10 + Fraction(1, 2))
    bulat, sisa = divmod(sepuluh, 10)
    return f"{bulat},{sisa}" if sisa else str(bulat)
