"""What is known of one village on one day: its rows as every page of this room reads them, and what follows from
them. No query (dasbor/bahan.py asks)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from apbdes.enums import StatusVersi
from desa.models import Desa
from kapasitas.hitungan import Capaian
from kewajiban.keadaan import Sel
from monitoring.enums import BERHASIL
from perut.enums import StatusKunjungan
from perut.queries import KeadaanBuku
from tindaklanjut.enums import BERJALAN


@dataclass(frozen=True)
class Peristiwa:
    """One visit, monitoring, evaluation or officer. What `tanggal`, `kata`, `batas` and `teks` hold is said where it
    is asked for (`_peristiwa`)."""

    jenis: str
    desa_id: int
    nomor: int
    tanggal: date | None
    kata: str
    batas: date | None
    teks: str


@dataclass(frozen=True)
class TemuanRingkas:
    status: str
    batas: date
    dicatat: date
    ditutup: date | None
    lewat: bool  # its last day is over, by the working days of its kabupaten
    tingkat: str = ""  # empty: nobody has said how grave it is
    berjenis: bool = False  # what kind it is of is known; without a kind nobody can say that it came back
    ulangan: int = 0  # earlier ones of its kind in this village

    @property
    def berjalan(self) -> bool:
        return self.status in BERJALAN


@dataclass(frozen=True)
class Anggaran:
    """One version of a budget. Sums in sen; `putusan` is what was frozen with its result, None before that."""

    nomor: int
    tahun: int
    urut: tuple[int, int]
    status: str
    batas: date | None
    perdes: date | None
    pendapatan: int
    belanja: int
    siltap: int
    silpa: int
    putusan: list[dict[str, Any]] | None
    disepakati: date | None = None  # with the BPD
    diajukan: date | None = None  # to the camat, in his zone

    @property
    def label(self) -> str:
        return str(StatusVersi(self.status).label)


@dataclass
class KeadaanDesa:
    """One village on the day `pada`."""

    desa: Desa
    pada: date
    lama: date | None = None  # its last visit according to old records
    peristiwa: dict[str, list[Peristiwa]] = field(default_factory=lambda: defaultdict(list))
    buku: list[KeadaanBuku] = field(default_factory=list)
    temuan: list[TemuanRingkas] = field(default_factory=list)
    dokumen: list[Sel] = field(default_factory=list)  # every duty that has fallen due: documents, reports
    anggaran: list[Anggaran] = field(default_factory=list)  # this year's and the next one's, the last version last
    dituntut: bool = False  # the kecamatan has said since when it counts duties
    kapasitas: Capaian = field(default_factory=lambda: Capaian(0, 0, 0))  # of its officials

    @property
    def kunjungan(self) -> list[Peristiwa]:
        return self.peristiwa["kunjungan"]

    @property
    def kunjungan_sah(self) -> Peristiwa | None:
        """The last visit that was approved."""
        sah = [k for k in self.kunjungan if k.kata == StatusKunjungan.DISAHKAN and k.tanggal]
        return max(sah, key=lambda k: (k.tanggal or date.min, k.nomor), default=None)

    @property
    def terakhir_dikunjungi(self) -> date | None:
        sah = self.kunjungan_sah
        return sah.tanggal if sah else self.lama

    @property
    def diperiksa(self) -> list[KeadaanBuku]:
        """The books that an approved visit has examined."""
        return [b for b in self.buku if b.terakhir]

    @property
    def buku_tertib(self) -> int:
        return sum(b.tertib for b in self.buku)

    @property
    def persen_buku(self) -> int:
        """Whole per cent of the examined books that are in order, rounded half up; 0 where none was examined."""
        n = len(self.diperiksa)
        return (200 * self.buku_tertib + n) // (2 * n) if n else 0

    @property
    def temuan_terbuka(self) -> int:
        return sum(t.berjalan for t in self.temuan)

    @property
    def temuan_terlambat(self) -> int:
        return sum(t.berjalan and t.lewat for t in self.temuan)

    @property
    def dokumen_telat(self) -> list[Sel]:
        """Past their day and not there, or refused and not mended; the longest owed first."""
        return [s for s in self.dokumen if s.telat]

    @property
    def dokumen_terlambat(self) -> int:
        return len(self.dokumen_telat)

    @property
    def monitoring_terakhir(self) -> Peristiwa | None:
        ada = [m for m in self.peristiwa["monitoring"] if m.kata in BERHASIL and m.tanggal]
        return max(ada, key=lambda m: (m.tanggal or date.min, m.nomor), default=None)

    @property
    def laporan_terlambat(self) -> int:
        """Reports on monitoring that are owed and past their day."""
        return sum(1 for m in self.peristiwa["monitoring"] if m.batas and m.batas < self.pada)

    @property
    def evaluasi_terakhir(self) -> Peristiwa | None:
        """The last evaluation that was accepted and has a value; its year stands in `kata`, the value in `teks`."""
        ada = [e for e in self.peristiwa["evaluasi"] if e.teks]
        return max(ada, key=lambda e: (e.kata, e.tanggal or date.min, e.nomor), default=None)

    @property
    def perangkat(self) -> list[Peristiwa]:
        """Whoever is in office: `kata` the post, `tanggal` since when, `batas` until when."""
        return [
            p
            for p in self.peristiwa["perangkat"]
            if (p.tanggal is None or p.tanggal <= self.pada) and (p.batas is None or p.batas >= self.pada)
        ]

    def anggaran_tahun(self, tahun: int) -> Anggaran | None:
        """The last version of that year's budget that the kecamatan has seen."""
        return next((a for a in reversed(self.anggaran) if a.tahun == tahun), None)

    @property
    def anggaran_terakhir(self) -> Anggaran | None:
        return self.anggaran[-1] if self.anggaran else None
