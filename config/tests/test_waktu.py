"""Nobody but `dasar/waktu.py` asks a clock what day it is."""

import ast
import re
from pathlib import Path

import pytest

from config.tests.sumber import AKAR, berkas_py

JAM = AKAR / "dasar/waktu.py"
TERLARANG = {"localdate", "localtime", "ZoneInfo", "astimezone", "get_current_timezone", "utcnow", "fromtimestamp"}
DIPANGGIL = {"today", "date"}  # as a method without arguments; `date(2026, 1, 1)` and a field `date` are no clock

# Without one of these no clock is asked: the file need not be parsed.
MUNGKIN = re.compile(rf"\b(?:{'|'.join(TERLARANG)}|zoneinfo|now)\b|\.(?:{'|'.join(DIPANGGIL)})\b")

# (file, function): why a day is taken there without a zone.
PENGECUALIAN = {
    ("apbdes/buku_kerja/sel.py", "tanggal"): "sel Excel tidak berzona",
    ("berkas/exif.py", "waktu_tempat"): "kamera tidak mengenal zona; batasnya satu hari di muka",
    ("berkas/foto.py", "baca_waktu"): "waktu foto disimpan dalam UTC",
    ("dasar/isian.py", "to_python"): "bulan yang diketik tidak berzona",
    ("dasar/kertas.py", "_teks"): "sel Excel tidak berzona",
    ("jejak/nilai.py", "nilai"): "isi catatan ditulis dalam UTC",
    ("jejak/rantai.py", "baku"): "sidik dihitung atas UTC",
    ("dasar/samar.py", "format"): "catatan JSON ditulis dalam UTC",
    ("operasi/isi.py", "_ke_json"): "cadangan ditulis dalam UTC",
    ("uji/gangguan/jalan.py", "jalankan"): "laporannya menyebut jam mesin yang menjalankannya",
    ("naskah/cetak.py", "konteks_cetak"): "keterangan PDF ditulis dalam UTC",
}


def kode() -> list[Path]:
    """The program: the rooms, the settings, the demonstration data, the measurements."""
    return [p for p in berkas_py() if p != JAM]


def bertanya(teks: str) -> list[tuple[str, int]]:
    """(function, line) of each place that asks a clock."""
    temuan: list[tuple[str, int]] = []

    def telusuri(simpul: ast.AST, di: str) -> None:
        if isinstance(simpul, ast.FunctionDef | ast.AsyncFunctionDef):
            di = simpul.name
        nama = (
            getattr(simpul, "attr", getattr(simpul, "id", "")) if isinstance(simpul, ast.Attribute | ast.Name) else ""
        )
        if nama in TERLARANG:
            temuan.append((di, simpul.lineno))
        if (
            isinstance(simpul, ast.Call)
            and isinstance(simpul.func, ast.Attribute)
            and simpul.func.attr in DIPANGGIL
            and not simpul.args
            and not simpul.keywords
        ):
            temuan.append((di, simpul.lineno))
        if isinstance(simpul, ast.Call) and not simpul.args and ast.unparse(simpul.func).endswith("datetime.now"):
            temuan.append((di, simpul.lineno))
        if isinstance(simpul, ast.ImportFrom) and simpul.module == "zoneinfo":
            temuan.append((di, simpul.lineno))
        for anak in ast.iter_child_nodes(simpul):
            telusuri(anak, di)

    if MUNGKIN.search(teks):
        telusuri(ast.parse(teks), "")
    return temuan


def test_hanya_satu_modul_yang_bertanya_hari_apa():
    ditemukan = {(str(p.relative_to(AKAR)), di): baris for p in kode() for di, baris in bertanya(p.read_text())}
    assert {f"{k[0]}:{b} ({k[1]})" for k, b in ditemukan.items() if k not in PENGECUALIAN} == set()


def test_setiap_pengecualian_masih_ada():
    ada = {(str(p.relative_to(AKAR)), di) for p in kode() for di, _ in bertanya(p.read_text())}
    assert set(PENGECUALIAN) - ada == set()


@pytest.mark.parametrize(
    "teks",
    [
        "timezone.localdate()",
        "models.DateField(default=timezone.localdate)",
        "timezone.localtime(w)",
        "localtime(w)",
        "datetime.date.today()",
        "date.today().year",
        "datetime.now()",
        "waktu.date()",
        "from zoneinfo import ZoneInfo",
        "zoneinfo.ZoneInfo('Asia/Makassar')",
        "waktu.astimezone(zona)",
    ],
)
def test_penjaga_mengenali_setiap_bentuk(teks):
    assert bertanya(f"def f():\n    pass\n{teks}") == [("", 3)]


@pytest.mark.parametrize(
    "teks",
    [
        "date(2026, 1, 1)",
        "datetime.date(2026, 1, 1)",
        "hari_ini(desa)",
        "x.date = 1",
        "timezone.now()",
        "datetime.now(UTC)",
    ],
)
def test_penjaga_membiarkan_yang_bukan_jam(teks):
    assert bertanya(teks) == []
