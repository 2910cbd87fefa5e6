"""From a CSV value to money or a code, and back. How numbers are written is told in `angka.py`."""

import re
from decimal import Decimal
from fractions import Fraction

from apbdes.siskeudes import angka
from dasar.uang import SEN, ke_rupiah

_KEGIATAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{1,2})\.?", re.ASCII)
_REKENING = re.compile(r"(\d)\.(\d)\.(\d{1,2})\.(\d{1,2})\.?", re.ASCII)


def uang(teks: str, desimal: str = "") -> int:
    """Sen."""
    sen = Fraction(angka.uang(teks, desimal)) * SEN
    if sen.denominator != 1:
        raise ValueError(f"“{teks[:60]}” memuat pecahan sen.")
    return sen.numerator


def teks_uang(sen: int | None) -> str:
    """Rupiah with a point, two decimals only where there are sen."""
    return "" if sen is None else str(ke_rupiah(sen))


def kode_kegiatan(kd_keg: str, kd_desa: str) -> str:
    """ "24.2005.01.03.01." of desa "24.2005." is 1.3.01; raises ValueError for another desa's or another edition's."""
    ekor = kd_keg.removeprefix(kd_desa)
    if ekor == kd_keg:
        raise ValueError(f"“{kd_keg[:60]}” tidak diawali kode desanya ({kd_desa}).")
    cocok = _KEGIATAN.fullmatch(ekor)
    if not cocok:
        if re.fullmatch(r"\d{1,2}\.\d{1,2}\.?", ekor):
            raise ValueError(
                f"“{kd_keg[:60]}” bertingkat dua: Siskeudes sebelum Permendagri 20/2018. Bentuk itu tidak dibaca."
            )
        raise ValueError(f"“{kd_keg[:60]}” bukan kode kegiatan Siskeudes, misalnya {kd_desa}01.03.01.")
    bidang, sub, nomor = cocok.groups()
    return f"{int(bidang)}.{int(sub)}.{int(nomor):02d}"


def kode_rekening(teks: str) -> str:
    cocok = _REKENING.fullmatch(teks)
    if not cocok:
        raise ValueError(f"“{teks[:60]}” bukan kode rekening, misalnya 5.2.2.05.")
    *depan, objek = cocok.groups()
    return ".".join([*(str(int(d)) for d in depan), f"{int(objek):02d}"])


def kd_desa(kode: str) -> str:
    """Kemendagri's "63.11.03.2021" as Siskeudes writes it: "03.2021."."""
    return f"{kode[6:]}."


def kd_keg(desa: str, kegiatan: str) -> str:
    """ "1.3.01" → "03.2021.01.03.01."; without an activity (income, financing) "03.2021.00.00.00."."""
    bagian = kegiatan.split(".") if kegiatan else ["0", "0", "0"]
    return kd_desa(desa) + "".join(f"{int(b):02d}." for b in bagian)


def teks_angka(n: int | Fraction | None) -> str:
    """An exact decimal with a point; what has no end is cut after ten decimals.

    Three decimals get a fourth, so that 29.239 is not read as 29 thousand.
    """
    if n is None:
        return ""
    if isinstance(n, int):
        return str(n)
    teks = f"{Decimal(n.numerator) / Decimal(n.denominator):f}"
    bulat, _, pecahan = teks.partition(".")
    pecahan = pecahan.rstrip("0")
    if not pecahan:
        return bulat
    return f"{bulat}.{pecahan}0" if len(pecahan) == 3 else f"{bulat}.{pecahan}"
