"""Marked copies of documents that are no longer in force, read back page by page."""

import hashlib
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from cetak.tests.baca import teks_halaman
from naskah.salinan import salinan_bertanda
from naskah.tests.conftest import ISI
from tte.tests.penanda_uji import tanda_tangani

KONTEKS = {"isi": ISI, "nomor": "1/UJI/2026", "judul": "Naskah Uji", "perihal": "Percobaan"}
KALIMAT = "DIGANTI OLEH Berita Acara Nomor 400.10.2/008/KEC-AWY/2026. Naskah ini tidak berlaku lagi."


@pytest.fixture(scope="module")
def asli() -> bytes:
    return pdf_buat("naskah/pdf/dasar.html", KONTEKS)


def rapat(teks: str) -> str:
    return " ".join(teks.split())


def test_kalimat_ada_di_setiap_halaman_apa_pun_bentuknya(asli):
    with pikepdf.open(BytesIO(asli)) as dokumen:
        dokumen.pages.append(dokumen.pages[0])
        dokumen.pages[1].rotate(90, relative=True)
        dokumen.add_blank_page(page_size=(842, 595))
        dokumen.add_blank_page(page_size=(610, 935))
        campuran = BytesIO()
        dokumen.save(campuran)
    halaman = teks_halaman(salinan_bertanda(campuran.getvalue(), kalimat=KALIMAT))
    assert [KALIMAT in rapat(teks) for teks in halaman] == [True] * 4
    assert "NOMOR 1/UJI/2026" in halaman[0]


def test_tanda_disimpan_sekali_untuk_banyak_halaman(asli):
    with pikepdf.open(BytesIO(asli)) as dokumen:
        for _ in range(199):
            dokumen.add_blank_page(page_size=(595, 842))
        panjang = BytesIO()
        dokumen.save(panjang)
    bertambah = len(salinan_bertanda(panjang.getvalue(), kalimat=KALIMAT)) - len(panjang.getvalue())
    assert bertambah < 150_000


def test_fon_tanda_ditanam_dan_asli_tidak_berubah(asli):
    sebelum = hashlib.sha256(asli).hexdigest()
    salinan = salinan_bertanda(asli, kalimat=KALIMAT)
    assert hashlib.sha256(asli).hexdigest() == sebelum
    assert salinan != asli
    with pikepdf.open(BytesIO(salinan)) as dokumen:
        fon = [o for o in dokumen.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fon
        assert all("/FontFile2" in f or "/FontFile3" in f for f in fon)
        with dokumen.open_metadata() as meta:
            assert meta["dc:title"] == f"SALINAN – {KALIMAT}"
            assert "pdfaid:part" not in meta


def test_salinan_tidak_membawa_tanda_tangan(asli):
    bertanda = tanda_tangani(asli)
    assert PdfReader(BytesIO(bertanda)).get_fields()
    salinan = PdfReader(BytesIO(salinan_bertanda(bertanda, kalimat=KALIMAT)))
    assert salinan.get_fields() is None
    teks = rapat(teks_halaman(salinan)[0])
    assert KALIMAT in teks
    assert "Ditandatangani uji" in teks  # its picture stays


@pytest.mark.parametrize("isi", [b"", b"bukan pdf", b"%PDF-1.7\n%%EOF"])
def test_pdf_rusak_diberi_kalimat(isi):
    with pytest.raises(PdfGagal) as galat:
        salinan_bertanda(isi, kalimat=KALIMAT)
    assert str(galat.value) == "Salinan bertanda belum dapat dibuat karena PDF naskah ini tidak terbaca."
