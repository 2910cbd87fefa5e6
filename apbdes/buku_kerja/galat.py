"""What stands in the way of reading a workbook: every problem at its sheet, row and column, all of them at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from apbdes.anggaran import Anggaran


class Tanya(NamedTuple):
    """What the person who sent the file can answer once: `jenis` is desa, sumber, kegiatan or rekening."""

    jenis: str
    tertulis: str
    nama: str = ""  # what the file itself calls it


@dataclass(frozen=True, slots=True)
class Galat:
    """`tanya`: it stands in the way only until this is answered; of several desa, which one."""

    pesan: str
    lembar: str | None = None
    baris: int | None = None
    kolom: str | None = None
    tanya: tuple[Tanya, ...] = ()

    def __str__(self) -> str:
        tempat = [
            self.lembar and f"lembar {self.lembar}",
            self.baris and f"baris {self.baris}",
            self.kolom and f"kolom {self.kolom}",
        ]
        awal = ", ".join(t for t in tempat if t)
        return f"{awal[0].upper()}{awal[1:]}: {self.pesan}" if awal else self.pesan

    def untuk_json(self) -> dict[str, str | int | None]:
        return {"lembar": self.lembar, "baris": self.baris, "kolom": self.kolom, "pesan": self.pesan}


class TidakTerbaca(ValueError):
    """Nothing of the workbook is used. `galat` holds every problem, in the order of the sheets.

    `terbaca` are the rows in which every cell could be read: not to be used either, but there may be more to
    say about them, so that all is said at once.
    """

    def __init__(self, galat: list[Galat], terbaca: "Anggaran | None" = None) -> None:
        self.galat = galat
        self.terbaca = terbaca
        super().__init__("\n".join(map(str, galat)))


def huruf_kolom(urut: int) -> str:
    """0 → "A", 27 → "AB"."""
    huruf = ""
    urut += 1
    while urut:
        urut, sisa = divmod(urut - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf
