"""Looking a kecamatan up by name in the whole of Indonesia, as people type it."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from desa.sebutan import sebutan_kecamatan
from desa.wilayah import baca_daftar

BANYAK = 25  # shown at most; more is a name that wants its kabupaten
MIRIP = 0.75  # of two words, by difflib: 'awyan' and 'awayan'
_JENIS = frozenset(
    "kecamatan kec distrik kapanewon kemantren kabupaten kab kota kotamadya provinsi prov".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Calon:
    """A kecamatan of the national list, whether or not it is installed here."""

    kode: str
    nama: str
    kabupaten: str
    provinsi: str

    @property
    def sebutan(self) -> str:
        return sebutan_kecamatan(self.kode).jenis


@dataclass(frozen=True)
class _Terindeks:
    calon: Calon
    rapat: str  # its name without a space: 'kotabaru' is 'Kota Baru'
    kata: frozenset[str]


def _kata(teks: str) -> list[str]:
    """Words in small letters, without accents and signs; an apostrophe parts none."""
    polos = unicodedata.normalize("NFKD", teks).casefold().replace("'", "").replace("’", "")
    return re.findall(r"[a-z0-9]+", polos)


@lru_cache(maxsize=2)
def _indeks(folder: Path) -> tuple[_Terindeks, ...]:
    provinsi, kabupaten, kecamatan = baca_daftar(folder)
    hasil = []
    for b in kecamatan:
        kab = kabupaten.get(b["regency_code"], "")
        calon = Calon(b["code"], b["name"], kab, provinsi.get(b["code"][:2], ""))
        kata = frozenset(_kata(f"{calon.nama} {calon.kabupaten} {calon.provinsi}"))
        hasil.append(_Terindeks(calon, "".join(_kata(calon.nama)), kata))
    return tuple(hasil)


def kecamatan_calon(folder: Path, kode: str) -> Calon | None:
    return next((t.calon for t in _indeks(folder) if t.calon.kode == kode), None)


def cari(folder: Path, teks: str) -> list[Calon]:
    """Those that are meant, the likeliest first: by code, by name, by name with kabupaten or province, by likeness."""
    if angka := re.fullmatch(r"[\d. ]{2,}", teks.strip()):
        polos = re.sub(r"\D", "", angka[0])
        return [t.calon for t in _indeks(folder) if t.calon.kode.replace(".", "").startswith(polos)]
    kata = _kata(teks)
    kata = [k for k in kata if k not in _JENIS] or kata
    if not kata:
        return []
    rapat = "".join(kata)
    bernilai = [
        (nilai, t.calon.kode, t.calon) for t in _indeks(folder) if (nilai := _nilai(t, kata, rapat)) is not None
    ]
    if not bernilai:
        return _mirip(folder, kata)
    return [calon for _, _, calon in sorted(bernilai, key=lambda b: b[:2])]


def _nilai(t: _Terindeks, kata: list[str], rapat: str) -> int | None:
    """The smaller the better; None is no match."""
    if t.rapat == rapat:
        return 0
    if t.rapat.startswith(rapat):
        return 1
    if all(any(k.startswith(q) for k in t.kata) for q in kata):
        return 2 if any(t.rapat.startswith(q) for q in kata) else 3
    return 4 if len(rapat) > 3 and rapat in t.rapat else None


def _mirip(folder: Path, kata: list[str]) -> list[Calon]:
    """Misspelt: every word is like one of its words, the likest first; else the name as a whole is like it."""
    semua = _indeks(folder)
    kamus = {k for t in semua for k in t.kata}
    # The likest word is the first: its place in the list is what it costs.
    dekat = [{k: n for n, k in enumerate(get_close_matches(q, kamus, n=12, cutoff=MIRIP))} for q in kata]
    hasil = []
    for t in semua:
        biaya = [min((urut[k] for k in urut.keys() & t.kata), default=None) for urut in dekat]
        if None not in biaya:
            hasil.append((sum(n for n in biaya if n is not None), t.calon.kode, t.calon))
    if hasil:
        return [calon for _, _, calon in sorted(hasil, key=lambda b: b[:2])]
    nama = get_close_matches("".join(kata), {t.rapat for t in semua}, n=8, cutoff=MIRIP)
    return [t.calon for r in nama for t in semua if t.rapat == r]
