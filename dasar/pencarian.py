"""Words that somebody looks for, in any list and on the page that searches all of them; and what a room says of a row
that was found. Knows words and columns, no tables.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from dasar.nama import APOSTROF, bergelar, rapi, tanpa_sebutan

KATA_MAKS = 20  # more words than anybody types; each is a condition on every column
_TEPI = ' .,;:!?"“”()[]{}<>…*|'
_MIRING = re.compile(r"\s*/\s*")
_TAHUN = re.compile(r"(?:19|20)\d\d", re.ASCII)
_APOSTROF = ("'", "’", "`", "ʼ", "‘")


def kata_cari(teks: str, *, orang: bool = False) -> list[str]:
    """The words as they are looked for: without what only surrounds them, and each of them once.

    A kind of place in front ('Desa Bihara', 'Kec. Awayan') is left off, for names are stored without it; of a person
    also titles and degrees. Neither where nothing would be left. A number written with spaces around its slashes is
    one word.
    """
    rata = _MIRING.sub("/", rapi(teks).translate(APOSTROF))
    semua = [k for k in (kata.strip(_TEPI) or "" for kata in tanpa_sebutan(rata).split()) if any(map(str.isalnum, k))]
    if orang:
        semua = [k for k in semua if not bergelar(k)] or semua
    return list(dict.fromkeys(semua))[:KATA_MAKS]


def ejaan(kata: str) -> list[str]:
    """The ways in which one word may have been typed where it is stored: the apostrophe has five forms."""
    return [kata.replace("'", a) for a in _APOSTROF] if "'" in kata else [kata]


def ada_yang_dicari(teks: str) -> str:
    """`teks` for a search that knows -word as "without it": of nothing but such words, the words themselves are looked
    for. Whoever pastes "-laporan" out of a list would otherwise be shown everything else."""
    kata = teks.split()
    return " ".join(k.lstrip("-") for k in kata) if all(k.startswith("-") for k in kata) else teks


def memuat(teks: str, *kolom: str, tahun: str = "", lain: Callable[[str], Q] | None = None, orang: bool = False) -> Q:
    """The rows that hold every word of `teks`, each in any of these columns, or where `lain` says so of the word.

    A column is looked into anywhere; with a lookup of its own ("kode__startswith") as that says. A word that is a
    year is also that of the row, which `tahun` names. Of nothing but punctuation the punctuation itself is looked for.
    """
    hasil = Q()
    for kata in kata_cari(teks, orang=orang) or [rapi(teks)]:
        cocok = lain(kata) if lain else Q()
        if tahun and _TAHUN.fullmatch(kata):
            cocok |= Q(**{tahun: int(kata)})
        for nama in kolom:
            cari = nama if nama.endswith("__startswith") else f"{nama}__icontains"
            for bentuk in ejaan(kata):
                cocok |= Q(**{cari: bentuk})
        hasil &= cocok
    return hasil


@dataclass(frozen=True)
class Hasil:
    """One row that was found. `teks` are the places that were searched, (where, what stands there): the one that holds
    the most words is shown. `benda` has a status, shown as its badge; where there is none, `keadaan` says it in words.
    """

    judul: str
    url: str
    desa: str = ""
    tahun: str = ""
    keadaan: str = ""
    benda: Any = None
    teks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sumber:
    """What one room finds. `daftar` is the list whose field `cari` finds the same rows: whoever the table of URLs does
    not let in there is shown nothing of it.

    `cari(pengguna, teks)` gives the rows, scoped, in the order in which the first few are shown, with what `hasil`
    reads of each: it is called for them without a further query. `orang`: titles in the words are left off.
    """

    judul: str
    ikon: str
    daftar: str
    cari: Callable[[Any, str], Any]
    hasil: Callable[[Any], Hasil]
    orang: bool = False
