"""Regulations that decrees rest on, with their Lembaran Negara numbers as far as they were read in a source."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dasar.acuan import baca
from dasar.skema import Daftar, Peta, Tanggal, Teks

BERKAS = Path(__file__).parent / "acuan" / "peraturan.yaml"
SKEMA = Peta(
    {
        "kode": Teks(),
        "berlaku_sejak": Tanggal(),
        "peraturan": Daftar(
            Peta({"kode": Teks(), "teks": Teks(), "sumber": Teks()}, opsional={"catatan": Teks()}),
        ),
    }
)


@dataclass(frozen=True)
class Butir:
    """One item of a list, and what to know about its source."""

    teks: str
    catatan: str = ""


@cache
def semua_peraturan() -> dict[str, Butir]:
    return {p["kode"]: Butir(p["teks"], p.get("catatan", "")) for p in baca(BERKAS, SKEMA)["peraturan"]}


def peraturan(*kode: str) -> list[Butir]:
    """These regulations, in this order."""
    return [semua_peraturan()[k] for k in kode]
