"""Numbers, percentages, dates and products as the grammar writes them."""

import re
from datetime import date
from fractions import Fraction
from typing import cast

import yaml

from apbdes.gramatika import bentuk as b
from apbdes.gramatika.simpul import Catatan, Simpul, baris, teks

NAMA = re.compile(r"[a-z][a-z0-9_]*")
_BILANGAN = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_TANGGAL = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_BERAWALAN = re.compile(r"(harga|volume|semula|lalu|tahun)\.([a-z][a-z0-9_]*)")


def baca_bilangan(tulisan: str) -> Fraction | None:
    """ "3000000", "3.000.000", "0,5"; None for anything else."""
    cocok = _BILANGAN.fullmatch(tulisan) if len(tulisan) < 40 else None
    if not cocok:
        return None
    minus, bulat, desimal = cocok.groups()
    return Fraction(f"{minus}{bulat.replace('.', '')}.{desimal or '0'}")


def baca_faktor(tulisan: str) -> b.Faktor | str:
    """One factor, or a sentence why it is none."""
    if tulisan.endswith("%"):
        angka = baca_bilangan(tulisan[:-1].strip())
        if angka is None:
            return f"“{tulisan}” bukan persen; tulis seperti 30% atau 1,5%."
        return b.Faktor("persen", tulisan[:-1].strip(), angka / 100)
    if (angka := baca_bilangan(tulisan)) is not None:
        return b.Faktor("bilangan", tulisan, angka)
    if _TANGGAL.fullmatch(tulisan):
        return b.Faktor("tanggal", tulisan) if tanggal_ada(tulisan) else f"Tanggal {tulisan} tidak ada."
    if cocok := _BERAWALAN.fullmatch(tulisan):
        return b.Faktor(cast(b.JenisFaktor, cocok[1]), cocok[2])
    if NAMA.fullmatch(tulisan):
        return b.Faktor("nama", tulisan)
    if re.fullmatch(r"\d+\.\d+", tulisan):
        return f"“{tulisan}”: pecahan ditulis dengan koma, ribuan dengan titik."
    return f"“{tulisan}” bukan angka, persen, atau nama."


def baca_nilai(tulisan: str, letak: int = 0) -> b.Nilai | str:
    """A product "a x b x …", or a sentence why it is none."""
    faktor = []
    for bagian in re.split(r"\s+[x×]\s+", tulisan.strip()):
        satu = baca_faktor(bagian.strip())
        if isinstance(satu, str):
            return satu
        faktor.append(satu)
    return b.Nilai(tuple(faktor), letak)


def tanggal_ada(tulisan: str) -> bool:
    if not _TANGGAL.fullmatch(tulisan):
        return False
    try:
        date.fromisoformat(tulisan)
    except ValueError:
        return False
    return True


def faktor_tetap(simpul: Simpul, salah: Catatan) -> b.Faktor | None:
    """A number or a percentage."""
    tulisan = teks(simpul, salah, "nilai")
    if not tulisan:
        return None
    faktor = baca_faktor(tulisan)
    if isinstance(faktor, b.Faktor) and faktor.jenis in ("bilangan", "persen"):
        return faktor
    salah.catat(simpul, faktor if isinstance(faktor, str) else f"“{tulisan}” bukan angka atau persen.")
    return None


def nilai_simpul(simpul: Simpul, salah: Catatan) -> b.Nilai | None:
    tulisan = teks(simpul, salah, "nilai")
    hasil = baca_nilai(tulisan, baris(simpul)) if tulisan else "Nilainya belum diisi."
    if isinstance(hasil, str):
        if tulisan or isinstance(simpul, yaml.ScalarNode):
            salah.catat(simpul, hasil)
        return None
    return hasil
