"""One card of the first page."""

from dataclasses import dataclass, field
from typing import Any

BANYAK = 6
# The cards that ask for a decision or a signature; the others tell, or ask for work.
MEMUTUSKAN = frozenset(
    {
        "Menunggu pengesahan Anda",
        "Menunggu verifikasi Anda",
        "Usulan perubahan menunggu konfirmasi Anda",
        "Hasil evaluasi APB Desa menunggu keputusan Anda",
        "APB Desa menunggu dinyatakan diterima",
        "Laporan monitoring menunggu Anda terima",
        "Hasil evaluasi menunggu Anda",
        "Laporan menunggu pengesahan Anda",
        "Lembar pendamping menunggu konfirmasi Anda",
        "Naskah menunggu persetujuan Anda",
        "Menunggu tanda tangan Anda",
        "Pindaian menunggu pemeriksaan Anda",
        "Berkas menunggu pemeriksaan",
        "Perjalanan dinas menunggu keputusan Anda",
    }
)


@dataclass(frozen=True)
class Kotak:
    """What, how many, the first few, and where the rest is."""

    judul: str
    ikon: str
    kosong: str
    url: str
    jenis: str  # "kunjungan", "monitoring", "apbdes", "temuan", "kiriman", "usulan", "buntu", "sertifikat", "naskah" …
    jumlah: int = 0
    butir: list[Any] = field(default_factory=list)

    @property
    def memutuskan(self) -> bool:
        """It waits for a decision or a signature of this person."""
        return self.judul in MEMUTUSKAN


def isi_kotak(judul: str, ikon: str, kosong: str, url: str, jenis: str, qs: Any) -> Kotak:
    """The first few of a query, and how many there are in all.

    Most cards are empty: whether anything is there is asked first, without the columns, the joins and the order of the
    rows, which cost Django more than the database. The first page takes half as long by it.
    """
    if not qs.exists():
        return Kotak(judul, ikon, kosong, url, jenis)
    butir = list(qs[: BANYAK + 1])
    jumlah = len(butir) if len(butir) <= BANYAK else qs.count()
    return Kotak(judul, ikon, kosong, url, jenis, jumlah, butir[:BANYAK])
