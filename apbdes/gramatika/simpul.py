"""YAML as nodes whose scalars are all text, each with its line; what is wrong is noted, never raised."""

from collections.abc import Callable
from typing import Any

import yaml

from apbdes.gramatika.bentuk import Keluhan
from dasar.acuan import PEMUAT

PALING_BESAR = 2_000_000  # characters
PALING_DALAM = 40

Simpul = yaml.Node


class Catatan(list[Keluhan]):
    """What is wrong, in the order found."""

    def catat(self, simpul: Simpul | int, kalimat: str) -> None:
        self.append(Keluhan(simpul if isinstance(simpul, int) else baris(simpul), kalimat))


def baris(simpul: Any) -> int:
    """The line on which a node or an event begins."""
    return int(simpul.start_mark.line) + 1


def susun(teks: str, salah: Catatan) -> Simpul | None:
    """The node of a whole text; None where it is not YAML, too large, or repeats itself by reference."""
    if len(teks) > PALING_BESAR:
        salah.catat(0, "Berkas terlalu besar untuk sebuah perangkat aturan.")
        return None
    try:
        dalam = 0
        for kejadian in yaml.parse(teks, PEMUAT):
            if isinstance(kejadian, yaml.AliasEvent) or getattr(kejadian, "anchor", None):
                salah.catat(baris(kejadian), "Tanda & dan * (rujukan YAML) tidak dipakai di sini; tulis isinya.")
                return None
            dalam += isinstance(kejadian, yaml.CollectionStartEvent)
            dalam -= isinstance(kejadian, yaml.CollectionEndEvent)
            if dalam > PALING_DALAM:
                salah.catat(baris(kejadian), "Susunannya terlalu dalam.")
                return None
        simpul = yaml.compose(teks, PEMUAT)
    except yaml.YAMLError as galat:
        tanda = getattr(galat, "problem_mark", None) or getattr(galat, "context_mark", None)
        salah.catat(tanda.line + 1 if tanda else 0, "Bagian ini tidak dapat dibaca sebagai YAML.")
        return None
    if simpul is None:
        salah.catat(1, "Berkas ini kosong.")
    return simpul


def teks(simpul: Simpul, salah: Catatan, nama: str) -> str:
    """The text of a scalar, "" for anything else, which is noted."""
    if isinstance(simpul, yaml.ScalarNode):
        return " ".join(simpul.value.split())
    salah.catat(simpul, f"“{nama}” harus berupa satu nilai, bukan daftar atau susunan.")
    return ""


def daftar(simpul: Simpul) -> list[Simpul]:
    """The items of a list; one thing is a list of one."""
    return list(simpul.value) if isinstance(simpul, yaml.SequenceNode) else [simpul]


def daftar_teks(simpul: Simpul, salah: Catatan, nama: str) -> tuple[str, ...]:
    isi = tuple(t for s in daftar(simpul) if (t := teks(s, salah, nama)))
    if not isi:
        salah.catat(simpul, f"“{nama}” kosong; hapus, atau isi.")
    return isi


def peta(simpul: Simpul, salah: Catatan, nama: str, boleh: Callable[[str], bool] | None = None) -> dict[str, Simpul]:
    """Key → node. A key twice, a key that is not a word and one that is not known here are noted and left out."""
    if not isinstance(simpul, yaml.MappingNode):
        salah.catat(simpul, f"{nama} harus ditulis sebagai “kunci: isi”.")
        return {}
    hasil: dict[str, Simpul] = {}
    for kunci, isi in simpul.value:
        kata = teks(kunci, salah, f"kunci {nama}")
        if not kata:
            continue
        if kata in hasil:
            salah.catat(kunci, f"“{kata}” ditulis dua kali.")
        elif boleh is not None and not boleh(kata):
            salah.catat(kunci, f"“{kata}” tidak dikenal pada {nama}.")
        else:
            hasil[kata] = isi
    return hasil


def berisi(isi: dict[str, Simpul], kunci: str) -> bool:
    """Whether there is anything under a key: `aturan:` and `aturan: []` say nothing, which is allowed."""
    return kunci in isi and bool(isi[kunci].value)


def butir(isi: dict[str, Simpul], kunci: str, salah: Catatan) -> list[Simpul]:
    if not berisi(isi, kunci):
        return []
    if not isinstance(isi[kunci], yaml.SequenceNode):
        salah.catat(isi[kunci], f"“{kunci}” harus berupa daftar.")
        return []
    return list(isi[kunci].value)
