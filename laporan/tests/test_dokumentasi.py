"""The help pages of this room: the flow as the table has it, and every document of the field accounted for."""

import re
from collections import Counter
from pathlib import Path

from django.conf import settings

from akun.enums import Peran
from berkas.acuan import semua as kategori_semua
from laporan.alur import TRANSISI_LAPORAN
from laporan.enums import StatusLaporan
from naskah.jenis import TERDAFTAR

DOCS = Path(settings.BASE_DIR) / "docs"
# As the documents around an office were numbered when they were gathered.
KODE = (
    [f"SC-{n:02}" for n in (*range(1, 18), 20, 21, *range(30, 35))]
    + [f"SD-{n:02}" for n in range(1, 63)]
    + ["SP-01", "SP-02"]
)
KEADAAN = {"Dibuat", "Sebagian", "Diterima", "Dicatat", "Tidak dibuat"}


def surat() -> list[list[str]]:
    isi = (DOCS / "surat-camat.md").read_text(encoding="utf-8")
    return [[s.strip() for s in b.strip("|").split("|")] for b in isi.splitlines() if re.match(r"\| S[CDP]-\d", b)]


def test_setiap_dokumen_disebut_sekali_dengan_keadaan_dan_alasannya():
    semua = surat()
    assert [b[0] for b in semua] == KODE and len(KODE) == 88
    assert {len(b) for b in semua} == {5}
    assert {b[3] for b in semua} == KEADAAN
    assert [b[0] for b in semua if not b[4]] == []


def test_yang_dari_ingatan_mengatakannya_dan_tidak_dibuat():
    assert [(b[0], b[3]) for b in surat() if "Dari ingatan" in b[4]] == [("SC-34", "Tidak dibuat")]


def test_berkas_yang_disebut_memang_kategori():
    """A village that looks for it under that name finds it."""
    nama = {b["nama"] for isi in kategori_semua() for k in isi["kategori"] for b in k["butir"]}
    disebut = {k for b in surat() for k in re.findall("“([^”]+)”", b[4])}
    assert disebut - nama == set()


def test_yang_dibuat_bukan_kosong():
    banyak = Counter(b[3] for b in surat())
    assert banyak["Dibuat"] >= len(TERDAFTAR)


def test_tabel_dalam_panduan_sama_dengan_yang_dijalankan():
    baris = [
        f"| {t.label} | {', '.join(s.label for s in StatusLaporan if s in t.dari)} | {StatusLaporan(t.ke).label} "
        f"| {', '.join(Peran(p).label for p in sorted(t.peran)) or '–'} | {t.syarat} |"
        for t in TRANSISI_LAPORAN
    ]
    isi = (DOCS / "alur-laporan.md").read_text(encoding="utf-8")
    tabel = isi.partition("## Perpindahannya")[2].partition("\n## ")[0]
    assert [b for b in tabel.splitlines() if b.startswith("|")][2:] == baris
    assert [s.label for s in StatusLaporan if f"| {s.label} |" not in isi] == []
