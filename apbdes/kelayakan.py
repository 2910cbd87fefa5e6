"""What a budget must be before it is stored: stricter than reading it, because it stays.

A workbook on its own may name a code that does not exist (STR-07 judges it); a stored row may not.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from apbdes.anggaran import Anggaran, BarisBelanja
from apbdes.buku_kerja.galat import Galat, Tanya
from apbdes.katalog import Katalog
from apbdes.models import VersiApbdes

BARIS_TERBANYAK = 5000
PANJANG = {"uraian": 300, "nama_paket": 300, "paket": 10, "uraian_kegiatan": 300, "pelaksana": 100, "satuan": 30}
VOLUME_TERBESAR = 10**11  # eleven digits before the comma, four behind it
PETUGAS_TERBANYAK = 100_000
AWAL = {"Pendapatan": ("4.", "pendapatan"), "Belanja": ("5.", "belanja"), "Pembiayaan": ("6.", "pembiayaan")}
# Fields of the rows whose column in the sheet has a longer name.
KOLOM = {
    "rekening": "kode_rekening",
    "kegiatan": "kode_kegiatan",
    "sumber": "sumber_dana",
}


def galat_simpan(anggaran: Anggaran, versi: VersiApbdes, katalog: Katalog, *, sebagian: bool = False) -> list[Galat]:
    """Every reason why this budget cannot be the content of this version, each at its cell.

    `sebagian`: some cells could not be read and are spoken of elsewhere; what is missing here says nothing.
    """
    galat = list(_identitas(anggaran, versi))
    banyak = len(anggaran.pendapatan) + len(anggaran.belanja) + len(anggaran.pembiayaan)
    if banyak == 0 and not sebagian:
        galat.append(Galat("Tidak ada satu baris pun yang dapat disimpan. Isi lembar Pendapatan dan Belanja."))
    if banyak > BARIS_TERBANYAK:
        return [*galat, Galat(f"Ada {banyak} baris; yang dapat disimpan paling banyak {BARIS_TERBANYAK}.")]
    for lembar, isi in (
        ("Pendapatan", anggaran.pendapatan),
        ("Belanja", anggaran.belanja),
        ("Pembiayaan", anggaran.pembiayaan),
    ):
        galat += _lembar(lembar, isi, katalog)
    return galat


def _identitas(anggaran: Anggaran, versi: VersiApbdes) -> Iterator[Galat]:
    apbdes, desa = versi.apbdes, versi.apbdes.desa
    if anggaran.kode_desa not in {desa.kode, ""}:
        yield Galat(
            f"Berkas ini milik desa {anggaran.kode_desa}, sedangkan yang diisi {desa} ({desa.kode}).",
            "Identitas",
            kolom="kode_desa",
        )
    if anggaran.tahun and anggaran.tahun != apbdes.tahun:
        yield Galat(
            f"Berkas ini untuk tahun {anggaran.tahun}, sedangkan yang diisi tahun {apbdes.tahun}.",
            "Identitas",
            kolom="tahun_anggaran",
        )
    if anggaran.jenis and anggaran.jenis != versi.jenis:
        yield Galat(
            f"Berkas ini berjenis {anggaran.jenis}, sedangkan yang diisi rancangan {versi.sebutan}.",
            "Identitas",
            kolom="jenis",
        )
    for nama in ("pagu_dds", "pagu_add", "pagu_pbh"):
        if (getattr(anggaran, nama) or 0) < 0:
            yield Galat("Pagu tidak boleh negatif.", "Identitas", kolom=nama)
    if len(anggaran.perdes_dana_cadangan) > 150:
        yield Galat("Terlalu panjang; paling banyak 150 huruf.", "Identitas", kolom="perdes_dana_cadangan")
    if (anggaran.jumlah_petugas_pbb or 0) > PETUGAS_TERBANYAK:
        yield Galat(f"Paling banyak {PETUGAS_TERBANYAK} orang.", "Identitas", kolom="jumlah_petugas_pbb")


def _lembar(lembar: str, isi: tuple[Any, ...], katalog: Katalog) -> Iterator[Galat]:
    pertama: dict[tuple[Any, ...], int] = {}
    for b in isi:
        for nama, pesan in _baris(lembar, b, katalog):
            yield Galat(pesan, lembar, b.nomor, KOLOM.get(nama, nama), _tanya(nama, b, katalog))
        kembar = pertama.setdefault(b[1:], b.nomor)
        if kembar != b.nomor:
            yield Galat(
                f"Baris ini sama persis dengan baris {kembar}. Hapus salah satu, "
                "atau bedakan uraiannya bila memang dua hal.",
                lembar,
                b.nomor,
            )


def _tanya(nama: str, b: Any, katalog: Katalog) -> tuple[Tanya, ...]:
    """A code that does not exist here may stand for one that does: whoever sent the file knows."""
    if nama == "rekening" and not katalog.rekening_ada(b.rekening):
        return (Tanya("rekening", b.rekening, b.uraian),)
    if nama == "kegiatan" and not katalog.kegiatan_ada(b.kegiatan):
        return (Tanya("kegiatan", b.kegiatan, b.uraian_kegiatan),)
    return ()


def _baris(lembar: str, b: Any, katalog: Katalog) -> Iterator[tuple[str, str]]:
    """Field and sentence of everything in this row that cannot be stored."""
    awal, sebutan = AWAL[lembar]
    if not katalog.rekening_ada(b.rekening):
        yield "rekening", f"Rekening {b.rekening} tidak ada dalam Permendagri 20/2018 dan daftar kabupaten."
    elif not b.rekening.startswith(awal):
        yield "rekening", f"Rekening {b.rekening} bukan rekening {sebutan}; tulis yang berawalan {awal}"
    if b.jumlah < 0:
        yield "jumlah", "Jumlah tidak boleh negatif."
    for nama, panjang in PANJANG.items():
        if len(getattr(b, nama, "")) > panjang:
            yield nama, f"Terlalu panjang; paling banyak {panjang} huruf."
    if (b.harga_satuan or 0) < 0:
        yield "harga_satuan", "Tidak boleh negatif."
    if b.volume is not None:
        yield from _volume(b.volume)
    if isinstance(b, BarisBelanja):
        yield from _belanja(b, katalog)


def _belanja(b: BarisBelanja, katalog: Katalog) -> Iterator[tuple[str, str]]:
    for nama, kode in (("kegiatan", b.kegiatan), ("kegiatan_acuan", b.kegiatan_acuan)):
        if kode and not katalog.kegiatan_ada(kode):
            yield nama, f"Kegiatan {kode} tidak ada dalam Permendagri 20/2018 dan daftar kabupaten."
    if (b.pagu_acuan or 0) < 0:
        yield "pagu_acuan", "Tidak boleh negatif."


def _volume(volume: int | Fraction) -> Iterator[tuple[str, str]]:
    if volume < 0:
        yield "volume", "Volume tidak boleh negatif."
    elif volume >= VOLUME_TERBESAR:
        yield "volume", "Volume terlalu besar."
    elif (Fraction(volume) * 10**4).denominator != 1:
        yield "volume", "Volume paling banyak empat angka di belakang koma."


def catatan_simpan(anggaran: Anggaran, katalog: Katalog) -> list[str]:
    """What does not stand in the way and should still be known before it is stored."""
    kode = [b.kegiatan for b in anggaran.belanja]
    for isi in (anggaran.pendapatan, anggaran.belanja, anggaran.pembiayaan):
        kode += [b.rekening for b in isi]
    asing = sorted({k for k in kode if not katalog.terdaftar(k)})
    if not asing:
        return []
    sebut = ", ".join(asing)
    return [f"Kode milik kabupaten yang belum terdaftar untuk tahun ini: {sebut}. Namanya diambil dari berkas."]
