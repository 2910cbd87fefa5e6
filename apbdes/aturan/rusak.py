"""A set that cannot be judged by. It is named where its verdicts would stand; the other sets go on."""

import logging
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dasar.acuan import AcuanRusak

log = logging.getLogger(__name__)
TAK_TERDUGA = (ImportError, AttributeError, LookupError, TypeError, ValueError, OSError, RecursionError)


class Rusak(NamedTuple):
    """`kalimat`: what is wrong with it, with file and line. `wilayah` is the code of the kabupaten that it would judge,
    "" for the nation, None where even that cannot be read: then it would have judged everybody."""

    kode: str
    nama: str
    kalimat: tuple[str, ...]
    wilayah: str | None = None
    tahun: tuple[int, ...] = ()
    petunjuk: bool = False  # only read as a guide: nothing that binds is missing

    def __str__(self) -> str:
        return f"Perangkat aturan “{self.nama}” tidak dapat dipakai. {' '.join(self.kalimat)}"

    @property
    def tak_dinilai(self) -> str:
        """For pages and documents, which go on without it."""
        if self.petunjuk:
            return f"Petunjuk “{self.nama}” tidak dapat dipakai dan dilewati."
        return f"Perangkat aturan “{self.nama}” tidak dapat dipakai, sehingga ketentuannya tidak dinilai."

    def mencakup(self, kode_desa: str, tahun: int) -> bool:
        """Whether it would have judged this village in this year."""
        setempat = not self.wilayah or kode_desa.startswith(f"{self.wilayah}.")
        return setempat and (not self.tahun or tahun in self.tahun)


@lru_cache(maxsize=200)
def catat(rusak: Rusak, terduga: bool) -> None:
    """Into the log once, not with every page."""
    log.error("%s", rusak, exc_info=not terduga)


def rusak_berkas(berkas: Path, galat: Exception) -> Rusak:
    """Of a file that was refused; whom it concerns is read as far as its lines say so."""
    try:
        teks = berkas.read_text(encoding="utf-8", errors="replace")
    except OSError:
        teks = ""
    kepala = dict(re.findall(r"^(nama|wilayah|tahun): *(\S.*?) *$", teks, re.MULTILINE))
    wilayah = re.fullmatch(r"[\"']?(\d\d\.\d\d)[\"']?", kepala.get("wilayah", ""))
    tahun = re.findall(r"\b\d{4}\b", kepala.get("tahun", ""))
    return Rusak(
        kode=berkas.stem,
        nama=kepala.get("nama", berkas.stem).strip("\"'"),
        kalimat=sebab(galat, berkas.name),
        wilayah=wilayah[1] if wilayah else None if "wilayah" in kepala or not teks else "",
        tahun=tuple(sorted(map(int, tahun))),
    )


def sebab(galat: Exception, tempat: str) -> tuple[str, ...]:
    """Why, as sentences; what nobody foresaw is told by its place alone (the log has the rest)."""
    if isinstance(galat, AcuanRusak):
        return tuple(galat.messages)
    return (f"{tempat}: isinya tidak dapat dibaca.",)
