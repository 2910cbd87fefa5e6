"""What a browser would send back: the hidden fields of a form as a page drew it."""

from html.parser import HTMLParser
from urllib.parse import urlsplit


class _Formulir(HTMLParser):
    def __init__(self, alamat: str) -> None:
        super().__init__()
        self.alamat, self.di_dalam, self.isian = alamat, False, {}
        self.ada = False

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self.di_dalam = a.get("action", self.alamat) == self.alamat
            self.ada |= self.di_dalam
        elif tag == "input" and a.get("type") == "hidden" and self.di_dalam:
            self.isian[a["name"]] = a.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.di_dalam = False


def tersembunyi(jawab, alamat: str) -> dict[str, str]:
    """The hidden fields of the form on this page that is sent to `alamat`; a page without it fails the test."""
    formulir = _Formulir(urlsplit(alamat).path)
    formulir.feed(jawab.content.decode())
    assert formulir.ada, f"Halaman ini tidak mempunyai formulir ke {alamat}."
    return {k: v for k, v in formulir.isian.items() if k != "csrfmiddlewaretoken"}
