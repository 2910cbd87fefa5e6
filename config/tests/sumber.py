"""The program's own text, for the guards that read it.

Reading a thousand files takes a tenth of a second, parsing them five: a guard names the words without which there is
nothing to find, and only the files that have one of them are parsed.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

AKAR = Path(settings.BASE_DIR)
BUKAN_KAMI = {"node_modules"}


@cache
def folder_kami() -> tuple[Path, ...]:
    """The folders of the repository that hold what is written here: installed libraries are never walked."""
    return tuple(sorted(p for p in AKAR.iterdir() if p.is_dir() and p.name[0] != "." and p.name not in BUKAN_KAMI))


def berkas_py(*, uji: bool = False) -> list[Path]:
    """Every Python file of the repository, migrations apart; those of the tests only where they are asked for."""
    semua = [p for folder in folder_kami() for p in folder.rglob("*.py")]
    return sorted(p for p in semua if "migrations" not in p.parts and (uji or "tests" not in p.parts))


def pohon(berkas: Iterable[Path], pola: str) -> Iterator[tuple[str, ast.Module]]:
    """(path, syntax tree) of those of the files in whose text `pola` occurs."""
    cari = re.compile(pola, re.MULTILINE).search
    for jalur in berkas:
        if cari(teks := jalur.read_text()):
            yield str(jalur.relative_to(AKAR)), ast.parse(teks)
