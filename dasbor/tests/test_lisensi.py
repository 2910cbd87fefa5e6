"""The page "Tentang" names everything that the product is built with, and nothing that it is not."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

AKAR = Path(settings.BASE_DIR)
LISENSI = (AKAR / "docs" / "lisensi.md").read_text()


def tersebut(bagian: str) -> dict[str, str]:
    """Package → licence, from the table below the heading `bagian`."""
    isi = LISENSI.partition(f"## {bagian}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \| [^|]+ \|$", isi, re.MULTILINE)[1:])


def test_pustaka_python_sama_dengan_requirements():
    baris = (AKAR / "requirements.txt").read_text().splitlines()
    dipakai = [re.split(r"[\[=]", b)[0] for b in baris if b and not b.startswith("#")]
    assert list(tersebut("Pustaka Python")) == dipakai


def test_paket_peramban_sama_dengan_package_json():
    dipakai = json.loads((AKAR / "package.json").read_text())["dependencies"]
    assert list(tersebut("Paket peramban")) == list(dipakai)


@pytest.mark.parametrize("paket", sorted(tersebut("Paket peramban")))
def test_lisensi_paket_peramban_seperti_kata_paketnya(paket):
    isi = json.loads((AKAR / "node_modules" / paket / "package.json").read_text())
    assert tersebut("Paket peramban")[paket].split(";")[0] == isi["license"]


def test_halaman_tentang_menyebut_yang_wajib_disebut(client, orang):
    client.force_login(orang["sekretaris_desa"])
    teks = client.get(reverse("dasbor:bantuan-halaman", args=["tentang"])).content.decode()
    for kata in ("Open Database License", "SIL Open Font License", "Django", "bootstrap-icons"):
        assert kata in teks
    assert reverse("dasbor:bantuan-halaman", args=["tentang"]) in client.get(reverse("dasbor:bantuan")).content.decode()
