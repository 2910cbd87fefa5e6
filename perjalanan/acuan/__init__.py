"""Who issues a travel order out of the kabupaten, by which article, and who gets a copy: dated, by region."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dasar.acuan import baca_yang_utuh, berlaku_di
from dasar.skema import Daftar, Peta, Tanggal, Teks
from dasar.waktu import hari_ini
from desa.models import Kecamatan

PASAL = Peta({"dasar": Teks(maks=150), "bunyi": Teks(maks=400)}, {"dikutip": Teks(maks=200)})
SKEMA = Peta(
    {
        "kode": Teks(maks=60),
        "judul": Teks(maks=100),
        "wilayah": Teks(pola=r"nasional|\d\d(\.\d\d){0,2}", contoh="61.11 atau nasional"),
        "berlaku_sejak": Tanggal(),
        "diperiksa": Tanggal(),
        "tembusan": Daftar(Teks(maks=200)),
    },
    {"penerbit": PASAL, "perangkat": PASAL, "koordinasi": PASAL, "dalam_kabupaten": PASAL},
)


@dataclass(frozen=True)
class Pasal:
    """Where it is written, and what is written there; `dikutip` as a letter names it."""

    dasar: str
    bunyi: str
    dikutip: str = ""


@dataclass(frozen=True)
class Ketentuan:
    """The rules of one region. Without an article (None) the region's are not known to PERUT."""

    judul: str
    tembusan: tuple[str, ...]
    penerbit: Pasal | None = None
    perangkat: Pasal | None = None
    koordinasi: Pasal | None = None
    dalam_kabupaten: Pasal | None = None

    @property
    def usulan(self) -> bool:
        """No article of this region was read: PERUT proposes."""
        return self.penerbit is None


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.yaml"))


def ketentuan_dari(isi: dict[str, Any]) -> Ketentuan:
    pasal = {n: Pasal(**isi[n]) for n in ("penerbit", "perangkat", "koordinasi", "dalam_kabupaten") if n in isi}
    return Ketentuan(isi["judul"], tuple(isi["tembusan"]), **pasal)


def ketentuan_di(kecamatan: Kecamatan, pada: date | None = None) -> Ketentuan:
    """What holds there on a day (today): the narrowest region, and of its versions the newest that has begun."""
    hari = pada or hari_ini(kecamatan)
    himpunan = [
        isi
        for isi in baca_yang_utuh(berkas_acuan(), SKEMA)
        if isi["berlaku_sejak"] <= hari and berlaku_di(isi["wilayah"], kecamatan.kode)
    ]
    milik = max(himpunan, key=lambda isi: isi["wilayah"].count(".") + (isi["wilayah"] != "nasional"), default=None)
    if milik is None:
        return Ketentuan("", ())
    terbaru = [isi for isi in himpunan if isi["wilayah"] == milik["wilayah"]][-1]
    return ketentuan_dari(terbaru)
