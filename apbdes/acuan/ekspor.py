"""The reference data of this room as the exchange format has it. (The rules themselves read `apbdes.acuan`.)"""

from typing import Any

from apbdes import aturan
from apbdes.acuan import kegiatan


def ekspor() -> dict[str, list[dict[str, Any]]]:
    """The activities and the rules of every set as the exchange format has them."""
    kolom = ("bidang", "sub_bidang", "nama", "pelaksana", "kode", "kode_lokal")
    return {
        "kegiatan": [{k: getattr(baris, k) for k in kolom} for baris in kegiatan()],
        "aturan": [
            {"kode": a.kode, "judul": a.judul, "dasar": a.dasar, "tingkat": a.tingkat}
            for perangkat in aturan.semua_perangkat()
            for a in perangkat.aturan
        ],
    }
