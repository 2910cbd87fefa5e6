"""What a rule answers. Money is whole sen; nothing here is rounded in a village's favour or against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from apbdes.gramatika.bentuk import MENUDUH
from apbdes.gramatika.pesan import angka_tepat
from apbdes.gramatika.pesan import deret as daftar

__all__ = [
    "DASAR",
    "MENUDUH",
    "Hasil",
    "Nilai",
    "Persen",
    "Putusan",
    "angka_tepat",
    "bulat_ke_atas",
    "daftar",
    "dilanggar",
    "terpenuhi",
    "tidak_berlaku",
    "tidak_dapat",
]

Nilai = Mapping[str, Any]
DASAR = "dasar"  # the set that every budget must keep: it always applies and cannot be switched off


class Putusan(StrEnum):
    TERPENUHI = "terpenuhi"
    DILANGGAR = "dilanggar"
    TIDAK_BERLAKU = "tidak_berlaku"
    TIDAK_DAPAT_DITENTUKAN = "tidak_dapat_ditentukan"


@dataclass(frozen=True, slots=True)
class Hasil:
    """One verdict. `selisih` is the sum of the excesses in sen: 0 when kept, None where it means nothing."""

    putusan: Putusan
    pesan: str
    pembilang: int | None = None
    penyebut: int | None = None
    batas: str | None = None
    selisih: int | None = None
    hitungan: str | None = None
    baris: tuple[str, ...] = ()
    catatan: str | None = None


class Persen(NamedTuple):
    """An exact share: 1,5% is 15 of 1000. Never a float."""

    pembilang: int
    penyebut: int
    teks: str

    @classmethod
    def dari(cls, teks: str) -> "Persen":
        """From "30%" or "1,5%"."""
        bulat, _, pecahan = teks.removesuffix("%").partition(",")
        return cls(int(bulat + pecahan), 100 * 10 ** len(pecahan), teks)


def bulat_ke_atas(pembilang: int, penyebut: int) -> int:
    return -(-pembilang // penyebut)


def terpenuhi(pesan: str, **lain: Any) -> Hasil:
    return Hasil(Putusan.TERPENUHI, pesan, selisih=0, **lain)


def dilanggar(pesan: str, *, selisih: int | None, baris: Iterable[str] = (), **lain: Any) -> Hasil:
    return Hasil(Putusan.DILANGGAR, pesan, selisih=selisih, baris=tuple(dict.fromkeys(baris)), **lain)


def tidak_berlaku(pesan: str, **lain: Any) -> Hasil:
    return Hasil(Putusan.TIDAK_BERLAKU, pesan, **lain)


def tidak_dapat(kurang: Iterable[str], *, baris: Iterable[str] = (), alasan: str = "", **lain: Any) -> Hasil:
    """`kurang` names the missing cells: "Identitas kunci pagu_dds", "Belanja!7 kolom satuan"."""
    pesan = f"{alasan or 'Belum dapat dihitung.'} Lengkapi {daftar(kurang)}."
    return Hasil(Putusan.TIDAK_DAPAT_DITENTUKAN, pesan, baris=tuple(dict.fromkeys(baris)), **lain)
