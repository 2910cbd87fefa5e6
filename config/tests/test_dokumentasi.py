"""What the pages for people name must exist: files, settings, make targets, commands, names in the code."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

AKAR = Path(settings.BASE_DIR)
LUAR = {".venv", "node_modules", "statik", "unggahan", "hasil-uji"}
HALAMAN = sorted(
    p
    for pola in ("*.md", "*/README.md", "static/js/README.md", "docs/**/*.md")
    for p in AKAR.glob(pola)
    if p.relative_to(AKAR).parts[0] not in LUAR
)
AKHIRAN = "py|md|yaml|yml|html|js|css|sh|toml|ini|conf|cfg|txt|json|xcu|csv"
JALUR = re.compile(rf"^\.?[\w*@.-]+(?:/[\w*@.-]+)*(?:/|\.(?:{AKHIRAN}))$")
# Named as what is made, or lies elsewhere: on the machine of who installs, or in the reader's hands.
BUKAN_BERKAS = {
    "cadangan/": "the backup command makes it",
    "statik/": "collectstatic makes it",
    "unggahan/": "the application makes it",
    "ca/kunci.pem": "sertifikat_ca makes it",
    ".env": "the office writes it",
    "kunci.pem": "the office's own",
    "clamd.conf": "the scanner's own",
    "node_modules/": "npm makes it",
    "PERUT_Rincian.csv": "a Siskeudes export holds it",
    "PERUT_Identitas.csv": "a Siskeudes export holds it",
}


def sebutan(p: Path) -> list[str]:
    """The code spans of a page, fenced blocks left out."""
    teks = re.sub(r"^```.*?^```", "", p.read_text(), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", teks)


def ada(jalur: str, halaman: Path) -> bool:
    """From the page's own folder or one below it, the root, or where Django looks: templates/ and static/.

    What a page of docs/ calls by its bare name or the end of its path may stand in any room.
    """
    jalur = jalur.rstrip("/")
    tempat = (AKAR, AKAR / "templates", AKAR / "static", AKAR / "templates" / halaman.parent.name)
    if any(any(t.glob(jalur)) for t in tempat):
        return True
    return any(semua_jalur_berakhir(jalur, AKAR if "docs" in halaman.parts else halaman.parent))


def semua_jalur_berakhir(jalur: str, mulai: Path) -> Iterator[Path]:
    return (p for p in mulai.rglob(jalur) if not LUAR & set(p.relative_to(AKAR).parts))


@cache
def semua_kode() -> str:
    akhiran = {".py", ".html", ".js", ".yml", ".yaml", ".sh", ".toml", ".ini", ".conf"}
    berkas = [
        p
        for p in AKAR.rglob("*")
        if p.suffix in akhiran and not LUAR & set(p.relative_to(AKAR).parts) and p.name != "test_dokumentasi.py"
    ]
    lain = [AKAR / "Makefile", AKAR / "Dockerfile", AKAR / ".env.contoh", AKAR / ".ci" / "run"]
    return "\n".join(p.read_text() for p in [*berkas, *lain])


@cache
def kata_kode() -> frozenset[str]:
    return frozenset(re.findall(r"\w+", semua_kode()))


def test_setiap_ruang_menjelaskan_dirinya():
    ruang = [p.parent for p in AKAR.glob("*/__init__.py")] + [AKAR / "skrip", AKAR / "bench", AKAR / "static" / "js"]
    assert [r.name for r in ruang if not (r / "README.md").exists()] == []


@pytest.mark.parametrize("halaman", HALAMAN, ids=lambda p: str(p.relative_to(AKAR)))
def test_berkas_yang_disebut_ada(halaman):
    jalur = [s for s in sebutan(halaman) if JALUR.match(s) and s not in BUKAN_BERKAS]
    assert [j for j in jalur if not ada(j, halaman)] == []


@pytest.mark.parametrize("halaman", HALAMAN, ids=lambda p: str(p.relative_to(AKAR)))
def test_tautan_menuju_berkas_yang_ada(halaman):
    tautan = re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", halaman.read_text())
    lokal = [t for t in tautan if not re.match(r"[a-z]+:", t)]
    assert [t for t in lokal if not (halaman.parent / t).exists()] == []


@pytest.mark.parametrize("halaman", HALAMAN, ids=lambda p: str(p.relative_to(AKAR)))
def test_sasaran_make_dan_perintah_yang_disebut_ada(halaman):
    teks = halaman.read_text()
    sasaran = set(re.findall(r"^([a-z][a-z-]*):", (AKAR / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?<![\w-])make ([a-z][a-z-]*)", "\n".join(re.findall(r"`[^`]+`", teks)))) - sasaran == set()
    assert set(re.findall(r"manage\.py ([a-z_]+)", teks)) - set(get_commands()) == set()


@pytest.mark.parametrize("halaman", HALAMAN, ids=lambda p: str(p.relative_to(AKAR)))
def test_nama_dan_pengaturan_yang_disebut_ada_dalam_kode(halaman):
    """`BERKAS_ROOT`, `naskah_setujui`, `services.foto.foto_simpan`: every word of it stands in the code."""
    nama = {
        kata
        for s in sebutan(halaman)
        if re.fullmatch(r"[A-Za-z_][\w.]*(?:\([^)]*\))?", s) and re.search(r"_|[a-z][A-Z]", s)
        for kata in s.partition("(")[0].split(".")
    }
    assert sorted(nama - kata_kode()) == []
