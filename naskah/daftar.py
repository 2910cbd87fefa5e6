"""The lists that decrees and letters repeat: what they rest on (`mengingat`), and who gets a copy (`tembusan`)."""

import re
from collections.abc import Iterable

from desa.models import Kecamatan
from naskah.enums.tata import BagianDaftar
from naskah.jenis import JenisNaskah, jenis_naskah, pilihan_jenis
from naskah.models import DaftarNaskah
from naskah.peraturan import Butir


def bawaan(kecamatan: Kecamatan, jenis: JenisNaskah, bagian: str) -> list[Butir]:
    """The kind's own items, with what is to be known about them."""
    if bagian == BagianDaftar.MENGINGAT:
        return list(jenis.mengingat(kecamatan)) if jenis.mengingat else []
    if callable(jenis.tembusan):
        return jenis.tembusan(kecamatan)
    return [Butir(teks) for teks in jenis.tembusan or ()]


def daftar_butir(kecamatan: Kecamatan, jenis: str, bagian: str) -> list[str]:
    """The kecamatan's own list, or the kind's defaults."""
    milik = DaftarNaskah.objects.filter(kecamatan=kecamatan, jenis=jenis, bagian=bagian).first()
    return milik.butir if milik else [b.teks for b in bawaan(kecamatan, jenis_naskah(jenis), bagian)]


def berdaftar() -> list[tuple[JenisNaskah, str]]:
    """Every list that an office can keep: (kind, part)."""
    semua = [jenis_naskah(kode) for kode, _ in pilihan_jenis()]
    return [
        (j, bagian)
        for j in semua
        for bagian, ada in ((BagianDaftar.MENGINGAT, j.mengingat), (BagianDaftar.TEMBUSAN, j.tembusan is not None))
        if ada
    ]


def isikan(butir: Iterable[str], **isian: object) -> list[str]:
    """The items with their names filled in ({desa}, {tahun}, …), each closed as a list is: `;`, the last one `.`."""
    teks = [re.sub(r"\{(\w+)\}", lambda m: str(isian.get(m[1], m[0])), b).rstrip(" ;.") for b in butir]
    return [f"{t}{'.' if n == len(teks) else ';'}" for n, t in enumerate(teks, 1)]
