"""Numbers of a book that nothing bears: between those that were used, so that whoever reads the book asks for them.

A number written by hand may be far ahead of the row, and one whose text another series printed is passed over. Who
keeps the book says once why; until then they are named (docs/keputusan/0031).
"""

from collections import defaultdict
from dataclasses import dataclass

from desa.models import Kecamatan
from naskah.enums.naskah import CaraNomor
from naskah.jenis import nama_jenis
from naskah.models import HitunganNomor, NomorTerpakai, SeriNomor


@dataclass(frozen=True)
class Celah:
    buku: str
    awal: int
    akhir: int
    menyusul: bool  # PERUT has not come that far: it would still give them

    @property
    def nomor(self) -> str:
        return f"{self.awal}" if self.awal == self.akhir else f"{self.awal}–{self.akhir}"

    @property
    def kalimat(self) -> str:
        if self.menyusul:
            return f"{nama_jenis(self.buku)}: nomor {self.nomor} belum terpakai, padahal nomor sesudahnya sudah."
        return f"{nama_jenis(self.buku)}: nomor {self.nomor} tidak terpakai."


def celah_nomor(kecamatan: Kecamatan, tahun: int) -> list[Celah]:
    """The gaps of every book of this year, without those whose reason is on record."""
    isi: dict[str, set[int]] = defaultdict(set)
    for n in NomorTerpakai.objects.filter(kecamatan=kecamatan, tahun=tahun).exclude(buku="").exclude(urut=None):
        assert n.urut is not None
        akhir = n.sampai if n.cara == CaraNomor.LOMPAT and n.sampai else n.urut
        isi[n.buku].update(range(n.urut, akhir + 1))
    hitungan = HitunganNomor.objects.filter(kecamatan=kecamatan)
    terakhir = dict(hitungan.filter(tahun=tahun).values_list("jenis", "terakhir"))
    berlanjut = set(SeriNomor.objects.filter(kecamatan=kecamatan, lanjut=True).values_list("jenis", flat=True))
    lalu: dict[str, int] = {}
    for jenis, nomor in hitungan.filter(tahun__lt=tahun, jenis__in=berlanjut).values_list("jenis", "terakhir"):
        lalu[jenis] = max(nomor, lalu.get(jenis, 0))
    return [c for buku in sorted(isi) for c in _celah(buku, isi[buku], terakhir.get(buku, 0), lalu.get(buku, 0))]


def _celah(buku: str, ada: set[int], terakhir: int, lalu: int) -> list[Celah]:
    """Runs that nothing bears; cut where PERUT has counted to."""
    hasil: list[Celah] = []
    sebelum = lalu
    for urut in sorted(n for n in ada if n > lalu):
        if urut > sebelum + 1:
            hasil += _potong(buku, sebelum + 1, urut - 1, terakhir)
        sebelum = urut
    return hasil


def _potong(buku: str, awal: int, akhir: int, terakhir: int) -> list[Celah]:
    lewat, nanti = (awal, min(akhir, terakhir)), (max(awal, terakhir + 1), akhir)
    return [Celah(buku, *r, menyusul=m) for r, m in ((lewat, False), (nanti, True)) if r[0] <= r[1]]
