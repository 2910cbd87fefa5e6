"""Every kind of document, printed and read back: other scripts in its free texts, and what PDF/UA-1 asks of the file.

No validator was at hand (docs/keputusan/0033): what is asserted here is read from the file itself.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from cetak.cetakan import Kotak
from cetak.fon import tak_tercetak_dalam
from cetak.pdf import pdf_cetak
from config.tests.contoh_naskah import RUANG, isi_contoh
from naskah.ekspor.gabungan import Penggabung
from naskah.jenis import TERDAFTAR, jenis_naskah
from tte.bidang import Bidang, bidang_pasang

SALAM = "السلام عليكم ورحمة الله وبركاته"
AKSARA = (SALAM, "ꦢꦺꦱ", "ᬤᬾᬰ")
pytestmark = pytest.mark.django_db


def sisipi(isi: Any) -> Any:
    """Other scripts at the end of every text of some length: what people type, not labels and codes."""
    match isi:
        case str() if len(isi) > 30 and " " in isi:
            return f"{isi} {' '.join(AKSARA)}"
        case dict():
            return {k: nilai if k in {"kop", "berkas"} else sisipi(nilai) for k, nilai in isi.items()}
        case list():
            return [sisipi(nilai) for nilai in isi]
    return isi


def unsur(simpul: Any) -> Iterator[Any]:
    """Every element of the structure, in reading order."""
    anak = simpul.get("/K")
    for a in anak if isinstance(anak, pikepdf.Array) else [anak]:
        if isinstance(a, pikepdf.Dictionary) and "/S" in a:
            yield a
            yield from unsur(a)


def test_setiap_jenis_mempunyai_contoh_isi():
    assert set(RUANG) == set(TERDAFTAR)


@pytest.mark.parametrize("kode", sorted(RUANG))
def test_setiap_jenis_mencetak_aksara_lain_dan_dapat_dibacakan(kode, desa):
    jenis = jenis_naskah(kode)
    isi = sisipi(isi_contoh(kode, desa))
    assert tak_tercetak_dalam(isi) == []
    konteks = {"isi": isi, "nomor": "400/1/UJI/2026", "judul": jenis.nama, "perihal": "Uji", "kode": "A" * 26}
    cetakan = pdf_cetak(jenis.template, konteks)
    teks = " ".join(" ".join(h.extract_text() for h in PdfReader(BytesIO(cetakan.pdf)).pages).split())
    assert [a for a in AKSARA if a not in teks] == [], teks[:1500]
    assert "\ufffd" not in teks

    penanda = [p for p in jenis.penanda(isi) if f"ttd-{p.kunci}" in cetakan.kotak]
    assert penanda

    def kotak(k: Kotak) -> tuple[float, float, float, float]:
        return (k.x1, k.y1, k.x2, k.y2)

    bidang = [
        Bidang(
            nama=p.kunci,
            halaman=cetakan.kotak[f"ttd-{p.kunci}"].halaman,
            kotak=kotak(cetakan.kotak[f"ttd-{p.kunci}"]),
            keterangan=f"Tanda tangan {p.orang.nama}, {p.orang.jabatan}",
        )
        for p in penanda
    ]
    periksa_ua(bidang_pasang(cetakan.pdf, bidang=bidang), judul=jenis.nama)


def test_pdf_gabungan_bertanda_dan_tanda_tangannya_terbaca():
    """Two documents with fields in one file: a part each, their fields pictures with the same words."""
    isi = {"kop": {"pemerintah": "PEMERINTAH", "kecamatan": "KECAMATAN", "alamat": "A", "kontak": ""}}
    cetakan = pdf_cetak("naskah/pdf/dasar.html", {"isi": isi, "judul": "Uji", "kode": "A" * 26})
    bidang = [
        Bidang(nama=f"ttd-{n}", halaman=0, kotak=(100, 100 + n, 200, 150 + n), keterangan=f"Tanda tangan {n}")
        for n in (0, 60)
    ]
    keluar = BytesIO()
    gabung = Penggabung(keluar)
    for judul in ("satu", "dua"):
        gabung.tambah(BytesIO(bidang_pasang(cetakan.pdf, bidang=bidang)), judul=judul)
    gabung.selesai(judul="Gabungan")
    with pikepdf.open(keluar) as p:
        assert bool(p.Root.MarkInfo.Marked)
        semua = list(unsur(p.Root.StructTreeRoot))
        assert [u.S for u in semua].count(pikepdf.Name.Document) == 3
        assert [str(u.Alt) for u in semua if u.S == "/Figure" and str(u.Alt).startswith("Tanda")] == [
            "Tanda tangan 0",
            "Tanda tangan 60",
        ] * 2
        assert all(u.P.S in {"/Document", "/Div", "/P", "/Span", "/NonStruct"} for u in semua if "/S" in u.P)
        _isi_bertanda(p, {u.objgen for u in semua})


def test_gabungan_dengan_sumber_tanpa_tanda_tidak_mengaku_bertanda():
    polos = BytesIO()
    with pikepdf.new() as p:
        p.add_blank_page()
        p.save(polos)
    keluar = BytesIO()
    gabung = Penggabung(keluar)
    gabung.tambah(polos, judul="pindaian")
    gabung.selesai(judul="Gabungan")
    with pikepdf.open(keluar) as p:
        assert not bool(p.Root.MarkInfo.Marked)


def periksa_ua(pdf: bytes, *, judul: str) -> None:
    with pikepdf.open(BytesIO(pdf)) as p:
        with p.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert xmp.pdfa_status == "3A"
            assert xmp["dc:title"].startswith(judul)
        akar = p.Root
        assert (str(akar.Lang), bool(akar.MarkInfo.Marked)) == ("id", True)
        assert bool(akar.ViewerPreferences.DisplayDocTitle)
        semua = list(unsur(akar.StructTreeRoot))
        nama = [str(u.ID) for u in semua if "/ID" in u]
        assert len(nama) == len(set(nama))
        assert sorted(nama) == [str(n) for n in list(akar.StructTreeRoot.IDTree.Names)[::2]] if nama else True
        assert [u for u in semua if u.S == "/Figure" and not str(u.get("/Alt", ""))] == []
        _tabel(semua)
        _judul([int(str(u.S)[2:]) for u in semua if str(u.S) in {"/H1", "/H2", "/H3", "/H4"}])
        _isi_bertanda(p, {u.objgen for u in semua})
        for halaman in p.pages:
            for a in halaman.obj.get("/Annots", []):
                assert halaman.obj.Tabs == "/S"
                assert str(a.TU).startswith("Tanda tangan ")
                induk = _nomor(akar)[int(a.StructParent)]
                assert (induk.S, str(induk.Alt), induk.K.Obj.objgen) == ("/Form", str(a.TU), a.objgen)


def _nomor(akar: Any) -> dict[int, Any]:
    nums = list(akar.StructTreeRoot.ParentTree.Nums)
    return {int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)}


def _tabel(semua: list[Any]) -> None:
    """Headers have a scope, and every table has headers: what only lays out a page is no table."""
    for tabel in (u for u in semua if u.S == "/Table"):
        kepala = [u for u in unsur(tabel) if u.S == "/TH"]
        assert [u for u in kepala if str(u.A.Scope) not in {"/Row", "/Column"}] == []
        assert kepala, "tabel tanpa kepala"
        sel = [u for u in unsur(tabel) if u.S == "/TR"]
        assert [u for u in sel for k in u.K if k.S not in {"/TH", "/TD"}] == []


def _judul(tingkat: list[int]) -> None:
    """Headings go down one level at a time."""
    assert tingkat[0] == 1
    assert [b for a, b in pairwise(tingkat) if b > a + 1] == []


def _isi_bertanda(p: pikepdf.Pdf, terjangkau: set[tuple[int, int]]) -> None:
    """Whatever a page draws is in the structure or an artifact."""
    nomor = _nomor(p.Root)
    for halaman in p.pages:
        daftar = nomor[int(halaman.obj.StructParents)]
        terbuka: list[bool] = []
        for operan, operator in pikepdf.parse_content_stream(halaman):
            kata = str(operator)
            if kata == "BMC":
                assert operan[0] == "/Artifact"
                terbuka.append(True)
            elif kata == "BDC":
                assert daftar[int(operan[1].MCID)].objgen in terjangkau
                terbuka.append(True)
            elif kata == "EMC":
                terbuka.pop()
            elif kata in {"Tj", "TJ", "Do", "f", "S", "B", "f*", "sh"}:
                assert terbuka, f"{kata} tanpa tanda"
        assert terbuka == []
