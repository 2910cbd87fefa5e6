"""Put what was typed back into a form of a page that is drawn already, whatever page it is.

The page is read as HTML and written again with only the values changed; what has no place on it is given back.
Passwords and files are never filled in.
"""

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

Pasangan = list[tuple[str, str]]
TIDAK_DIISI = frozenset({"password", "file", "submit", "button", "reset", "image"})
ASAL = ("versi", "sejak", "dari")  # hidden: what the person had seen, so that whatever changed since is said


@dataclass
class Kolom:
    """One control; `mulai` and `akhir` are places in the page's text."""

    nama: str
    jenis: str
    nilai: str
    mulai: int
    akhir: int
    atribut: list[tuple[str, str | None]]
    pilihan: list["Kolom"] = field(default_factory=list)


@dataclass
class Formulir:
    mulai: int
    alamat: str
    pos: bool
    kolom: list[Kolom] = field(default_factory=list)


class _Pembaca(HTMLParser):
    """The forms of a page, each control with its place."""

    def __init__(self, html: str, halaman: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html, self.halaman = html, halaman
        self.formulir: list[Formulir] = []
        self._dalam: Formulir | None = None
        self._terbuka: Kolom | None = None  # a textarea or a select
        self._templat = 0
        self._baris = [0]
        for baris in html.split("\n"):
            self._baris.append(self._baris[-1] + len(baris) + 1)
        self.feed(html)
        self.close()

    def _letak(self) -> int:
        baris, kolom = self.getpos()
        return self._baris[baris - 1] + kolom

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        isi = {nama: nilai or "" for nama, nilai in attrs}
        mulai = self._letak()
        akhir = mulai + len(self.get_starttag_text() or "")
        if tag == "template":
            self._templat += 1
        if self._templat:
            return
        if tag == "form":
            alamat = urljoin(self.halaman, isi.get("action") or self.halaman)
            self._dalam = Formulir(mulai, alamat, isi.get("method", "").lower() == "post")
            self.formulir.append(self._dalam)
        elif tag == "option" and self._terbuka and self._terbuka.jenis == "select":
            self._terbuka.pilihan.append(Kolom("", "option", isi.get("value", ""), mulai, akhir, attrs))
        elif tag in {"input", "textarea", "select", "button"} and isi.get("name"):
            jenis = isi.get("type", "text").lower() if tag == "input" else tag
            kolom = Kolom(isi["name"], jenis, isi.get("value", ""), mulai, akhir, attrs)
            if self._dalam:
                self._dalam.kolom.append(kolom)
            if tag in {"textarea", "select"}:
                self._terbuka = kolom

    def handle_endtag(self, tag: str) -> None:
        if tag == "template" and self._templat:
            self._templat -= 1
        elif tag == "form" and not self._templat:
            self._dalam = None
        elif self._terbuka and tag == self._terbuka.jenis:
            if tag == "textarea":  # its text, from the end of one tag to the start of the other
                self._terbuka.nilai = self.html[self._terbuka.akhir : self._letak()]
            self._terbuka = None


def isikan(html: str, *, halaman: str, alamat: str, isi: Pasangan) -> tuple[str, int, list[str]]:
    """The page with `isi` in the form that goes to `alamat`, where that form begins (-1: there is none), and the
    values that have no place in it."""
    pembaca = _Pembaca(html, halaman)
    formulir = _cocok([f for f in pembaca.formulir if f.pos and f.alamat == alamat], isi)
    if formulir is None:
        return html, -1, [nilai for _, nilai in isi if nilai.strip()]
    sisa: dict[str, list[str]] = {}
    for nama, nilai in isi:
        sisa.setdefault(nama, []).append(nilai)
    ganti: list[tuple[int, int, str]] = []
    for kolom in formulir.kolom:
        ganti += _ganti(kolom, sisa)
    baru = html
    for mulai, akhir, teks in sorted(ganti, reverse=True):
        baru = baru[:mulai] + teks + baru[akhir:]
    diam = {k.nama for k in formulir.kolom if k.jenis in TIDAK_DIISI | {"hidden"}}
    tanpa_tempat = [
        nilai
        for nama, daftar in sisa.items()
        if nama not in diam and not nama.endswith("-id")
        for nilai in daftar
        if nilai.strip()
    ]
    return baru, formulir.mulai, tanpa_tempat


def _cocok(calon: list[Formulir], isi: Pasangan) -> Formulir | None:
    """Of several forms that go to the same place, the one whose hidden values are those that were sent."""
    dikirim, nama_dikirim = set(isi), {nama for nama, _ in isi}

    def nilai(f: Formulir) -> tuple[int, int, int]:
        kunci = [k for k in f.kolom if k.jenis == "hidden" and k.nama in nama_dikirim and not _asal(k.nama)]
        sama = sum(1 if (k.nama, k.nilai) in dikirim else -1 for k in kunci)
        dilihat = sum((k.nama, k.nilai) in dikirim for k in f.kolom if _asal(k.nama))
        return sama, dilihat, len({k.nama for k in f.kolom} & nama_dikirim)

    terbaik = max(calon, key=nilai, default=None)
    return terbaik if terbaik and nilai(terbaik)[2] else None


def _asal(nama: str) -> bool:
    return nama.rsplit("-", 1)[-1] in ASAL


def _kembali(nama: str) -> bool:
    """Hidden, and put back all the same: a row that a person makes keeps its id, so that it is made once."""
    return nama == "id" or _asal(nama)


def _ganti(kolom: Kolom, sisa: dict[str, list[str]]) -> list[tuple[int, int, str]]:
    """The changes for one control; what it takes is gone from `sisa`."""
    if kolom.jenis in TIDAK_DIISI or (kolom.jenis == "hidden" and not _kembali(kolom.nama)):
        return []
    if kolom.jenis in {"radio", "select"} and kolom.nama not in sisa:
        return []
    if kolom.jenis in {"checkbox", "radio"}:
        ada = _ambil(sisa, kolom.nama, kolom.nilai or "on")
        return [(kolom.mulai, kolom.akhir, _tag("input", kolom.atribut, "checked", ada))]
    if kolom.jenis == "select":
        hasil = []
        for pilihan in kolom.pilihan:
            ada = _ambil(sisa, kolom.nama, pilihan.nilai)
            hasil.append((pilihan.mulai, pilihan.akhir, _tag("option", pilihan.atribut, "selected", ada)))
        return hasil
    if not sisa.get(kolom.nama):
        return []
    nilai = sisa[kolom.nama].pop(0)
    if kolom.jenis == "textarea":
        return [(kolom.akhir, kolom.akhir + len(kolom.nilai), "\n" + escape(nilai))]
    atribut = [(n, v) for n, v in kolom.atribut if n != "value"]
    return [(kolom.mulai, kolom.akhir, _tag("input", [*atribut, ("value", nilai)], "", False))]


def _ambil(sisa: dict[str, list[str]], nama: str, nilai: str) -> bool:
    if nilai not in sisa.get(nama, []):
        return False
    sisa[nama].remove(nilai)
    return True


def _tag(tag: str, atribut: list[tuple[str, str | None]], tanda: str, ada: bool) -> str:
    semua: list[tuple[str, str | None]] = [(n, v) for n, v in atribut if n != tanda]
    if ada:
        semua.append((tanda, None))
    tulis = [nama if nilai is None else f'{nama}="{escape(nilai)}"' for nama, nilai in semua]
    return f"<{tag} {' '.join(tulis)}>"
