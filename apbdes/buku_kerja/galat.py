"""What stands in the way of reading a workbook: every problem at its sheet, row and column, all of them at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apbdes.anggaran import Anggaran


@dataclass(frozen=True, slots=True)
class Galat:
    pesan: str
    lembar: str | None = None
    baris: int | None = None
    kolom: str | None = None

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
