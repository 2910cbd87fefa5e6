"""The verdicts as a person reads them: what must be mended first comes first, with its article and its rupiah."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from apbdes.aturan import MENUDUH, Aturan, Hasil, Perangkat, Putusan
from apbdes.kata import Kata
from apbdes.penilaian import TINGKAT, Penilaian, PutusanDinilai
from dasar.uang import rupiah

# In the order of reading; the last two unfold on demand.
KELOMPOK = (
    ("wajib", "Harus diperbaiki"),
    ("perlu", "Perlu diperhatikan"),
    ("kurang", "Belum dapat dihitung"),
    ("petunjuk", "Petunjuk yang belum dipastikan"),
    ("terpenuhi", "Terpenuhi"),
    ("tidak_berlaku", "Tidak berlaku"),
)
TERLIPAT = frozenset({"petunjuk", "terpenuhi", "tidak_berlaku"})
# Where the sum counts in its own whole, cutting or adding alone moves the limit with it: only a shift mends it.
PINDAHKAN = {
    **dict.fromkeys(
        ("B30-01", "B30-02", "NAS-B30"),
        "dari kelompok ini ke belanja di luarnya; bila hanya dikurangi, batasnya ikut turun",
    ),
    **dict.fromkeys(
        ("B70-01", "B70-02", "NAS-B70"),
        "ke kelompok ini dari belanja di luarnya; bila hanya ditambah, batasnya ikut naik",
    ),
    "INF-01": "dari honor TPK ke komponen lain pada kegiatan yang sama",
    "INF-02": "dari administrasi ke komponen lain pada kegiatan yang sama",
    "INF-03": "dari komponen lain ke upah, bahan, atau sewa alat pada kegiatan yang sama",
    "BPD-08": "dari operasional BPD",
}
# What to cut from; where it is the source of funds that is wrong, nothing needs to be cut at all.
KURANGI = {
    "BAL-03": "dari sumber dana itu",
    "INF-04": "dari biaya konsultan itu",
    "INF-06": "dari biaya konsultan itu",
}
GANTI_SUMBER = frozenset({"DD-03", "BHP-05"})
# Rules whose `selisih` is a difference to either side, or of a price: "kurangi" would be wrong half of the time.
DUA_ARAH = frozenset({"BAL-01", "BAL-02", "PAGU-02", "BTT-01", "BHP-02", "INF-08"})
HARGA = ("SIL-", "TUN-", "BPD-01", "BPD-02", "BPD-03", "BPD-04", "NAS-SIL")


@dataclass(frozen=True)
class BarisDisebut:
    """A row that a verdict names, in words, and where it lives."""

    sebutan: str
    id: UUID | None


@dataclass(frozen=True)
class PutusanTampil:
    perangkat: Perangkat
    aturan: Aturan
    hasil: Hasil
    baris: list[BarisDisebut]
    tentang: tuple[dict[str, Any], ...]

    @property
    def kunci(self) -> str:
        return f"{self.perangkat.kode}-{self.aturan.kode}"

    @property
    def tingkat(self) -> str:
        return TINGKAT.get(self.aturan.tingkat, self.aturan.tingkat)

    @property
    def saran(self) -> str:
        """What to do, in rupiah: "Kurangi Rp100.000 dari kelompok ini." """
        return saran(self.aturan.kode, self.hasil)

    @property
    def saran_tambahan(self) -> str:
        """The same beside the sentence of the verdict, which may have said it already."""
        teks = self.saran
        if teks in self.hasil.pesan or (teks.startswith("Selisihnya") and teks[11:-1] in self.hasil.pesan):
            return ""
        return teks


@dataclass(frozen=True)
class KelompokPutusan:
    kode: str
    judul: str
    putusan: list[PutusanTampil]

    @property
    def terlipat(self) -> bool:
        return self.kode in TERLIPAT


def saran(kode: str, hasil: Hasil) -> str:
    """Empty where the sentence of the verdict says all there is to say."""
    if hasil.putusan != Putusan.DILANGGAR or not hasil.selisih:
        return ""
    besar = rupiah(hasil.selisih)
    if kode in DUA_ARAH or kode.startswith(HARGA):
        return f"Selisihnya {besar}."
    if kode in PINDAHKAN:
        return f"Pindahkan {besar} {PINDAHKAN[kode]}."
    if kode in GANTI_SUMBER:
        return f"Ganti sumber dana {besar}."
    return f"Kurangi {besar} {KURANGI.get(kode, 'dari kelompok ini')}."


def kelompok_dari(aturan: Aturan, hasil: Hasil) -> str:
    if hasil.putusan == Putusan.DILANGGAR:
        return aturan.tingkat
    if hasil.putusan == Putusan.TIDAK_DAPAT_DITENTUKAN:
        return "kurang" if aturan.tingkat in MENUDUH else "petunjuk"
    return "terpenuhi" if hasil.putusan == Putusan.TERPENUHI else "tidak_berlaku"


def kelompokkan(nilai: Penilaian) -> list[KelompokPutusan]:
    """The verdicts of all chosen sets in the order of reading; empty groups are left out."""
    isi: dict[str, list[PutusanTampil]] = {}
    kata = Kata(nilai.tersimpan.anggaran)
    for p in nilai.putusan:
        isi.setdefault(kelompok_dari(p.aturan, p.hasil), []).append(_tampil(p, nilai.tersimpan.baris, kata))
    return [KelompokPutusan(kode, judul, isi[kode]) for kode, judul in KELOMPOK if kode in isi]


def _tampil(p: PutusanDinilai, baris: Mapping[str, UUID], kata: Kata) -> PutusanTampil:
    return PutusanTampil(
        perangkat=p.perangkat,
        aturan=p.aturan,
        hasil=p.hasil,
        baris=[BarisDisebut(kata.baris_ringkas(tempat), baris.get(tempat)) for tempat in p.hasil.baris],
        tentang=p.tentang,
    )


def tanda_baris(kelompok: Iterable[KelompokPutusan]) -> dict[str, list[str]]:
    """Row id → the codes of the rules that it violates."""
    hasil: dict[str, list[str]] = {}
    for k in kelompok:
        if k.kode in {"wajib", "perlu"}:
            for p in k.putusan:
                for b in p.baris:
                    if b.id:
                        hasil.setdefault(str(b.id), []).append(p.aturan.kode)
    return hasil
