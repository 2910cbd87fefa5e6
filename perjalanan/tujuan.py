"""Whether a place lies outside the kabupaten: only then the camat orders."""

import re

from dasar.nama import rapi
from desa.models import Kabupaten, Kecamatan
from perjalanan.acuan import ketentuan_di

SEBUTAN = re.compile(r"^(kabupaten|kab\.?|kota(?:madya)?)\s+", re.IGNORECASE)


def _pecah(teks: str) -> tuple[str, str]:
    """('kabupaten', 'balangan'); the first is empty where only the name is written."""
    teks = rapi(teks).casefold()
    cocok = SEBUTAN.match(teks)
    if cocok is None:
        return "", teks
    return "kota" if cocok[1].startswith("kota") else "kabupaten", teks[cocok.end() :]


def dalam_kabupaten(teks: str, kabupaten: Kabupaten) -> bool:
    """Whether this names the village's own kabupaten. Kota Bogor is not Kabupaten Bogor; the bare name is one's own."""
    jenis, nama = _pecah(teks)
    milik, nama_milik = _pecah(str(kabupaten))
    return nama == nama_milik and jenis in ("", milik)


def kalimat_dalam(kecamatan: Kecamatan) -> str:
    """Why nothing is asked of the camat for a journey within the kabupaten."""
    ketentuan, (milik, _) = ketentuan_di(kecamatan), _pecah(str(kecamatan.kabupaten))
    camat, desa = ketentuan.penerbit, ketentuan.dalam_kabupaten
    kalimat = [
        f"Tujuan ini masih di {kecamatan.kabupaten}, jadi tidak memerlukan surat perintah tugas dari camat"
        f"{f': camat menerbitkannya bagi perjalanan ke luar kabupaten ({camat.dasar})' if camat else ''}.",
        f"Tata caranya menurut Peraturan Kepala Desa ({desa.dasar})." if desa else "",
        "" if milik == "kota" else "Bila yang dimaksud kota bernama sama, tulis “Kota” di depannya.",
    ]
    return " ".join(k for k in kalimat if k)
