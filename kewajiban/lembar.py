"""The table as a workbook: as it is read, and one row per duty for whoever counts further."""

from collections.abc import Iterable, Sequence
from typing import Any

from tablib import Databook, Dataset

from dasar.lembar import netral
from kewajiban.enums import Keadaan
from kewajiban.keadaan import Sel
from kewajiban.tabel import Tabel

RINCIAN = (
    "Desa",
    "Kode desa",
    "Kewajiban",
    "Kode",
    "Periode",
    "Paling lambat",
    "Keadaan",
    "Terlambat (hari)",
    "Dipenuhi",
    "Dasar",
)


def kewajiban_xlsx(t: Tabel) -> bytes:
    """Two sheets: villages × duties with the share at the edge, and the details."""
    kepala = ["Desa", "Kode desa", "Tepat waktu (%)", *(k.nama_singkat for k in t.kolom), "Terlambat"]
    baris = [
        [
            b.desa.nama,
            b.desa.kode,
            "" if b.kepatuhan.persen is None else b.kepatuhan.persen,
            *(_kotak(k.sel) for k in b.kotak),
            b.terlambat,
        ]
        for b in t.baris
    ]
    rincian = [_rinci(s) for b in t.baris for k in b.kotak for s in k.sel]
    return Databook([_lembar("Kewajiban", kepala, baris), _lembar("Rincian", RINCIAN, rincian)]).export("xlsx")


def _kotak(sel: Sequence[Sel]) -> str:
    if len(sel) == 1:
        return sel[0].keterangan
    telat = sum(s.keadaan == Keadaan.TERLAMBAT for s in sel)
    return f"{telat} dari {len(sel)} terlambat" if sel else ""


def _rinci(s: Sel) -> list[Any]:
    return [
        s.desa.nama,
        s.desa.kode,
        s.kewajiban.nama,
        s.kewajiban.kode,
        s.periode_label,
        s.batas,
        s.keterangan,
        s.hari_telat,
        s.dipenuhi or "",
        s.kewajiban.dasar,
    ]


def _lembar(judul: str, kepala: Iterable[str], baris: Iterable[list[Any]]) -> Dataset:
    lembar = Dataset(headers=[netral(k) for k in kepala], title=judul)
    for b in baris:
        lembar.append([netral(nilai) for nilai in b])
    return lembar
