"""No test waits for a length of time, and a second chance does not pass unseen."""

import ast
import subprocess
import sys

from config.tests.sumber import AKAR, berkas_py

PENUNGGU = AKAR / "config/tests/menunggu.py"
TIDUR = {"sleep", "wait_for_timeout"}

GOYAH = """
import pytest
kali = []

@pytest.mark.flaky(reruns=1)
def test_goyah():
    kali.append(1)
    assert len(kali) == 2

@pytest.mark.flaky(reruns=1)
def test_patah():
    assert False

def test_tegak():
    pass
"""


def tidur(teks: str) -> list[int]:
    """The lines that wait for a length of time."""
    if not any(kata in teks for kata in TIDUR):
        return []
    panggilan = [s for s in ast.walk(ast.parse(teks)) if isinstance(s, ast.Call)]
    return [p.lineno for p in panggilan if getattr(p.func, "attr", getattr(p.func, "id", "")) in TIDUR]


def test_tidak_ada_uji_yang_menunggu_sekian_lama():
    uji = [p for p in berkas_py(uji=True) if "tests" in p.parts and p != PENUNGGU]
    assert len(uji) > 100
    assert {str(p.relative_to(AKAR)): b for p in uji if (b := tidur(p.read_text()))} == {}


def test_penjaga_mengenali_setiap_bentuk():
    assert tidur("import time\nfrom time import sleep\ntime.sleep(1)\nsleep(2)\nhalaman.wait_for_timeout(3)") == [
        3,
        4,
        5,
    ]


def test_kesempatan_kedua_disebut_namanya_di_akhir(tmp_path):
    (tmp_path / "test_contoh.py").write_text(GOYAH)
    pilihan = ["-q", "-p", "config.tests.kesempatan", "-p", "no:cacheprovider", "-p", "no:django", "-c", "/dev/null"]
    jalan = subprocess.run(
        [sys.executable, "-m", "pytest", *pilihan, "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=AKAR,
        capture_output=True,
        text=True,
        timeout=120,
    )
    _, _, akhir = jalan.stdout.partition("kesempatan kedua yang terpakai")
    baris = [b for b in akhir.splitlines() if "diulang" in b]
    assert baris == [
        "test_contoh.py::test_goyah: diulang 1 kali, lalu lulus",
        "test_contoh.py::test_patah: diulang 1 kali, tetap gagal",
    ], jalan.stdout + jalan.stderr
