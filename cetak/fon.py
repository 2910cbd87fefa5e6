"""The font of documents: its bytes, the letters that it can draw, the faces that a text needs."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont, woff2


@dataclass(frozen=True)
class Fon:
    """One family in the style sheet: the npm package that it comes from, the part of it, the faces that exist."""

    paket: str
    subset: str
    gaya: tuple[tuple[str, str], ...] = (("400", "normal"),)

    def berkas(self, berat: str, gaya: str) -> str:
        return f"{self.paket}-{self.subset}-{berat}-{gaya}.woff2"


SEMUA_GAYA = (("400", "normal"), ("700", "normal"), ("400", "italic"), ("700", "italic"))
UTAMA = {
    "Arimo": Fon("arimo", "latin", SEMUA_GAYA),
    "Arimo Ext": Fon("arimo", "latin-ext", SEMUA_GAYA),
}
# Scripts that offices in Indonesia write besides Latin; together 174 KB (keputusan 0008).
AKSARA = {
    "Aksara Arab": Fon("amiri", "arabic"),
    "Aksara Jawa": Fon("noto-sans-javanese", "javanese"),
    "Aksara Bali": Fon("noto-sans-balinese", "balinese"),
}
FON_SUBSET = {keluarga: f.subset for keluarga, f in UTAMA.items()}

# What people type that the document's font lacks, in characters that it has.
PENGGANTI = str.maketrans(
    {
        "≥": ">=",
        "≤": "<=",
        "≠": "<>",
        "→": "->",
        "←": "<-",
        "✓": "v",
        "✔": "v",
        "✅": "v",
        "☑": "v",
        "✗": "x",
        "✘": "x",
        "❌": "x",
        "●": "•",
        "▪": "•",
        "■": "•",
        "◦": "•",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "–",
        "\u2015": "—",
    }
)
TAK_TERCETAK = "\ufffd"


# Invisible: what they do is lost without a trace, and nobody typed them to be read.
TAK_TAMPAK = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
PERANGKAI = "\u200c\u200d"  # joiners; of the scripts in AKSARA they shape the letters beside them


def berkas_fon(nama: str) -> Path:
    """Where a font file of one of the packages lies. Raises ValueError for any other name."""
    paket = next((f.paket for f in (UTAMA | AKSARA).values() if nama.startswith(f"{f.paket}-{f.subset}-")), None)
    if paket is None:
        raise ValueError(f"Alamat ditolak: {nama}")
    return Path(settings.FON_DIR) / paket / "files" / nama


@cache
def fon_terbuka(nama: str) -> bytes:
    """The font unpacked: unpacking takes longer than rendering a page, so once per process."""
    keluar = BytesIO()
    woff2.decompress(berkas_fon(nama).open("rb"), keluar)
    return keluar.getvalue()


@cache
def _tercetak(*fon: Fon) -> frozenset[int]:
    """Code points that one of these fonts can draw in every style that it has."""
    hasil: set[int] = set()
    for f in fon:
        gaya = [set(TTFont(berkas_fon(f.berkas(*g))).getBestCmap()) for g in f.gaya]
        hasil |= set.intersection(*gaya)
    return frozenset(hasil - set(range(0x20))) | {0x0A}


def _latin() -> frozenset[int]:
    return _tercetak(*UTAMA.values())


@cache
def _aksara() -> frozenset[int]:
    """The letters of the other scripts; their spaces and invisible signs are left to Arimo."""
    return frozenset(
        k for k in _tercetak(*AKSARA.values()) - _latin() if unicodedata.category(chr(k)) not in TAK_TAMPAK | {"Pd"}
    )


def _rapi(teks: str) -> str:
    return unicodedata.normalize("NFC", teks).translate(PENGGANTI)


def _setara(huruf: str) -> str:
    """The letters that stand for one that no font has: 'fi' for the ligature, 'a' for an a with a rare accent.

    Nothing where the letter itself is missing and only its accent is there.
    """
    setara = unicodedata.normalize("NFKD", huruf)
    if huruf == TAK_TERCETAK:
        return ""
    return "".join(h for h in setara if ord(h) in _latin()) if ord(setara[0]) in _latin() else ""


def bersihkan(teks: str, *, aksara: bool = True) -> str:
    """Only characters that the fonts have: PDF/A forbids a glyph that is not there.

    What has no shape becomes one replacement sign each (`tak_tercetak` says which, before it comes to that); control
    signs and direction marks vanish, so that nobody can turn a line around. `aksara=False` where only Arimo is drawn.
    """
    hasil: list[str] = []
    latin, lain = _latin(), _aksara() if aksara else frozenset()
    sebelum = 0
    for huruf in _rapi(teks):
        kode = ord(huruf)
        if kode in latin or kode in lain or (huruf in PERANGKAI and sebelum in lain):
            hasil.append(huruf)
        elif huruf.isspace():
            hasil.append(" ")
        elif unicodedata.category(huruf) not in {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Sk"}:
            hasil.append(_setara(huruf) or TAK_TERCETAK)
        sebelum = kode
    return "".join(hasil)


def tak_tercetak(teks: str) -> list[str]:
    """The signs in this text that no document can print, each once, in the order in which they stand."""
    hasil: dict[str, None] = {}
    for huruf in _rapi(teks):
        if huruf != TAK_TERCETAK and (ord(huruf) in _latin() or ord(huruf) in _aksara()):
            continue
        if unicodedata.category(huruf) not in TAK_TAMPAK and not _pemilih(huruf) and not _setara(huruf):
            hasil.setdefault(huruf)
    return list(hasil)


def tak_tercetak_dalam(isi: object) -> list[str]:
    """As `tak_tercetak`, over everything that a document's content says; names of stored pictures are not printed."""
    return tak_tercetak("\n".join(_teks(isi)))


def _teks(isi: object) -> Iterator[str]:
    match isi:
        case str():
            yield isi
        case dict():
            for kunci, nilai in isi.items():
                if kunci not in {"berkas", "lambang"}:
                    yield from _teks(nilai)
        case list() | tuple():
            for nilai in isi:
                yield from _teks(nilai)


def rentang_tercetak() -> list[tuple[int, int]]:
    """Ranges of code points that do not make a warning; the browser's copy is static/js/bersama/huruf.js."""
    hasil: list[tuple[int, int]] = []
    for kode in range(0x20000):
        if unicodedata.category(chr(kode)) == "Cs" or tak_tercetak(chr(kode)):
            continue
        if hasil and hasil[-1][1] == kode - 1:
            hasil[-1] = (hasil[-1][0], kode)
        else:
            hasil.append((kode, kode))
    return hasil


def _pemilih(huruf: str) -> bool:
    """A variation selector or a skin colour: belongs to the emoji before it, which is named already."""
    return "\ufe00" <= huruf <= "\ufe0f" or "\U0001f3fb" <= huruf <= "\U0001f3ff"


def css_fon(html: str) -> str:
    """The faces that this text needs: the rarer half of the font, and other scripts, only when a letter occurs."""
    ada = {ord(h) for h in html}
    dipakai = {k: f for k, f in UTAMA.items() if k == "Arimo" or not ada <= _tercetak(UTAMA["Arimo"])}
    lain = {k: f for k, f in AKSARA.items() if ada & _aksara() & _tercetak(f)}
    muka = [
        f'@font-face {{ font-family: "{keluarga}"; font-weight: {berat}; font-style: {gaya};'
        f' src: url("statik:{f.berkas(berat, gaya)}"); }}'
        for keluarga, f in (dipakai | lain).items()
        for berat, gaya in f.gaya
    ]
    if lain:
        urutan = ", ".join(f'"{k}"' for k in [*UTAMA, *lain])
        muka.append(f":root {{ font-family: {urutan}; }} @page {{ font-family: {urutan} !important; }}")
    return "\n".join(muka)
