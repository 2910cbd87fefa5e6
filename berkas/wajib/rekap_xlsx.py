"""The recap as a workbook: the table as it is read, and one row per document for whoever counts further."""

from collections.abc import Iterable
from typing import Any

from tablib import Databook, Dataset

from berkas.wajib.rekap import Rekap
from dasar.lembar import netral

KEPALA_RINCIAN = (
    "Desa",
    "Kode desa",
    "Kelompok",
    "Dokumen",
    "Periode",
    "Jatuh tempo",
    "Keadaan",
    "Terlambat (hari)",
    "Pertama dikirim",
    "Judul",
    "Nomor",
)


def rekap_xlsx(rekap: Rekap) -> bytes:
    """Two sheets: villages × documents with the numbers at the edges, and the details."""
    return Databook([_lembar("Rekap", *_tabel(rekap)), _lembar("Rincian", KEPALA_RINCIAN, _rincian(rekap))]).export(
        "xlsx"
    )


def _tabel(rekap: Rekap) -> tuple[list[str], list[list[Any]]]:
    kepala = ["Desa", "Kode desa", *(t.nama for t in rekap.tuntutan), "Diterima", "Dituntut", "Terlambat"]
    baris = []
    for b in rekap.baris:
        h = b.hitungan
        sel = [f"{s.label}, {s.keterangan}" if s.keterangan else s.label for s in b.sel]
        baris.append([b.desa.nama, b.desa.kode, *sel, h.diterima, h.jumlah, h.terlambat])
    for judul, ambil in (("Diterima", "diterima"), ("Terlambat", "terlambat")):
        per_dokumen = [getattr(h, ambil) for h in rekap.hitungan_tuntutan()]
        jumlah = getattr(rekap.hitungan, ambil)
        ekor = [jumlah, "", ""] if ambil == "diterima" else ["", "", jumlah]
        baris.append([f"Jumlah {judul.lower()}", "", *per_dokumen, *ekor])
    return kepala, baris


def _rincian(rekap: Rekap) -> list[list[Any]]:
    return [
        [
            s.desa.nama,
            s.desa.kode,
            s.tuntutan.kategori.get_kelompok_display(),
            s.tuntutan.kategori.nama,
            s.tuntutan.periode_label,
            s.tuntutan.jatuh_tempo,
            s.label,
            s.hari_telat,
            s.kiriman.dikirim if s.kiriman else "",
            s.kiriman.judul if s.kiriman else "",
            s.kiriman.nomor if s.kiriman else "",
        ]
        for s in rekap.sel
    ]


def _lembar(judul: str, kepala: Iterable[str], baris: Iterable[list[Any]]) -> Dataset:
    lembar = Dataset(headers=[netral(k) for k in kepala], title=judul)
    for b in baris:
        lembar.append([netral(nilai) for nilai in b])
    return lembar
