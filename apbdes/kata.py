"""What the engine says, for people: no place of a sheet, no name of a column, but the activity, account and words.

The engine (and the command) names rows and cells as a workbook has them: "Belanja!12 kolom satuan". Pages and
documents pass through `kata` with the budget that was judged.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from apbdes.anggaran import PENERIMA, Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan
from apbdes.aturan import Hasil
from apbdes.katalog import RESMI
from naskah.bagian import tanggal_panjang

Baris = BarisBelanja | BarisPendapatan | BarisPembiayaan
KOLOM = {
    "kode_kegiatan": "kode kegiatan",
    "kode_rekening": "kode rekening",
    "harga_satuan": "harga satuan",
    "sumber_dana": "sumber dana",
    "dari_silpa": "tanda SiLPA",
    "bantuan_khusus": "tanda bantuan khusus",
    "risiko_tinggi": "tanda risiko tinggi",
    "kegiatan_acuan": "kegiatan yang dilayani",
    "pagu_acuan": "pagu kegiatan yang dilayani",
    "uraian_kegiatan": "uraian kegiatan",
}
IDENTITAS = {
    "pagu_dds": "pagu Dana Desa",
    "pagu_add": "pagu Alokasi Dana Desa",
    "pagu_pbh": "pagu bagi hasil pajak dan retribusi",
    "tanggal_disampaikan": "tanggal rancangan disampaikan",
    "akhir_masa_jabatan_kades": "akhir masa jabatan kepala desa",
    "perdes_dana_cadangan": "Peraturan Desa tentang Dana Cadangan",
    "tanggal_perdes_dana_cadangan": "tanggal Peraturan Desa tentang Dana Cadangan",
    "jumlah_petugas_pbb": "jumlah petugas PBB",
}
KOMPONEN = {
    "sewa_alat": "sewa alat",
    "honor_tpk": "honor TPK",
    "konsultan_perencana": "konsultan perencana",
    "konsultan_pengawas": "konsultan pengawas",
    "insentif_pbb": "insentif PBB",
    "administrasi_pbb": "administrasi PBB",
    "sosialisasi_pajak": "sosialisasi pajak",
}
SEBUTAN = {k: v for k, v in (KOLOM | IDENTITAS | KOMPONEN | PENERIMA).items() if "_" in k}
TEMPAT = re.compile(r"(?P<tempat>(?:Pendapatan|Belanja|Pembiayaan)!\d+)(?: kolom (?P<kolom>\w+))?")
KUNCI = re.compile(r"Identitas kunci (?P<kunci>\w+)")
TOKEN = re.compile(rf"\b(?:{'|'.join(sorted(SEBUTAN, key=len, reverse=True))})\b")
ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
LAIN = {
    " (--semula)": "",
    "pada lembar Belanja": "pada rincian belanja",
    "<=": "≤",
    ">=": "≥",
}


def sebut_baris(b: Baris, *, ringkas: bool = False) -> str:
    """'kegiatan 1.1.01 Penghasilan Tetap …, belanja 5.1.1.01, uraian “Siltap kepala desa”'; `ringkas` without the name
    of the activity."""
    lembar = type(b).__name__.removeprefix("Baris").lower()
    apa = f"{lembar} {b.rekening}"
    apa += f", uraian “{b.uraian}”" if b.uraian else f" {RESMI.nama_rekening(b.rekening)}"
    if not isinstance(b, BarisBelanja):
        return apa
    if ringkas:
        return f"kegiatan {b.kegiatan}, {apa}"
    return f"kegiatan {b.kegiatan} {RESMI.nama_kegiatan(b.kegiatan, b.uraian_kegiatan)}, {apa}"


class Kata:
    """The words for one budget."""

    def __init__(self, anggaran: Anggaran) -> None:
        self.anggaran = anggaran

    @cached_property
    def baris(self) -> Mapping[str, Baris]:
        isi = self.anggaran
        return {b.tempat: b for lembar in (isi.pendapatan, isi.belanja, isi.pembiayaan) for b in lembar}

    def __call__(self, teks: str) -> str:
        """A sentence of the engine as a person reads it."""
        teks = TEMPAT.sub(self._tempat, teks)
        teks = KUNCI.sub(lambda m: IDENTITAS.get(m["kunci"], m["kunci"].replace("_", " ")), teks)
        teks = TOKEN.sub(lambda m: SEBUTAN[m[0]], teks)
        teks = ISO.sub(lambda m: tanggal_panjang(date.fromisoformat(m[0])), teks)
        for lama, baru in LAIN.items():
            teks = teks.replace(lama, baru)
        return teks

    def _tempat(self, m: re.Match[str]) -> str:
        b = self.baris.get(m["tempat"])
        sebutan = sebut_baris(b) if b else m["tempat"].partition("!")[0].lower()
        return f"{KOLOM.get(m['kolom'], m['kolom'])} pada {sebutan}" if m["kolom"] else sebutan

    def baris_ringkas(self, tempat: str) -> str:
        """Where many rows are listed below each other."""
        return sebut_baris(self.baris[tempat], ringkas=True) if tempat in self.baris else self(tempat)

    def hasil(self, hasil: Hasil) -> Hasil:
        """A verdict with its sentences in words; `baris` stays, by which a page leads to the rows."""
        return replace(
            hasil,
            pesan=self(hasil.pesan),
            hitungan=self(hasil.hitungan) if hasil.hitungan else hasil.hitungan,
            catatan=self(hasil.catatan) if hasil.catatan else hasil.catatan,
        )
