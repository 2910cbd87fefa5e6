"""A number in an attribute is read by a machine. Django writes 1000 as "1.000" (USE_THOUSAND_SEPARATOR), and a form
that sends that back, or an address that carries it, names nothing: in an office with few rows nobody sees it.
"""

import re

from django.conf import settings

ATRIBUT = re.compile(r"""[\w-]+=(?:"[^"<>]*"|'[^'<>]*')""")
MENTAH = re.compile(r"\{\{\s*([\w.]*?(?:\bpk|_id|\.id|\bid|\bversi|\burut))\s*\}\}")
TEKS = "teks: UUID, atau sudah dijadikan teks oleh yang menyusunnya"

# (template, variable): why it is written as it is.
PENGECUALIAN = {
    ("apbdes/_catatan_baris.html", "c.pk"): TEKS,
    ("apbdes/_pos.html", "id"): TEKS,
    ("apbdes/_putusan_baris.html", "b.id"): TEKS,
    ("apbdes/evaluasi.html", "b.id"): TEKS,
    ("apbdes/isi.html", "b.id"): TEKS,
    ("evaluasi/nilai.html", "a.id"): TEKS,
    ("evaluasi/nilai.html", "a.versi"): TEKS,
    ("evaluasi/nilai/_aspek.html", "a.id"): TEKS,
    ("evaluasi/nilai/_aspek.html", "a.versi"): TEKS,
    ("evaluasi/pdf/kosong.html", "l.versi"): "dibaca orang, di kaki halaman",
    ("naskah/naskah_menunggu.html", "pk"): TEKS,
    **dict.fromkeys(
        [("monitoring/_lembar_isi.html", "t.lembar.pk"), ("monitoring/lapangan.html", "t.lembar.pk")], TEKS
    ),
}
# Rows of a page in the field: the contract gives them a UUID, and their version as text.
LAPANGAN = ("monitoring/lapangan/", "pendamping/lapangan/", "perut/lapangan/")


def mentah() -> set[tuple[str, str]]:
    folder = settings.BASE_DIR / "templates"
    return {
        (str(p.relative_to(folder)), nama)
        for p in folder.rglob("*.html")
        for atribut in ATRIBUT.findall(p.read_text())
        for nama in MENTAH.findall(atribut)
    }


def test_angka_di_atribut_ditulis_tanpa_titik():
    ada = {(berkas, nama) for berkas, nama in mentah() if not berkas.startswith(LAPANGAN)}
    assert ada - set(PENGECUALIAN) == set()
    assert set(PENGECUALIAN) - ada == set()
