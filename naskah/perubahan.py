"""What a document says differently since it was last sent back: for whoever decides about it once more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from naskah.enums.naskah import StatusNaskah
from naskah.models import Naskah

TANPA_ISI = {"", "–"}  # an answer that was not given, and one that does not apply
BUKAN_BACAAN = {"berkas"}  # where a picture lies


@dataclass(frozen=True)
class BagianBerubah:
    judul: str
    hilang: list[str]
    baru: list[str]


@dataclass(frozen=True)
class Perubahan:
    """`diketahui`: the content of that day was kept (documents of an older version were not)."""

    oleh: str
    waktu: datetime
    alasan: str
    diketahui: bool
    bagian: list[BagianBerubah] = field(default_factory=list)


def perubahan_naskah(naskah: Naskah | None) -> Perubahan | None:
    """The last time that it was sent back, or that the one that it stands in for was withdrawn; None if neither."""
    if naskah is None:
        return None
    kembali = naskah.riwayat.filter(ke=StatusNaskah.DIKEMBALIKAN).select_related("oleh").order_by("pk").last()
    lama = kembali.isi if kembali else None
    if kembali is None and naskah.menggantikan and not naskah.pejabat_berganti:
        dahulu = naskah.menggantikan
        kembali = dahulu.riwayat.filter(ke=StatusNaskah.DICABUT).select_related("oleh").order_by("pk").last()
        lama = dahulu.isi
    if kembali is None:
        return None
    judul = naskah.ketentuan.bagian
    diketahui = lama is not None and bool(judul)
    bagian = beda_isi(judul, lama, naskah.isi) if lama is not None else []
    return Perubahan(str(kembali.oleh), kembali.waktu, kembali.alasan, diketahui, bagian)


def beda_isi(judul: Mapping[str, str], lama: dict[str, Any], kini: dict[str, Any]) -> list[BagianBerubah]:
    """Part by part, in the order of `judul`; a part that says the same is left out."""
    hasil = []
    for kunci, nama in judul.items():
        dulu, sekarang = baris_isi(lama.get(kunci)), baris_isi(kini.get(kunci))
        hilang, baru = [b for b in dulu if b not in sekarang], [b for b in sekarang if b not in dulu]
        if hilang or baru:
            hasil.append(BagianBerubah(nama, hilang, baru))
    return hasil


def baris_isi(nilai: Any) -> list[str]:
    """Frozen content as lines to read: a row of a table is one line. Numbers are counted from the rows."""
    if isinstance(nilai, str):
        return [] if nilai in TANPA_ISI else [nilai]
    if isinstance(nilai, list):
        return [b for n in nilai for b in baris_isi(n)]
    if not isinstance(nilai, dict):
        return []
    isi = [v for k, v in nilai.items() if k not in BUKAN_BACAAN]
    bertingkat = [
        v for v in isi if isinstance(v, dict) or (isinstance(v, list) and any(isinstance(b, dict) for b in v))
    ]
    kepala = " – ".join(b for v in isi if v not in bertingkat for b in baris_isi(v))
    return ([kepala] if kepala else []) + [b for v in bertingkat for b in baris_isi(v)]
