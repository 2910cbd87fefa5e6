"""Verdicts on one sum against a share of another."""

from collections.abc import Iterable

from apbdes.anggaran import BarisBelanja
from apbdes.aturan._tempat import tempat
from apbdes.aturan.banding import paling_banyak, paling_sedikit
from apbdes.aturan.hasil import Hasil, Persen, dilanggar, terpenuhi
from dasar.uang import rupiah


def maksimum(bagian: int, batas: Persen, seluruh: int, *, hal: str, dari: str, baris: Iterable[BarisBelanja]) -> Hasil:
    banding = paling_banyak(bagian, batas, seluruh)
    angka = {
        "pembilang": bagian,
        "penyebut": seluruh,
        "batas": batas.teks,
        "hitungan": banding.hitungan,
    }
    if banding.cocok:
        ruang = (batas.pembilang * seluruh - bagian * batas.penyebut) // batas.penyebut
        return terpenuhi(
            f"{hal} {rupiah(bagian)}, tidak melebihi {batas.teks} {dari}; tersisa {rupiah(ruang)}.", **angka
        )
    return dilanggar(
        f"{hal} {rupiah(bagian)} melebihi {batas.teks} {dari}. Kurangi {rupiah(banding.selisih)} dari kelompok ini.",
        selisih=banding.selisih,
        baris=tempat(baris),
        **angka,
    )


def minimum(bagian: int, batas: Persen, seluruh: int, *, hal: str, dari: str, baris: Iterable[BarisBelanja]) -> Hasil:
    """`baris` are the rows that take the room: the ones to be cut, not the many that are too small together."""
    banding = paling_sedikit(bagian, batas, seluruh)
    angka = {
        "pembilang": bagian,
        "penyebut": seluruh,
        "batas": batas.teks,
        "hitungan": banding.hitungan,
    }
    if banding.cocok:
        return terpenuhi(f"{hal} {rupiah(bagian)}, sekurang-kurangnya {batas.teks} {dari}.", **angka)
    return dilanggar(
        f"{hal} {rupiah(bagian)} kurang dari {batas.teks} {dari}. Tambah {rupiah(banding.selisih)} untuk kelompok ini.",
        selisih=banding.selisih,
        baris=tempat(baris),
        **angka,
    )
