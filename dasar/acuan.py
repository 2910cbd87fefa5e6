"""Reading dated YAML files of reference data: one or many of a kind, each checked before anything is done with it."""

import logging
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError

from dasar.skema import Peta, Salah

PEMUAT = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # written in C, ten times as fast, where it was built in
PALING_BANYAK = 20  # sentences about one file
log = logging.getLogger(__name__)


class AcuanRusak(ValidationError):
    """A file that is not what its schema says: a sentence for each fault, with the file and the line."""


def baca(berkas: Path, skema: Peta) -> dict[str, Any]:
    """The content of one file. Raises AcuanRusak."""
    return _baca(berkas, skema, berkas.stat().st_mtime_ns)


def baca_semua(daftar: Iterable[Path], skema: Peta) -> list[dict[str, Any]]:
    """Every file, the oldest first: by `berlaku_sejak`, then `kode`; never by the name of the file.

    Raises AcuanRusak with the faults of all of them; two files that say that they are the same one are a fault.
    """
    semua: list[dict[str, Any]] = []
    salah: list[str] = []
    pemilik: dict[str, Path] = {}
    for berkas in daftar:
        try:
            isi = baca(berkas, skema)
        except AcuanRusak as galat:
            salah += galat.messages
            continue
        lain = pemilik.setdefault(isi["kode"], berkas)
        if lain != berkas:
            salah.append(f"{_nama(berkas)}: kode “{isi['kode']}” sudah dipakai berkas {_nama(lain)}.")
        semua.append(isi)
    if salah:
        raise AcuanRusak(salah)
    return sorted(semua, key=_urutan)


def baca_yang_utuh(daftar: Iterable[Path], skema: Peta) -> list[dict[str, Any]]:
    """For pages: a file that is not whole is left out and named in the log, so that the page still answers."""
    utuh = []
    for berkas in daftar:
        try:
            utuh.append(baca(berkas, skema))
        except AcuanRusak as galat:
            log.error("Berkas acuan dilewati. %s", " ".join(galat.messages))
    return sorted(utuh, key=_urutan)


def berlaku_di(wilayah: str, kode: str) -> bool:
    """Whether what holds in `wilayah` holds for the region of this code: all of it, or one that lies in it."""
    return wilayah == "nasional" or kode == wilayah or kode.startswith(f"{wilayah}.")


def kalimat_salah(berkas: Path, salah: Iterable[tuple[int, str]]) -> list[str]:
    """The faults of one file, each a line and a sentence, with where they stand."""
    nama, urut = _nama(berkas), sorted(salah)
    kalimat = [f"{nama}, baris {baris}: {teks}" for baris, teks in urut[:PALING_BANYAK]]
    if sisa := urut[PALING_BANYAK:]:
        kalimat.append(f"{nama}, baris {sisa[0][0]}: mulai di sini masih {len(sisa)} kesalahan lain.")
    return kalimat


def _urutan(isi: dict[str, Any]) -> tuple[Any, str]:
    return isi["berlaku_sejak"], isi["kode"]


def _nama(berkas: Path) -> str:
    dasar = Path(settings.BASE_DIR)
    return str(berkas.relative_to(dasar) if berkas.is_relative_to(dasar) else berkas)


@cache
def _baca(berkas: Path, skema: Peta, diubah: int) -> dict[str, Any]:
    """`diubah` is when the file was written: a changed file is read again."""
    nama = _nama(berkas)
    try:
        simpul = yaml.compose(berkas.read_text(encoding="utf-8"), PEMUAT)
    except UnicodeDecodeError:
        raise AcuanRusak([f"{nama}: bukan teks UTF-8."]) from None
    except yaml.YAMLError as galat:
        tanda = getattr(galat, "problem_mark", None)
        letak = f", baris {tanda.line + 1}" if tanda else ""
        raise AcuanRusak([f"{nama}{letak}: tidak dapat dibaca sebagai YAML."]) from galat
    if simpul is None:
        raise AcuanRusak([f"{nama}, baris 1: berkas ini kosong."])
    salah = Salah()
    isi = skema.baca(simpul, salah, "berkas ini")
    if salah:
        raise AcuanRusak(kalimat_salah(berkas, salah))
    return isi
