"""The group of 30 per cent, in the two readings of the source.

BAB III.1.B counts siltap, tunjangan and the BPD against all spending; BAB IV.2.B adds jaminan sosial and
counts only what is paid from this year's own income. Both are rules; neither is chosen here.
"""

from typing import Literal, NamedTuple

from apbdes.anggaran import Anggaran, BarisBelanja, jumlah
from apbdes.aturan._bagian import maksimum, minimum
from apbdes.aturan._tempat import tempat
from apbdes.aturan.banding import paling_banyak, paling_sedikit
from apbdes.aturan.hasil import Hasil, Nilai, daftar, tidak_berlaku, tidak_dapat
from dasar.uang import rupiah

Bacaan = Literal["BAB III", "BAB IV"]


class Kelompok(NamedTuple):
    baris: list[BarisBelanja]
    bagian: int
    seluruh: int


def kelompok(anggaran: Anggaran, nilai: Nilai, bacaan: Bacaan) -> Kelompok:
    if bacaan == "BAB III":
        baris = anggaran.baris_kegiatan(*nilai["kelompok"])
        return Kelompok(baris, jumlah(baris), anggaran.total_belanja)
    kegiatan = {*nilai["kelompok"], *nilai["jaminan"]}
    murni = anggaran.belanja_murni
    baris = [b for b in murni if b.kegiatan in kegiatan]
    return Kelompok(baris, jumlah(baris), jumlah(murni))


def tanda_kurang(anggaran: Anggaran, bacaan: Bacaan) -> Hasil | None:
    """BAB IV leaves SiLPA out: as long as less is marked than there is, nobody knows what to leave out."""
    silpa = anggaran.pembiayaan_berawal("6.1.1")
    kurang = jumlah(silpa) - jumlah(anggaran.bertanda_silpa)
    if bacaan == "BAB III" or not silpa or kurang <= 0:
        return None
    return tidak_dapat(
        [f"tanda dari_silpa pada belanja atau pengeluaran pembiayaan, {rupiah(kurang)} lagi ({daftar(tempat(silpa))})"],
        baris=tempat(silpa),
        alasan="Yang dibayar dari SiLPA tidak dihitung, tetapi belum semuanya ditandai.",
    )


def _lain(bacaan: Bacaan) -> Bacaan:
    return "BAB IV" if bacaan == "BAB III" else "BAB III"


DARI: dict[Bacaan, str] = {
    "BAB III": "jumlah belanja desa",
    "BAB IV": "belanja yang berasal dari pendapatan desa (tanpa SiLPA dan bantuan khusus)",
}
URAIAN: dict[Bacaan, str] = {
    "BAB III": "menghitung tanpa jaminan sosial terhadap jumlah belanja desa",
    "BAB IV": "menghitung beserta jaminan sosial terhadap belanja dari pendapatan desa, tanpa SiLPA dan bantuan khusus",
}
KOSONG: dict[Bacaan, str] = {
    "BAB III": "Belanja desa masih kosong.",
    "BAB IV": "Tidak ada belanja yang berasal dari pendapatan desa tahun ini.",
}


def _terhitung(anggaran: Anggaran, lain: Kelompok, bacaan: Bacaan) -> bool:
    """Whether the other reading comes to a verdict at all."""
    return lain.seluruh != 0 and tanda_kurang(anggaran, _lain(bacaan)) is None


def _catatan(bacaan: Bacaan, cocok: bool, cocok_menurut_lain: bool | None, kode_lain: str) -> str | None:
    """Said only where the other reading comes to another verdict."""
    if cocok_menurut_lain is None or cocok == cocok_menurut_lain:
        return None
    lain = _lain(bacaan)
    return (
        f"Sumber mempunyai dua bacaan. {lain} {URAIAN[lain]}; menurut bacaan itu ketentuan ini "
        f"{'terpenuhi' if cocok_menurut_lain else 'dilanggar'} ({kode_lain})."
    )


def periksa_30(anggaran: Anggaran, nilai: Nilai, bacaan: Bacaan, kode_lain: str) -> Hasil:
    ini, lain = kelompok(anggaran, nilai, bacaan), kelompok(anggaran, nilai, _lain(bacaan))
    if ini.seluruh == 0:
        return tidak_berlaku(KOSONG[bacaan])
    if kurang := tanda_kurang(anggaran, bacaan):
        return kurang
    batas = nilai["maksimum"]
    cocok = paling_banyak(ini.bagian, batas, ini.seluruh).cocok
    cocok_lain = paling_banyak(lain.bagian, batas, lain.seluruh).cocok if _terhitung(anggaran, lain, bacaan) else None
    return maksimum(
        ini.bagian,
        batas,
        ini.seluruh,
        hal="Penghasilan tetap, tunjangan, dan operasional BPD"
        if bacaan == "BAB III"
        else "Penghasilan tetap, tunjangan, jaminan sosial, dan operasional BPD",
        dari=DARI[bacaan],
        baris=ini.baris,
        catatan=_catatan(bacaan, cocok, cocok_lain, kode_lain),
    )


def periksa_70(anggaran: Anggaran, nilai: Nilai, bacaan: Bacaan, kode_lain: str) -> Hasil:
    ini, lain = kelompok(anggaran, nilai, bacaan), kelompok(anggaran, nilai, _lain(bacaan))
    if ini.seluruh == 0:
        return tidak_berlaku(KOSONG[bacaan])
    if kurang := tanda_kurang(anggaran, bacaan):
        return kurang
    batas = nilai["minimum"]
    cocok = paling_sedikit(ini.seluruh - ini.bagian, batas, ini.seluruh).cocok
    cocok_lain = (
        paling_sedikit(lain.seluruh - lain.bagian, batas, lain.seluruh).cocok
        if _terhitung(anggaran, lain, bacaan)
        else None
    )
    return minimum(
        ini.seluruh - ini.bagian,
        batas,
        ini.seluruh,
        hal="Belanja di luar kelompok 30%",
        dari=DARI[bacaan],
        baris=ini.baris,
        catatan=_catatan(bacaan, cocok, cocok_lain, kode_lain),
    )
