"""One form of a date for each purpose: pages take it from their filters, code from the short list here."""

import ast
import re
from datetime import date

from config.tests.sumber import AKAR, berkas_py, folder_kami, pohon
from dasar.waktu import hari_ini_pembaca
from dasbor.templatetags.perut_ui import hari_bulan

# A sentence, with the day of the week, a table, a list with the day, a month, a badge; and parts of them.
BENTUK = {"j F Y", "l, j F Y", "j M Y", "D, j M Y", "F Y", "j M", "F", "l", r"j F Y \p\u\k\u\l H.i"}
MESIN = {"Y-m-d", "Y-m"}  # what a field of a form holds


def test_halaman_mengambil_bentuk_tanggal_dari_saringannya():
    salah = []
    for jalur in sorted((AKAR / "templates").rglob("*.html")):
        if "pdf" in jalur.parts:
            continue
        for bentuk in re.findall(r"""\|(?:date|time):["']([^"']+)["']""", jalur.read_text()):
            if bentuk not in MESIN:
                salah.append(f"{jalur.relative_to(AKAR)}: {bentuk}")
    assert salah == []


def berkas_ruang():
    ruang = {p for p in folder_kami() if (p / "__init__.py").exists()}
    return [p for p in berkas_py() if ruang & set(p.parents)]


def test_kode_hanya_memakai_bentuk_yang_dikenal():
    salah = []
    for jalur, isi in pohon(berkas_ruang(), "date_format"):
        for simpul in ast.walk(isi):
            if (
                isinstance(simpul, ast.Call)
                and getattr(simpul.func, "id", "") == "date_format"
                and len(simpul.args) > 1
            ):
                teks = [n.value for n in ast.walk(simpul.args[1]) if isinstance(n, ast.Constant)]
                salah += [f"{jalur}:{simpul.lineno}: {t}" for t in teks if t not in BENTUK]
    assert salah == []


def test_nama_baris_menulis_tanggalnya_seperti_di_dalam_kalimat():
    """What a row is called stands in sentences, lists and documents."""
    salah = []
    for jalur, isi in pohon(berkas_ruang(), r"%d-"):
        for simpul in ast.walk(isi):
            if isinstance(simpul, ast.FunctionDef) and simpul.name == "__str__":
                salah += [
                    f"{jalur}:{n.lineno}"
                    for n in ast.walk(simpul)
                    if isinstance(n, ast.FormattedValue) and n.format_spec and "%d-" in ast.unparse(n.format_spec)
                ]
    assert salah == []


def test_lencana_menyebut_tahunnya_bila_bukan_tahun_ini():
    """A due date of last December is not the one to come."""
    hari = hari_ini_pembaca()
    assert hari_bulan(hari.replace(month=8, day=5)) == "5 Agu"
    assert hari_bulan(date(hari.year - 1, 12, 24)) == f"24 Des {hari.year - 1}"
    assert hari_bulan(None) == "–"
