"""docs/asvs.md: every chapter is accounted for, and what is called met names tests that there are."""

import re
from collections import Counter
from pathlib import Path

from config.tests.sumber import AKAR

BAGIAN = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", (AKAR / "docs/asvs.md").read_text(), flags=re.M | re.S))
BAB = {f"V{n}" for n in range(1, 18)}


def baris(nama: str) -> list[list[str]]:
    """The cells of this section's table, without its head."""
    isi = [b.strip("|").split("|") for b in BAGIAN[nama].splitlines() if b.startswith("| ")]
    return [[s.strip() for s in b] for b in isi[1:]]


def test_setiap_bab_dipenuhi_dengan_uji_atau_tidak_berlaku():
    dipenuhi = [b[0].split()[0] for b in baris("Dipenuhi, dengan ujinya")]
    tidak_berlaku = {s for b in baris("Tidak berlaku") for s in re.findall(r"\bV\d+\b", b[0])}
    assert len(dipenuhi) == len(set(dipenuhi))
    assert set(dipenuhi) | tidak_berlaku == BAB
    assert set(dipenuhi) & tidak_berlaku == set()


def test_yang_disebut_menguji_sesuatu():
    """A test file has tests; what attacks or breaks is a program that `make` runs."""
    tanpa = []
    for bab, uji in baris("Dipenuhi, dengan ujinya"):
        nama = re.findall(r"`([\w/]+\.py)`", uji)
        tanpa += [f"{bab}: tanpa uji"] * (not nama)
        for n in nama:
            menguji = re.search(r"^ *def (test_|main)", Path(AKAR / n).read_text(), flags=re.M)
            tanpa += [f"{bab}: {n}"] * (not menguji)
    assert tanpa == []


def test_setiap_syarat_disebut_sekali():
    nomor = [s for nama in ("Tidak dipenuhi", "Tidak berlaku") for b in baris(nama) for s in b[0].split(", ")]
    assert [n for n, kali in Counter(nomor).items() if kali > 1] == []
    assert [n for n in nomor if not re.fullmatch(r"V?\d+(\.\d+){0,2}", n) or int(re.findall(r"\d+", n)[0]) > 17] == []
