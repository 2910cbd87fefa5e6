"""The help: a page for every role, nothing broken, nothing but our own files."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from akun.enums import Peran
from dasbor.bantuan import HALAMAN, HALAMAN_PERAN, halaman_baca

DOCS = Path(settings.BASE_DIR) / "docs"
TAUTAN = re.compile(r"\]\(([^)\s]+)\)")


def test_setiap_peran_mempunyai_halaman():
    assert set(HALAMAN_PERAN) == {str(p).replace("_", "-") for p in Peran}
    assert {p.name for p in (DOCS / "peran").iterdir()} == {f"{slug}.md" for slug in HALAMAN_PERAN}


@pytest.mark.parametrize("slug", HALAMAN)
def test_setiap_halaman_tampil(client, orang, slug):
    client.force_login(orang["sekretaris_desa"])
    jawaban = client.get(reverse("dasbor:bantuan-halaman", args=[slug]))
    teks = jawaban.content.decode()
    assert jawaban.status_code == 200
    assert f"<h1>{halaman_baca(slug).judul}</h1>" in teks
    assert teks.count("<h1") == 1


@pytest.mark.parametrize("slug", HALAMAN)
def test_halaman_tidak_memuat_gaya_atau_skrip_sebaris(db, slug):
    assert re.findall(r"<script|<style|\sstyle=|\son[a-z]+=", halaman_baca(slug).isi) == []


@pytest.mark.parametrize("slug", HALAMAN)
def test_tautan_antarhalaman_menuju_halaman_bantuan(db, client, orang, slug):
    client.force_login(orang["camat"])
    alamat = re.findall(r'href="([^"]+)"', halaman_baca(slug).isi)
    assert [a for a in alamat if a.endswith(".md") or ".md#" in a] == []
    assert {a: client.get(a).status_code for a in alamat if a.startswith("/")} == {
        a: 200 for a in alamat if a.startswith("/")
    }


@pytest.mark.parametrize("slug", ["tidak-ada", "README", "keputusan"])
def test_halaman_yang_tidak_terdaftar_tidak_ditemukan(client, orang, slug):
    client.force_login(orang["admin"])
    assert client.get(f"/bantuan/{slug}/").status_code == 404


@pytest.mark.parametrize("peran", [str(p) for p in Peran])
def test_peran_sendiri_disebut_lebih_dahulu(client, orang, peran):
    client.force_login(orang[peran])
    jawaban = client.get(reverse("dasbor:bantuan"))
    slug = peran.replace("_", "-")
    assert [h.slug for h in jawaban.context["milik"]] == [slug]
    assert [h.slug for h in jawaban.context["lain"]] == [s for s in HALAMAN_PERAN if s != slug]
    assert ("memasang" in [h.slug for h in jawaban.context["umum"]]) == (peran == "admin")


def semua_berkas() -> list[Path]:
    return [*sorted(DOCS.rglob("*.md")), Path(settings.BASE_DIR) / "README.md"]


@pytest.mark.parametrize("berkas", semua_berkas(), ids=lambda p: str(p.relative_to(settings.BASE_DIR)))
def test_tidak_ada_tautan_mati(berkas):
    mati = [
        alamat
        for alamat in TAUTAN.findall(berkas.read_text(encoding="utf-8"))
        if "://" not in alamat and not alamat.startswith("#") and not (berkas.parent / alamat.split("#")[0]).exists()
    ]
    assert mati == []
