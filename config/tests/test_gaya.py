"""What the style sheets promise about narrow screens and large letters."""

import re
from pathlib import Path

from django.conf import settings

# A grid that makes as many columns as fit: its one column must fit too, where the letters are twice as large.
KAKU = re.compile(r"repeat\(auto-fi(?:t|ll), minmax\((?!min\()[^)]*\)\)")


def test_kisi_tidak_lebih_lebar_dari_tempatnya():
    lembar = sorted((Path(settings.BASE_DIR) / "static" / "css").glob("*.css"))
    assert lembar
    assert [(p.name, kisi) for p in lembar for kisi in KAKU.findall(p.read_text())] == []
