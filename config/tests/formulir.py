"""What a browser would send back: the forms of a page as it was drawn."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit


@dataclass
class Formulir:
    """One form that is sent with POST: where to, and its fields by name with their kind."""

    alamat: str
    isian: dict[str, str] = field(default_factory=dict)
    jenis: dict[str, str] = field(default_factory=dict)
    mati: bool = False  # its button is grey

    @property
    def tersembunyi(self) -> dict[str, str]:
        return {n: v for n, v in self.isian.items() if self.jenis[n] == "hidden" and n != "csrfmiddlewaretoken"}

    @property
    def terlihat(self) -> dict[str, str]:
        """Fields that a person fills in, with their kind."""
        return {n: j for n, j in self.jenis.items() if j not in {"hidden", "submit"}}


class _Pembaca(HTMLParser):
    def __init__(self, alamat: str) -> None:
        super().__init__()
        self.alamat, self.kini = alamat, None
        self.formulir: list[Formulir] = []
        self.tautan: list[str] = []

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form" and a.get("method", "").lower() == "post":
            self.kini = Formulir(urljoin(self.alamat, a.get("action") or self.alamat))
            self.formulir.append(self.kini)
        elif tag == "a" and a.get("href"):
            self.tautan.append(urljoin(self.alamat, a["href"]))
        elif self.kini and tag == "button" and "disabled" in a:
            self.kini.mati = True
        elif self.kini and a.get("name") and tag in {"input", "select", "textarea", "button"}:
            jenis = {"input": a.get("type", "text"), "button": "submit"}.get(tag, tag)
            self.kini.isian[a["name"]], self.kini.jenis[a["name"]] = a.get("value") or "", jenis

    def handle_endtag(self, tag):
        if tag == "form":
            self.kini = None


def baca(jawab: Any, alamat: str) -> tuple[list[Formulir], list[str]]:
    """The forms of a page, and where its links lead."""
    pembaca = _Pembaca(alamat)
    pembaca.feed(jawab.content.decode())
    return pembaca.formulir, pembaca.tautan


def tersembunyi(jawab: Any, alamat: str) -> dict[str, str]:
    """The hidden fields of the form on this page that is sent to `alamat`; a page without it fails the test."""
    ada = [f for f in baca(jawab, alamat)[0] if f.alamat == urlsplit(alamat).path]
    assert ada, f"Halaman ini tidak mempunyai formulir ke {alamat}."
    return ada[0].tersembunyi
