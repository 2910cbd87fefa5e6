"""What a budget comes to: income, spending by bidang, financing, and what is left. In sen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from apbdes.anggaran import SUMBER_DANA, Anggaran, BarisPembiayaan, BarisPendapatan
from apbdes.katalog import Katalog


@dataclass(frozen=True)
class Pos:
    """One line of a summary."""

    kode: str
    nama: str
    jumlah: int
    bagian: tuple["Pos", ...] = ()


@dataclass(frozen=True)
class Ringkasan:
    pendapatan: tuple[Pos, ...]  # by kelompok, each with its jenis
    belanja: tuple[Pos, ...]  # by bidang, each with its sub bidang
    pembiayaan: tuple[Pos, ...]  # 6.1 and 6.2, each with its jenis
    sumber: tuple[tuple[Pos, int], ...]  # income and spending of each source
    total_pendapatan: int
    total_belanja: int
    penerimaan: int
    pengeluaran: int
    banyak_baris: int

    @property
    def surplus(self) -> int:
        """Negative where it is a deficit."""
        return self.total_pendapatan - self.total_belanja

    @property
    def neto(self) -> int:
        return self.penerimaan - self.pengeluaran

    @property
    def silpa(self) -> int:
        """SiLPA tahun berjalan; 0 in a budget that balances."""
        return self.surplus + self.neto


def awalan(kode: str, banyak: int) -> str:
    """The first parts of a code: awalan("5.1.1.01", 3) is "5.1.1"."""
    return ".".join(kode.split(".")[:banyak])


def ringkas(anggaran: Anggaran, katalog: Katalog) -> Ringkasan:
    belanja = [(b.kegiatan, b.jumlah) for b in anggaran.belanja]
    pembiayaan = _pos_rekening(anggaran.pembiayaan, katalog)
    return Ringkasan(
        pendapatan=_pos_rekening(anggaran.pendapatan, katalog),
        belanja=tuple(_pos(belanja, 1, katalog.nama_bidang)),
        pembiayaan=pembiayaan,
        sumber=tuple(_per_sumber(anggaran)),
        total_pendapatan=sum(p.jumlah for p in anggaran.pendapatan),
        total_belanja=sum(j for _, j in belanja),
        penerimaan=sum(p.jumlah for p in pembiayaan if p.kode == "6.1"),
        pengeluaran=sum(p.jumlah for p in pembiayaan if p.kode == "6.2"),
        banyak_baris=len(anggaran.pendapatan) + len(anggaran.belanja) + len(anggaran.pembiayaan),
    )


def _pos_rekening(baris: Iterable[BarisPendapatan | BarisPembiayaan], katalog: Katalog) -> tuple[Pos, ...]:
    return tuple(_pos([(b.rekening, b.jumlah) for b in baris], 2, katalog.nama_rekening))


def _pos(isi: list[tuple[str, int]], tingkat: int, nama: Callable[[str], str]) -> Iterable[Pos]:
    """Grouped by the first `tingkat` parts of the code, each group by one part more, in the order of the codes."""
    for kode in sorted({awalan(k, tingkat) for k, _ in isi}):
        milik = [(k, j) for k, j in isi if awalan(k, tingkat) == kode]
        bagian = tuple(
            Pos(anak, nama(anak), sum(j for k, j in milik if awalan(k, tingkat + 1) == anak))
            for anak in sorted({awalan(k, tingkat + 1) for k, _ in milik})
        )
        yield Pos(kode, nama(kode), sum(j for _, j in milik), bagian)


def _per_sumber(anggaran: Anggaran) -> Iterable[tuple[Pos, int]]:
    keluar: dict[str, int] = {}
    for b in anggaran.belanja:
        keluar[b.sumber] = keluar.get(b.sumber, 0) + b.jumlah
    for kode, nama in SUMBER_DANA.items():
        masuk = anggaran.pendapatan_sumber.get(kode, 0)
        if masuk or keluar.get(kode):
            yield Pos(kode, nama, masuk), keluar.get(kode, 0)
