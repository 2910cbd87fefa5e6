"""The help page about the flow says what the table does."""

from pathlib import Path

from django.conf import settings

from akun.enums import Peran
from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.enums import StatusEvaluasi

HALAMAN = Path(settings.BASE_DIR) / "docs/alur-evaluasi.md"


def test_tabel_dalam_panduan_sama_dengan_yang_dijalankan():
    baris = [
        f"| {t.label} | {', '.join(s.label for s in StatusEvaluasi if s in t.dari)} | {StatusEvaluasi(t.ke).label} "
        f"| {', '.join(Peran(p).label for p in sorted(t.peran)) or '–'} | {t.syarat} |"
        for t in TRANSISI_EVALUASI
    ]
    isi = HALAMAN.read_text(encoding="utf-8")
    tabel = isi.partition("## Perpindahannya")[2].partition("\n## ")[0]
    assert [b for b in tabel.splitlines() if b.startswith("|")][2:] == baris


def test_setiap_status_dijelaskan():
    isi = HALAMAN.read_text(encoding="utf-8")
    assert [s.label for s in StatusEvaluasi if f"| {s.label} |" not in isi] == []
