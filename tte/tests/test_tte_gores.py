"""A finger-drawn signature is drawn on the page before anyone signs, and is tagged for those who cannot see it."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageDraw

from cetak.pdf import pdf_buat
from cetak.tests.baca import teks_halaman
from naskah.tests.conftest import ISI
from tte.bidang import bidang_pasang, gores_tempel
from tte.galat import SudahBertandaTangan, TteGagal
from tte.periksa import periksa_tanda_tangan
from tte.tests import bahan_tte as b
from tte.tests.hasil import semua_berlaku

KONTEKS = {"isi": ISI, "nomor": "1/UJI/2026", "judul": "Naskah Uji", "perihal": "Percobaan"}
TEKS = ["Kepala Desa Uji", "Digoreskan pada layar, disaksikan Pelaksana Uji", "7 Mei 2026 pukul 10.15 WITA"]


def goresan(ukuran=(800, 400), warna=(10, 20, 80, 255)) -> bytes:
    gambar = Image.new("RGBA", ukuran, (0, 0, 0, 0))
    ImageDraw.Draw(gambar).line([(100, 300), (200, 80), (300, 320), (500, 100)], fill=warna, width=9)
    keluar = BytesIO()
    gambar.save(keluar, "PNG")
    return keluar.getvalue()


def titik() -> bytes:
    """A screen that was touched once, by accident or for want of patience."""
    gambar = Image.new("RGBA", (800, 400), (0, 0, 0, 0))
    ImageDraw.Draw(gambar).ellipse((300, 200, 316, 216), fill=(10, 20, 80, 255))
    keluar = BytesIO()
    gambar.save(keluar, "PNG")
    return keluar.getvalue()


@pytest.fixture(scope="module")
def polos() -> bytes:
    return pdf_buat("naskah/pdf/dasar.html", KONTEKS)


def tempel(pdf: bytes, **lain) -> bytes:
    bawaan = {"halaman": 0, "kotak": b.kotak(4), "gambar_png": goresan(), "teks": TEKS}
    return gores_tempel(pdf, **(bawaan | lain))


def test_goresan_tercetak_sebagai_pembaruan(polos):
    hasil = tempel(polos)
    assert hasil.startswith(polos)
    teks = " ".join(teks_halaman(hasil)[0].split())
    for kalimat in TEKS:
        assert kalimat in teks
    with pikepdf.open(BytesIO(hasil)) as pdf:
        bentuk = next(v for k, v in pdf.pages[0].Resources.XObject.items() if k.startswith("/Gores"))
        gambar = bentuk.Resources.XObject["/G"]
        assert (gambar.ColorSpace, "/SMask" in gambar) == ("/DeviceGray", False)
        assert int(gambar.Width) < 500  # cut to its ink


def test_goresan_ada_dalam_struktur(polos):
    with pikepdf.open(BytesIO(tempel(polos))) as pdf:
        nomor = pdf.Root.StructTreeRoot.ParentTree.Nums
        terakhir = nomor[1][-1]
        assert (terakhir.S, str(terakhir.Alt)) == ("/Figure", "Goresan tanda tangan Kepala Desa Uji")
        mcid = int(terakhir.K[0])
        isi = b"".join(s.read_bytes() for s in pdf.pages[0].Contents)
        assert b"/Figure <</MCID %d>> BDC" % mcid in isi
        assert mcid == len(nomor[1]) - 1


def test_dua_goresan_lalu_tanda_tangan_elektronik(polos):
    pdf = bidang_pasang(polos, bidang=b.bidang(1))
    pdf = tempel(tempel(pdf), kotak=b.kotak(6), teks=["Sekretaris Desa Uji"])
    pdf = b.tandai(pdf, 0, b.penanda("Camat Uji"))
    assert semua_berlaku(periksa_tanda_tangan(pdf, akar=[b.otoritas().der], crl=[b.crl()]))
    assert b.pdfsig(pdf) == ["Signature is Valid."]
    with pytest.raises(SudahBertandaTangan, match="sudah bertanda tangan elektronik"):
        tempel(pdf)


@pytest.mark.parametrize(
    ("png", "kalimat"),
    [
        (b"", "tidak terbaca"),
        (b"\x89PNG\r\n\x1a\n rusak", "tidak terbaca"),
        (goresan()[:60], "tidak terbaca"),
        (goresan(warna=(0, 0, 0, 0)), "masih kosong"),
        (goresan((3000, 2000)), "terlalu besar"),
        (titik(), "terlalu kecil"),
    ],
)
def test_gambar_yang_tidak_dapat_dipakai(polos, png, kalimat):
    with pytest.raises(TteGagal, match=kalimat):
        tempel(polos, gambar_png=png)


def test_keterangan_panjang_tetap_di_dalam_kotak(polos):
    """Long captions take smaller letters; the drawing keeps a part of its box."""
    hasil = tempel(polos, teks=["Nama Yang Sangat Panjang Sekali " * 3, "Disaksikan oleh " * 8, "Tempat"])
    assert "Tempat" in teks_halaman(hasil)[0]
