"""The order of risk: points per factor, their sum, and what of it is not known. No query.

A village is ordered by its share of the points that its known factors could give, so that what is not known neither
helps nor harms it; how much is not known stands beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from dasbor.keadaan import KeadaanDesa
from dasbor.risiko.faktor import Faktor, Himpunan
from dasbor.risiko.ukuran import UKURAN, Nilai
from desa.models import Desa

ALASAN_BANYAK = 4  # factors that a proposed reason names


@dataclass(frozen=True)
class Butir:
    """One factor of one village. `poin` is None where it is not known."""

    faktor: Faktor
    nilai: Nilai
    poin: int | None
    url: str

    @property
    def hitungan(self) -> str:
        """The arithmetic, as a sentence."""
        if self.poin is None:
            return "Belum diketahui: tidak dihitung, bukan nol."
        return f"{self.poin} dari {self.faktor.maksimum} poin ({self.faktor.isi_tangga})."


@dataclass(frozen=True)
class Risiko:
    keadaan: KeadaanDesa
    butir: tuple[Butir, ...]

    @property
    def desa(self) -> Desa:
        return self.keadaan.desa

    @property
    def diketahui(self) -> list[Butir]:
        return [b for b in self.butir if b.poin is not None]

    @property
    def belum_diketahui(self) -> list[Butir]:
        return [b for b in self.butir if b.poin is None]

    @property
    def poin(self) -> int:
        return sum(b.poin or 0 for b in self.diketahui)

    @property
    def maksimum(self) -> int:
        """The most that the known factors could give."""
        return sum(b.faktor.maksimum for b in self.diketahui)

    @property
    def tersembunyi(self) -> int:
        """The most that the unknown factors could add."""
        return sum(b.faktor.maksimum for b in self.belum_diketahui)

    @property
    def bagian(self) -> Fraction:
        return Fraction(self.poin, self.maksimum) if self.maksimum else Fraction(0)

    @property
    def persen(self) -> int:
        """Whole per cent of the known points, rounded half up."""
        return int(self.bagian * 100 + Fraction(1, 2))

    @property
    def kalimat(self) -> str:
        if not self.maksimum:
            return "Belum satu faktor pun diketahui."
        isi = f"{self.poin} dari {self.maksimum} poin yang diketahui ({self.persen} persen)"
        if self.belum_diketahui:
            isi += f"; {len(self.belum_diketahui)} faktor belum diketahui, paling banyak {self.tersembunyi} poin lagi"
        return f"{isi}."

    @property
    def terberat(self) -> list[Butir]:
        """The factors that gave points, the heaviest first."""
        return sorted((b for b in self.diketahui if b.poin), key=lambda b: -(b.poin or 0))

    @property
    def alasan(self) -> str:
        """What a proposal writes as the reason for choosing this village; a person edits and decides."""
        isi = " ".join(b.nilai.kalimat for b in self.terberat[:ALASAN_BANYAK])
        kosong = self.belum_diketahui
        if kosong:
            isi += f" Belum diketahui: {', '.join(b.faktor.nama.lower() for b in kosong[:ALASAN_BANYAK])}"
            isi += " dan lainnya." if len(kosong) > ALASAN_BANYAK else "."
        return isi.strip()


def poin_faktor(faktor: Faktor, nilai: Nilai) -> int | None:
    """The points of one factor; None where its figure is not known."""
    if nilai.belum_pernah:
        return faktor.belum_pernah
    angka = nilai.angka
    if angka is None:
        return None
    naik = faktor.arah == "naik"
    return next((a.poin for a in faktor.tangga if (angka >= a.ambang if naik else angka <= a.ambang)), 0)


def nilai_desa(keadaan: KeadaanDesa, himpunan: Himpunan) -> Risiko:
    butir = []
    for faktor in himpunan.faktor:
        ukuran = UKURAN[faktor.ukuran]
        nilai = ukuran.hitung(keadaan)
        butir.append(Butir(faktor, nilai, poin_faktor(faktor, nilai), ukuran.alamat(keadaan)))
    return Risiko(keadaan, tuple(butir))


def urutkan(keadaan: Iterable[KeadaanDesa], himpunan: Himpunan) -> list[Risiko]:
    """Whom to visit first: the larger share of the known points, then the more that is not known, then the name."""
    semua = [nilai_desa(k, himpunan) for k in keadaan]
    return sorted(semua, key=lambda r: (-r.bagian, -r.tersembunyi, r.desa.nama, r.desa.kode))
