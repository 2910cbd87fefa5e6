"""Every setting that is read from the environment stands in the README's table, with its default."""

import ast
import re
from pathlib import Path

from django.conf import settings

AKAR = Path(settings.BASE_DIR)


def dibaca_kode() -> set[str]:
    """The names in every `env("…")` and `env.jenis("…")` of config/settings.py."""
    nama = set()
    for simpul in ast.walk(ast.parse((AKAR / "config/settings.py").read_text())):
        if not isinstance(simpul, ast.Call) or not simpul.args or not isinstance(simpul.args[0], ast.Constant):
            continue
        fungsi = simpul.func.value if isinstance(simpul.func, ast.Attribute) else simpul.func
        if isinstance(fungsi, ast.Name) and fungsi.id == "env":
            nama.add(simpul.args[0].value)
    return nama


def tertulis_di_readme() -> list[str]:
    teks = (AKAR / "README.md").read_text(encoding="utf-8").partition("## Pengaturan")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([A-Z0-9_]+)` \|", teks, flags=re.MULTILINE)


def test_tabel_pengaturan_sama_dengan_kode():
    tertulis = tertulis_di_readme()
    assert sorted(tertulis) == sorted(dibaca_kode())


def test_contoh_env_hanya_memuat_pengaturan_yang_ada():
    contoh = re.findall(r"^(?:# )?([A-Z0-9_]+)=", (AKAR / ".env.contoh").read_text(), flags=re.MULTILINE)
    milik_compose = {"POSTGRES_PASSWORD", "POSTGRES_PASSWORD_APLIKASI", "SERTIFIKAT_DIR", "PROKSI_DEPAN"}
    assert set(contoh) - milik_compose <= dibaca_kode()


def test_perintah_make_dalam_readme_ada():
    teks = (AKAR / "README.md").read_text(encoding="utf-8")
    sasaran = set(re.findall(r"^([a-z-]+):", (AKAR / "Makefile").read_text(), flags=re.MULTILINE))
    disebut = set(re.findall(r"`?make ([a-z-]+)", teks))
    assert disebut <= sasaran
    assert {"demo", "test", "check", "bench"} <= disebut
