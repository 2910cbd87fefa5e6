"""The help pages: the files of docs/ that are meant for users, rendered as they are."""

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from akun.enums import Peran
from dasar.permintaan import Permintaan

DOCS = Path(settings.BASE_DIR) / "docs"

# Only what stands here is served: the slug in the address, and its file in docs/.
HALAMAN_PERAN = {str(peran).replace("_", "-"): f"peran/{str(peran).replace('_', '-')}.md" for peran in Peran}
HALAMAN_UMUM = {
    "mencari": "mencari.md",
    "alur-apbdes": "alur-apbdes.md",
    "alur-kunjungan": "alur-kunjungan.md",
    "alur-monitoring": "alur-monitoring.md",
    "alur-evaluasi": "alur-evaluasi.md",
    "alur-naskah": "alur-naskah.md",
    "alur-laporan": "alur-laporan.md",
    "alur-perjalanan": "alur-perjalanan.md",
    "surat-camat": "surat-camat.md",
    "tentang": "lisensi.md",
}
HALAMAN_TEKNIS = {"memasang": "memasang.md", "mengoperasikan": "operasi.md"}
HALAMAN = HALAMAN_PERAN | HALAMAN_UMUM | HALAMAN_TEKNIS
SLUG_BERKAS = {berkas: slug for slug, berkas in HALAMAN.items()}


@dataclass(frozen=True)
class Halaman:
    slug: str
    judul: str
    ringkasan: str
    isi: SafeString

    @property
    def url(self) -> str:
        return reverse("dasbor:bantuan-halaman", args=[self.slug])


class _Tautan(Treeprocessor):
    """Links between files of docs/ become links between help pages; tables get Bootstrap's look."""

    def __init__(self, md: Markdown, berkas: str) -> None:
        super().__init__(md)
        self.folder = posixpath.dirname(berkas)

    def run(self, root: Element) -> None:
        for a in root.iter("a"):
            alamat, _, jangkar = a.get("href", "").partition("#")
            slug = SLUG_BERKAS.get(posixpath.normpath(posixpath.join(self.folder, alamat)))
            if slug:
                a.set("href", reverse("dasbor:bantuan-halaman", args=[slug]) + (f"#{jangkar}" if jangkar else ""))
        for tabel in root.iter("table"):
            tabel.set("class", "table")


class _Ekstensi(Extension):
    def __init__(self, berkas: str) -> None:
        super().__init__()
        self.berkas = berkas

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Tautan(md, self.berkas), "tautan_bantuan", 0)


@cache
def halaman_baca(slug: str) -> Halaman:
    """One page. Its first line is the title, its first paragraph the summary. KeyError when unknown."""
    berkas = HALAMAN[slug]
    judul, _, sisa = (DOCS / berkas).read_text(encoding="utf-8").partition("\n")
    isi = Markdown(extensions=["tables", "fenced_code", "toc", "sane_lists", _Ekstensi(berkas)]).convert(sisa)
    ringkasan = re.sub(r"\s+", " ", sisa.strip().split("\n\n")[0])
    # The file is part of the application, not input.
    return Halaman(slug, judul.removeprefix("# ").strip(), ringkasan, mark_safe(isi))  # noqa: S308


def bantuan(request: Permintaan) -> HttpResponse:
    """All help pages, the reader's own roles first; how to install it is an admin's matter."""
    milik = [slug for peran, slug in zip(Peran, HALAMAN_PERAN, strict=True) if peran in request.user.peran]
    umum = [*HALAMAN_UMUM, *(HALAMAN_TEKNIS if Peran.ADMIN in request.user.peran else ())]
    lain = [slug for slug in HALAMAN_PERAN if slug not in milik]
    return render(
        request,
        "dasbor/bantuan.html",
        {
            "milik": [halaman_baca(s) for s in milik],
            "lain": [halaman_baca(s) for s in lain],
            "umum": [halaman_baca(s) for s in umum],
        },
    )


def bantuan_halaman(request: Permintaan, halaman: str) -> HttpResponse:
    if halaman not in HALAMAN:
        raise Http404("Halaman bantuan ini tidak ada.")
    return render(request, "dasbor/bantuan_halaman.html", {"halaman": halaman_baca(halaman)})
