"""What the fonts of the documents can draw, what is said of the rest, and that nothing is lost without a word."""

import json
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from cetak import fon
from cetak.pdf import pdf_buat

AKAR = Path(settings.BASE_DIR)
ARAB = "السلام عليكم ورحمة الله وبركاته"
JAWA, BALI = "ꦢꦺꦱꦥꦸꦠꦠ꧀", "ᬤᬾᬰ"
KEPALA = """/* Generated from the fonts of the documents; cetak/tests/test_fon.py says when it is out of date. */

// Code points that a document can print, or that nobody sees; each range in hexadecimal, base 16.
const RENTANG = ("""
EKOR = """).split(" ").map((r) => r.split("-").map((n) => parseInt(n, 16)));

function tercetak(kode) {
  return RENTANG.some(([awal, akhir]) => kode >= awal && kode <= (akhir ?? awal));
}

// The signs in a text that no document can print, each once.
export function takTercetak(teks) {
  return [...new Set(teks.normalize("NFC"))].filter((h) => !tercetak(h.codePointAt(0)));
}
"""


def tertulis() -> str:
    """The browser's copy as it should be: static/js/bersama/huruf.js."""
    rentang = [f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in fon.rentang_tercetak()]
    baris, kini = [], ""
    for r in rentang:
        if len(kini) + len(r) > 100:
            baris.append(kini)
            kini = ""
        kini += f"{r} "
    baris.append(kini.rstrip())
    return KEPALA + "".join(f"\n  {'+ ' if n else ''}{json.dumps(b)}" for n, b in enumerate(baris)) + "\n" + EKOR


def test_salinan_untuk_peramban_sama_dengan_fonnya():
    assert (AKAR / "static/js/bersama/huruf.js").read_text() == tertulis()


def test_aksara_lain_paling_banyak_300_kilobyte_dan_tidak_disimpan_di_repositori():
    berkas = [fon.berkas_fon(f.berkas(*gaya)) for f in fon.AKSARA.values() for gaya in f.gaya]
    assert sum(p.stat().st_size for p in berkas) <= 300_000
    assert all("node_modules" in p.parts for p in berkas)


@pytest.mark.parametrize(
    ("teks", "harapan"),
    [
        ("Rapat 👍🏽 selesai ★ 村", ["👍", "★", "村"]),
        ("👍👍👍", ["👍"]),
        ("❤️", ["❤"]),
        (f"{ARAB} {JAWA} {BALI}", []),
        ("Ma’ruf, “kutip”, 12½ m², ≥ 30°, → ✓ ☑ ✔ ①, ḥuruf, Rp 1.500.000,–", []),
        ("Tab\tdi tengah\x00 nol\u200blebar\u2028baris hu\u00adbung \u202ebalik\u202c", []),
        ("αβγ ά", ["α", "β", "γ", "ά"]),
        ("привет", list("привет")),
        ("\ue000 \ufffd", ["\ue000", "\ufffd"]),
        ("", []),
    ],
)
def test_yang_tidak_tercetak_disebut(teks, harapan):
    assert fon.tak_tercetak(teks) == harapan


def test_isi_naskah_diperiksa_sampai_ke_dalam():
    isi = {"kop": {"lambang": "lambang/★.png"}, "temuan": [{"uraian": ["Baik 👍"], "n": 3, "kosong": None}]}
    assert fon.tak_tercetak_dalam(isi) == ["👍"]


def test_yang_tidak_disebut_juga_tidak_menjadi_tanda_pengganti():
    """The warning and the printer agree on every letter of the planes that people type."""
    for kode in range(0x20, 0x20000):
        huruf = chr(kode)
        if unicodedata.category(huruf) in {"Cs", "Cn", "Co", "Mn", "Me", "Sk"}:
            continue
        assert (fon.TAK_TERCETAK in fon.bersihkan(huruf)) == bool(fon.tak_tercetak(huruf)), hex(kode)


def test_setiap_huruf_aksara_ada_di_satu_fon():
    tersedia = set()
    for f in fon.AKSARA.values():
        tersedia |= set(TTFont(fon.berkas_fon(f.berkas("400", "normal"))).getBestCmap())
    assert {ord(h) for h in ARAB + JAWA + BALI} - {0x20} <= tersedia


def test_tanda_pembalik_arah_dan_kendali_hilang_perangkai_aksara_tinggal():
    assert fon.bersihkan("abc\u202edef\u2066ghi\u200f") == "abcdefghi"
    assert fon.bersihkan("Put\x00at\x1b") == "Putat"
    assert fon.bersihkan("می\u200cخواهم") == "می\u200cخواهم"
    assert fon.bersihkan("a\u200cb") == "ab"


def test_tanda_tangan_digambar_dengan_arimo_saja():
    assert fon.bersihkan("محمد Yusuf", aksara=False) == "\ufffd\ufffd\ufffd\ufffd Yusuf"


def test_aksara_lain_terbaca_kembali_dari_pdf_menurut_urutannya():
    kop = {"pemerintah": "PEMERINTAH", "kecamatan": f"KECAMATAN {JAWA}", "alamat": f"Jalan {BALI}", "kontak": ARAB}
    pdf = PdfReader(BytesIO(pdf_buat("naskah/pdf/dasar.html", {"isi": {"kop": kop}, "judul": "Uji"})))
    teks = pdf.pages[0].extract_text()
    for bagian in (ARAB, JAWA, BALI):
        assert bagian in teks
    assert "\ufffd" not in teks
    nama = {f["/BaseFont"] for f in (o.get_object() for o in pdf.pages[0]["/Resources"]["/Font"].values())}
    assert {n.partition("+")[2].rpartition("-Bold")[0] or n.partition("+")[2] for n in nama} >= {
        "Aksara-Arab",
        "Aksara-Jawa",
        "Aksara-Bali",
    }


def test_nama_latin_di_tengah_kalimat_arab_tidak_terbalik():
    kop = {"pemerintah": f"Kata {ARAB} lalu 123 akhir", "kecamatan": "K", "alamat": "A", "kontak": ""}
    teks = PdfReader(BytesIO(pdf_buat("naskah/pdf/dasar.html", {"isi": {"kop": kop}, "judul": "Uji"}))).pages[0]
    assert f"Kata {ARAB} lalu 123 akhir" in " ".join(teks.extract_text().split())


@pytest.mark.parametrize("nama", ["noto-sans-lain.woff2", "arimo.woff2", "amiri-latin-400-normal.woff2"])
def test_fon_lain_ditolak(nama):
    with pytest.raises(ValueError, match="Alamat ditolak"):
        fon.berkas_fon(nama)
