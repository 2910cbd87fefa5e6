"""The content of a set as the YAML has it: named lists and texts. One part taken out, put in, written down."""

import json
import zlib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

import yaml

LEBAR = 110  # of a line of YAML
PENDEK = 90


class Bagian(NamedTuple):
    """One of the four named lists. `satu` is what one of its entries is called."""

    kode: str
    satu: str
    banyak: str
    keterangan: str


BAGIAN = {
    b.kode: b
    for b in (
        Bagian("angka", "angka", "Angka", "Persen, rupiah, dan bilangan peraturan, masing-masing dengan pasalnya."),
        Bagian("pilihan", "pilihan", "Pilihan", "Baris anggaran mana yang dimaksud peraturan."),
        Bagian("fakta", "fakta", "Fakta desa", "Yang tidak tertulis dalam anggaran, misalnya jumlah RT."),
        Bagian("aturan", "aturan", "Aturan", "Apa yang harus berlaku, dengan kutipan dan pasalnya."),
    )
}


def kosong(kode: str, nama: str, tahun: list[int]) -> dict[str, Any]:
    return {"kode": kode, "nama": nama, "tahun": [str(t) for t in tahun], "aturan": []}


def nama_bagian(isi: Mapping[str, Any], bagian: str) -> list[str]:
    """The names of its entries, in their order; of what is no such list none."""
    if bagian == "aturan":
        return [a["kode"] for a in _daftar_aturan(isi)]
    daftar = isi.get(bagian)
    return list(daftar) if isinstance(daftar, Mapping) else []


def _daftar_aturan(isi: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    semua = isi.get("aturan")
    return [a for a in semua if isinstance(a, Mapping) and a.get("kode")] if isinstance(semua, list) else []


def ambil(isi: Mapping[str, Any], bagian: str, nama: str) -> Any:
    """One entry; None where there is none of that name."""
    if bagian == "aturan":
        return next((a for a in _daftar_aturan(isi) if a["kode"] == nama), None)
    daftar = isi.get(bagian)
    return daftar.get(nama) if isinstance(daftar, Mapping) else None


def pasang(isi: Mapping[str, Any], bagian: str, nama: str, entri: Any) -> dict[str, Any]:
    """The content with this entry, in its old place or at the end; without it where `entri` is None."""
    hasil = deepcopy(dict(isi))
    if bagian == "aturan":
        aturan = list(hasil["aturan"]) if isinstance(hasil.get("aturan"), list) else []
        ada = (n for n, a in enumerate(aturan) if isinstance(a, Mapping) and a.get("kode") == nama)
        tempat = next(ada, len(aturan))
        aturan[tempat : tempat + 1] = [] if entri is None else [entri]
        return hasil | {"aturan": aturan}
    daftar = dict(isi[bagian]) if isinstance(isi.get(bagian), Mapping) else {}
    if entri is None:
        daftar.pop(nama, None)
    else:
        daftar[nama] = entri
    hasil.pop(bagian, None)
    if daftar:
        hasil[bagian] = daftar
    return hasil


def sidik(entri: Any) -> int:
    """A number that changes with what is written: who saves names the one that he saw. A database keeps no order of
    keys, so that their order changes nothing."""
    return zlib.crc32(json.dumps(entri, sort_keys=True, ensure_ascii=False).encode()) % 10**8


def tulis(isi: Any) -> str:
    """As YAML, in a fixed order of keys at the top. Every scalar is a text and reads back as one."""
    if isinstance(isi, Mapping) and "kode" in isi and "aturan" in isi:
        urutan = ("kode", "nama", "judul", "peraturan", "wilayah", "tahun", "di_atas", *BAGIAN)
        isi = {k: isi[k] for k in urutan if k in isi} | {k: v for k, v in isi.items() if k not in urutan}
    return yaml.dump(isi, Dumper=_Penulis, allow_unicode=True, sort_keys=False, width=LEBAR)


class _Penulis(yaml.SafeDumper):
    """Numbers, dates and codes are texts here: written bare, as a person writes them, since they are read as texts."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        return super().represent_mapping(tag, mapping, flow_style=_sebaris(mapping))

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        return super().represent_sequence(tag, sequence, flow_style=_sebaris(sequence))


def _sebaris(isi: Any) -> bool:
    """Short enough to stand on one line; what has a name of its own gets lines."""
    bernama = isinstance(isi, Mapping) and ("kode" in isi or "arti" in isi)
    return not bernama and len(str(isi)) < PENDEK


_Penulis.yaml_implicit_resolvers = {
    awal: [(tag, pola) for tag, pola in daftar if tag in {"tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"}]
    for awal, daftar in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
