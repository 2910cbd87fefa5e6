"""A status changes by its transition table, and nowhere past it."""

import ast

from config.tests.sumber import pohon
from config.tests.test_keselarasan import kode

# What has no life of its own in which somebody decides: who signed, and jobs that a worker claims and finishes.
TANPA_TABEL = {
    "antrean/kerja.py",  # a row of the outbox, claimed by a worker
    "antrean/services.py",  # the same, tried again
    "naskah/services/bsre.py",  # PenandaTangan
    "naskah/services/goresan.py",  # PenandaTangan
    "naskah/services/ekspor.py",  # PekerjaanEkspor, claimed by compare-and-set
    "naskah/services/pekerjaan_ttd.py",  # PekerjaanTtd, and PenandaTangan given back its turn
    "naskah/services/pindaian.py",  # Pindaian, and PenandaTangan who all signed in ink
    "naskah/services/tanda_tangan.py",  # PenandaTangan, while a signature is on its way
    "dasar/alur.py",  # the one flow itself
}


def menulis_status(simpul: ast.AST) -> bool:
    """`x.update(status=…)`, or `x.status = …`."""
    if isinstance(simpul, ast.Call):
        return getattr(simpul.func, "attr", "") == "update" and any(k.arg == "status" for k in simpul.keywords)
    sasaran = [bagian for s in simpul.targets for bagian in ast.walk(s)] if isinstance(simpul, ast.Assign) else []
    return any(isinstance(s, ast.Attribute) and s.attr == "status" for s in sasaran)


def test_status_hanya_berubah_lewat_tabel_perpindahan():
    ditemukan = {berkas for berkas, isi in pohon(kode(), r"\bstatus\b") if any(map(menulis_status, ast.walk(isi)))}
    assert ditemukan == TANPA_TABEL
