"""The examiner survives whatever a stranger uploads."""

from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from cetak.pdf import pdf_buat
from naskah.tests.conftest import ISI
from tte import asing
from tte import periksa as ruang
from tte.asing import TERLALU_BESAR, TERLALU_LAMA, HasilPeriksa, periksa_asing
from tte.bidang import bidang_pasang
from tte.pembaca import Pembaca
from tte.periksa import BERMUKA_DUA, TAK_TERBACA, periksa_tanda_tangan
from tte.tests import bahan_tte as b
from tte.tests.hasil import semua_berlaku

KONTEKS = {"isi": ISI, "nomor": "1/UJI/2026", "judul": "Naskah Uji", "perihal": "Percobaan"}


@pytest.fixture(scope="module")
def polos() -> bytes:
    return pdf_buat("naskah/pdf/dasar.html", KONTEKS)


@pytest.fixture(scope="module")
def bertanda() -> bytes:
    return siap_diacak()


@cache
def siap_diacak() -> bytes:
    """Made once; Hypothesis prints its arguments, so the document is none of them."""
    polos = pdf_buat("naskah/pdf/dasar.html", KONTEKS)
    return b.tandai(bidang_pasang(polos, bidang=b.bidang(1)), 0, b.penanda("Camat Uji"))


def soal() -> dict:
    return {"akar": [b.otoritas().der], "crl": [b.crl()]}


def test_pdf_tanpa_tanda_tangan(polos):
    hasil = periksa_tanda_tangan(polos, **soal())
    assert (hasil, semua_berlaku(hasil)) == (HasilPeriksa(), False)


@pytest.mark.parametrize(
    "isi",
    [
        b"",
        b"%PDF-1.7",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7\n" + b"[" * 100_000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
        b"trailer<</Root 1 0 R/Size 2/Prev 54>>\nstartxref\n54\n%%EOF",
    ],
    ids=["kosong", "kepala saja", "html", "bersarang", "rujukan melingkar"],
)
def test_berkas_jahat_dijawab_bukan_galat(isi):
    hasil = periksa_tanda_tangan(isi, **soal())
    assert hasil.tanda_tangan == ()
    assert hasil.galat in {"", TAK_TERBACA}


def test_berkas_bermuka_dua_tidak_dipastikan(bertanda):
    """A hybrid-reference update: readers that know /XRefStm see other objects than those that do not."""
    awal = int(bertanda.rsplit(b"startxref\n", 1)[1].split()[0])
    akar = Pembaca(bertanda).trailer.raw_get("/Root")
    ukuran = Pembaca(bertanda).trailer["/Size"]
    tambah = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root %d 0 R/Size %d/Prev %d/XRefStm %d>>\n"
    hasil = bertanda + tambah % (akar.idnum, ukuran, awal, awal) + b"startxref\n%d\n%%%%EOF\n" % len(bertanda)
    assert periksa_tanda_tangan(hasil, **soal()) == HasilPeriksa(galat=BERMUKA_DUA)


def test_berkas_terpotong_tidak_pernah_berlaku(bertanda):
    for n in range(0, len(bertanda), len(bertanda) // 25):
        assert not semua_berlaku(periksa_tanda_tangan(bertanda[:n], **soal()))


@settings(max_examples=30, deadline=None)
@given(geser=st.integers(1, 4000), acak=st.binary(min_size=1, max_size=40))
def test_isi_cms_yang_diacak_tidak_pernah_menggagalkan(geser, acak):
    """Garbage inside the signature itself is parsed by whoever examines it: an answer, never an error.

    Parts of it are not signed (chain, padding); what is signed keeps its state or is found.
    """
    asli = siap_diacak()
    _, awal, lanjut, panjang = b.rentang(asli)
    isi = acak.hex().upper().encode()
    rusak = asli[: awal + geser] + isi + asli[awal + geser + len(isi) :]
    assert rusak[:awal] + rusak[lanjut : lanjut + panjang] == asli[:awal] + asli[lanjut : lanjut + panjang]
    hasil = periksa_tanda_tangan(rusak, **soal())
    assert hasil.galat in {"", TAK_TERBACA}
    assert all(t.nama == "Camat Uji" for t in hasil.tanda_tangan if t.berlaku)


def test_berkas_terlalu_besar_tidak_dibaca(monkeypatch, polos):
    for tempat in (ruang, asing):
        monkeypatch.setattr(tempat, "UKURAN_MAKS", 100)
    assert periksa_tanda_tangan(polos, **soal()).galat == TERLALU_BESAR
    assert periksa_asing(polos, **soal()).galat == TERLALU_BESAR


def test_proses_sendiri_menjawab_sama(bertanda):
    assert periksa_asing(bertanda, **soal()) == periksa_tanda_tangan(bertanda, **soal())


def test_proses_sendiri_berhenti_pada_batasnya(bertanda):
    assert periksa_asing(bertanda, **soal(), detik=0) == HasilPeriksa(galat=TERLALU_LAMA)


def test_pembaca_cepat_membaca_sama_dengan_aslinya(bertanda):
    """Every object, in every revision, as pyHanko's own reader sees it."""
    cepat, asli = Pembaca(bertanda), PdfFileReader(BytesIO(bertanda), strict=False)
    assert cepat.total_revisions == asli.total_revisions == 4

    def baca(pembaca) -> list[str]:
        hasil = []
        for revisi in range(pembaca.total_revisions):
            penelusur = pembaca.get_historical_resolver(revisi)
            for rujukan in sorted(penelusur.explicit_refs_in_revision(), key=lambda r: (r.idnum, r.generation)):
                hasil.append(repr(penelusur(rujukan)))
        return hasil

    assert baca(cepat) == baca(asli)
