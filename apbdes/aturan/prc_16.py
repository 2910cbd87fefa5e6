"""PRC-16: who carries out an activity is who its kabupaten names for that year, spelling aside. BAB VI angka 2 and
Lampiran V."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache
from types import MappingProxyType

from apbdes.anggaran import Anggaran
from apbdes.aturan.hasil import Hasil, Nilai, daftar, dilanggar, terpenuhi, tidak_berlaku

SINGKATAN = (
    (r"\bkepala urusan\b", "kaur"),
    (r"\bkepala seksi\b", "kasi"),
    (r"\btata usaha\b", "tu"),
    (r"&", " dan "),
)
Tabel = Mapping[str, tuple[str, str]]  # code → name and executor
# Two posts of Lampiran V are at most 0.69 alike; one with a letter or two amiss is above 0.9.
CUKUP_MIRIP = 0.88


def periksa(anggaran: Anggaran, nilai: Nilai, tabel: Tabel = MappingProxyType({})) -> Hasil:
    """`tabel` is the set's own; what the kabupaten wrote down for the year (`anggaran.pelaksana`) precedes it."""
    resmi = {kode: pelaksana for kode, (_, pelaksana) in tabel.items() if pelaksana} | dict(anggaran.pelaksana)
    dinilai = [b for b in anggaran.belanja if b.pelaksana and b.kegiatan in resmi]
    if not dinilai:
        return tidak_berlaku("Tidak ada baris dengan pelaksana yang ditetapkan peraturan kabupaten untuk tahun ini.")
    salah = [b for b in dinilai if not sama(b.pelaksana, resmi[b.kegiatan])]
    if not salah:
        return terpenuhi("Pelaksana kegiatan sesuai peraturan kabupaten.")
    return dilanggar(
        "Pelaksana yang tidak sesuai peraturan kabupaten: "
        + daftar(f"{b.tempat} {b.pelaksana}, seharusnya {resmi[b.kegiatan]}" for b in salah)
        + ".",
        selisih=None,
        baris=[b.tempat for b in salah],
    )


@cache
def sama(tertulis: str, resmi: str) -> bool:
    """Whether both name the same post: capitals, abbreviations, word order and a slip of the pen do not count."""
    a, b = _baku(tertulis), _baku(resmi)
    return a == b or SequenceMatcher(None, a, b).ratio() >= CUKUP_MIRIP


def _baku(nama: str) -> str:
    teks = nama.lower()
    for pola, ganti in SINGKATAN:
        teks = re.sub(pola, ganti, teks)
    return " ".join(sorted(kata for kata in re.findall(r"[a-z0-9]+", teks) if kata not in {"dan", "desa"}))
