"""What stands in the way of reading a workbook: every problem at its sheet, row and column, all of them at once."""

from dataclasses import dataclass
from typing import Any


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

    `sebagian` is what could be read all the same, only to look for further problems in it.
    """

    def __init__(self, galat: list[Galat], sebagian: Any = None) -> None:
        self.galat = galat
        self.sebagian = sebagian
        super().__init__("\n".join(map(str, galat)))


def huruf_kolom(urut: int) -> str:
    """0 → "A", 27 → "AB"."""
    huruf = ""
    urut += 1
    while urut:
        urut, sisa = divmod(urut - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf
