"""The four sheets: which columns, which are required, and how each cell is read."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from apbdes.anggaran import KOMPONEN, PENERIMA, SUMBER_DANA, Anggaran
from apbdes.buku_kerja import sel
from apbdes.fakta import baca as baca_fakta
from apbdes.fakta import untuk_sel
from apbdes.gramatika.bentuk import FAKTA_BAKU, BentukFakta

SUMBER = {kode.lower(): kode for kode in SUMBER_DANA}
JENIS = {"murni": "murni", "perubahan": "perubahan"}
DAFTAR_KOMPONEN = {k: k for k in KOMPONEN}
DAFTAR_PENERIMA = {p: p for p in PENERIMA}


class Kolom(NamedTuple):
    nama: str
    baca: Callable[[Any], Any]
    wajib: bool = False
    bila_kosong: Any = ""


def _sumber(nilai: Any) -> str:
    return sel.pilihan(nilai, SUMBER)


def _jenis(nilai: Any) -> str:
    return sel.pilihan(nilai, JENIS)


def _komponen(nilai: Any) -> str:
    return sel.pilihan(nilai, DAFTAR_KOMPONEN)


def _penerima(nilai: Any) -> str:
    return sel.pilihan(nilai, DAFTAR_PENERIMA)


TETAP = {
    k.nama: k
    for k in (
        Kolom("kode_desa", sel.kode_desa, wajib=True),
        Kolom("tahun_anggaran", sel.tahun, wajib=True),
        Kolom("jenis", _jenis, wajib=True),
        Kolom("tanggal_disampaikan", sel.tanggal, bila_kosong=None),
        Kolom("pagu_dds", sel.uang, bila_kosong=None),
        Kolom("pagu_add", sel.uang, bila_kosong=None),
        Kolom("pagu_pbh", sel.uang, bila_kosong=None),
        Kolom("akhir_masa_jabatan_kades", sel.tanggal, bila_kosong=None),
        Kolom("perdes_dana_cadangan", sel.teks),
        Kolom("tanggal_perdes_dana_cadangan", sel.tanggal, bila_kosong=None),
        Kolom("jumlah_petugas_pbb", sel.bulat_positif, bila_kosong=None),
    )
}


def kolom_identitas(fakta: Mapping[str, BentukFakta]) -> dict[str, Kolom]:
    """The keys of Identitas where these facts may be given."""
    return TETAP | {k: Kolom(k, partial(baca_fakta, f), bila_kosong=None) for k, f in fakta.items() if k not in TETAP}


IDENTITAS = kolom_identitas(FAKTA_BAKU)


def dengan_fakta(identitas: dict[str, Any]) -> dict[str, Any]:
    """The keys of Identitas as the fields of a budget: facts that were given under `fakta`, the others by name."""
    fakta = {k: n for k, n in identitas.items() if k not in TETAP and n is not None}
    return {k: n for k, n in identitas.items() if k in TETAP} | {"fakta": fakta}


def isi_identitas(anggaran: Anggaran, kunci: str, fakta: Mapping[str, BentukFakta]) -> Any:
    """What the cell of this key holds."""
    if kunci not in TETAP:
        return untuk_sel(fakta[kunci], anggaran.fakta.get(kunci))
    return getattr(anggaran, "tahun" if kunci == "tahun_anggaran" else kunci)


PENDAPATAN = (
    Kolom("kode_rekening", sel.kode_rekening, wajib=True),
    Kolom("uraian", sel.teks),
    Kolom("sumber_dana", _sumber, wajib=True),
    Kolom("jumlah", sel.uang, wajib=True),
)

PEMBIAYAAN = (
    Kolom("kode_rekening", sel.kode_rekening, wajib=True),
    Kolom("uraian", sel.teks),
    Kolom("sumber_dana", _sumber),
    Kolom("jumlah", sel.uang, wajib=True),
    Kolom("dari_silpa", sel.ya, bila_kosong=False),
)

# In the order of BarisBelanja, after its number.
BELANJA = (
    Kolom("kode_kegiatan", sel.kode_kegiatan, wajib=True),
    Kolom("uraian_kegiatan", sel.teks),
    Kolom("pelaksana", sel.teks),
    Kolom("kode_rekening", sel.kode_rekening, wajib=True),
    Kolom("uraian", sel.teks),
    Kolom("komponen", _komponen),
    Kolom("penerima", _penerima),
    Kolom("volume", sel.bilangan, bila_kosong=None),
    Kolom("satuan", sel.teks),
    Kolom("harga_satuan", sel.uang, bila_kosong=None),
    Kolom("jumlah", sel.uang, wajib=True),
    Kolom("sumber_dana", _sumber, wajib=True),
    Kolom("dari_silpa", sel.ya, bila_kosong=False),
    Kolom("bantuan_khusus", sel.ya, bila_kosong=False),
    Kolom("risiko_tinggi", sel.ya, bila_kosong=False),
    Kolom("kegiatan_acuan", sel.kode_kegiatan),
    Kolom("pagu_acuan", sel.uang, bila_kosong=None),
)

LEMBAR = ("Identitas", "Pendapatan", "Belanja", "Pembiayaan")
