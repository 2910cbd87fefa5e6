"""A budget in memory as plain data and back, so that a preview can wait in the session for its confirmation."""

import datetime
from fractions import Fraction
from typing import Any

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan
from apbdes.fakta import buka as buka_fakta
from apbdes.fakta import kemas as kemas_fakta

BARIS: dict[str, Any] = {"pendapatan": BarisPendapatan, "belanja": BarisBelanja, "pembiayaan": BarisPembiayaan}
TANGGAL = ("tanggal_disampaikan", "akhir_masa_jabatan_kades", "tanggal_perdes_dana_cadangan")
LAIN = ("kode_desa", "tahun", "jenis", "pagu_dds", "pagu_add", "pagu_pbh", "perdes_dana_cadangan", "jumlah_petugas_pbb")


def kemas(anggaran: Anggaran) -> dict[str, Any]:
    isi: dict[str, Any] = {nama: getattr(anggaran, nama) for nama in LAIN}
    for nama in TANGGAL:
        hari = getattr(anggaran, nama)
        isi[nama] = hari.isoformat() if hari else None
    isi["fakta"] = kemas_fakta(anggaran.fakta)
    for nama in BARIS:
        isi[nama] = [[str(n) if isinstance(n, Fraction) else n for n in baris] for baris in getattr(anggaran, nama)]
    return isi


def buka_kemasan(isi: dict[str, Any]) -> Anggaran:
    tanggal = {nama: datetime.date.fromisoformat(isi[nama]) if isi[nama] else None for nama in TANGGAL}
    baris: dict[str, Any] = {
        nama: tuple(jenis._make(_sel(jenis, n, nilai) for n, nilai in enumerate(b)) for b in isi[nama])
        for nama, jenis in BARIS.items()
    }
    return Anggaran(**{nama: isi[nama] for nama in LAIN}, **tanggal, **baris, fakta=buka_fakta(isi["fakta"]))


def _sel(jenis: Any, urut: int, nilai: Any) -> Any:
    return Fraction(nilai) if jenis._fields[urut] == "volume" and isinstance(nilai, str) else nilai
