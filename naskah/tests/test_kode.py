"""The public code, its QR and the foot that carries both."""

import re
from io import BytesIO

import pikepdf
import pytest
import segno
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from cetak.pdf import pdf_buat
from cetak.tests.baca import teks_halaman
from naskah import kode as modul
from naskah.kode import ABJAD, alamat_verifikasi, kode_buat, kode_rapikan, kode_tampil
from naskah.tests.conftest import ISI

KODE = "7ZZZZ01234ABCDEFGHJKMNPQRS"
KONTEKS = {"isi": ISI, "nomor": "1/UJI/2026", "judul": "Naskah Uji", "perihal": "Percobaan"}


def test_abjad_crockford():
    assert len(set(ABJAD)) == 32
    assert set("ILOU").isdisjoint(ABJAD)


@pytest.mark.parametrize(
    ("bilangan", "kode"), [(0, "0" * 26), (31, "0" * 25 + "Z"), (32, "0" * 24 + "10"), (2**128 - 1, "7" + "Z" * 25)]
)
def test_kode_menyandikan_128_bit(monkeypatch, bilangan, kode):
    monkeypatch.setattr(modul.secrets, "randbits", lambda bit: bilangan if bit == 128 else None)
    assert kode_buat() == kode


def test_kode_tidak_berulang():
    kode = {kode_buat() for _ in range(2000)}
    assert len(kode) == 2000
    assert {kode_rapikan(k) for k in kode} == kode


@pytest.mark.parametrize(
    "ketikan",
    [
        KODE,
        KODE.lower(),
        "7ZZZZ-01234-ABCDE-FGHJK-MNPQRS",
        " 7zzzz 01234 abcde fghjk mnpqrs\n",
        "7ZZZZ–O1234‑ABCDE_FGHJK.MNPQRS",
        "7ZZZZOl234ABCDEFGHJKMNPQRS",
        "7zzzzoi234abcdefghjkmnpqrs",
        f"https://perut.contoh.go.id/verifikasi/{KODE}/",
        f"http://127.0.0.1:8000/verifikasi/{KODE.lower()}?a=b",
    ],
)
def test_ketikan_dirapikan(ketikan):
    assert kode_rapikan(ketikan) == KODE


@pytest.mark.parametrize(
    "ketikan", ["", "abc", KODE[:-1], KODE + "0", "8" + KODE[1:], KODE[:-1] + "U", KODE[:-1] + "é", "x" * 10_000]
)
def test_yang_tidak_mungkin_bukan_kode(ketikan):
    assert kode_rapikan(ketikan) is None


@given(st.text(max_size=300))
def test_masukan_sembarang_tidak_menggagalkan(teks):
    rapi = kode_rapikan(teks)
    assert rapi is None or re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", rapi)


def test_kode_tampil_berkelompok_dan_terbaca_kembali():
    assert kode_tampil(KODE) == "7ZZZZ-01234-ABCDE-FGHJK-MNPQRS"
    assert kode_rapikan(kode_tampil(KODE)) == KODE


def test_alamat_verifikasi(settings):
    settings.ALAMAT_SITUS = "https://perut.contoh.go.id/"
    assert alamat_verifikasi(KODE) == f"https://perut.contoh.go.id/verifikasi/{KODE}/"


def modul_gelap(svg: str) -> set[tuple[int, int]]:
    """The dark modules that the path of the SVG draws, as (row, column) within the quiet zone of two."""
    jejak = re.search(r'<path stroke="#000" d="([^"]+)"', svg)[1]
    gelap, x, y = set(), 0, 0
    for perintah, angka in re.findall(r"([Mmh])([-\d. ]+)", jejak):
        nilai = [float(a) for a in angka.split()]
        if perintah == "M":
            x, y = nilai[0], nilai[1]
        elif perintah == "m":
            x, y = x + nilai[0], y + nilai[1]
        else:
            gelap |= {(int(y), int(kolom)) for kolom in range(int(x), int(x + nilai[0]))}
            x += nilai[0]
    return {(baris - 2, kolom - 2) for baris, kolom in gelap}


def test_qr_menggambar_alamat_hitam_di_atas_putih():
    alamat = f"https://perut.contoh.go.id/verifikasi/{KODE}/"
    svg = Template("{% load naskah_cetak %}{% qr alamat %}").render(Context({"alamat": alamat}))
    benar = segno.make(alamat, error="m", micro=False).matrix
    assert modul_gelap(svg) == {(b, k) for b, baris in enumerate(benar) for k, isi in enumerate(baris) if isi}
    assert f"<title>Kode QR: {alamat}</title>" in svg
    assert 'fill="#fff"' in svg


def test_qr_meloloskan_alamat_yang_jahat():
    svg = Template("{% load naskah_cetak %}{% qr alamat %}").render(Context({"alamat": "x</title><script>"}))
    assert "<script>" not in svg


def test_naskah_berkode_memuat_kaki_dan_qr_beralternatif(settings):
    settings.ALAMAT_SITUS = "https://perut.contoh.go.id"
    isi = pdf_buat("naskah/pdf/dasar.html", KONTEKS | {"kode": KODE})
    pembaca = PdfReader(BytesIO(isi))
    teks = " ".join(teks_halaman(pembaca)[0].split())
    assert f"Alamat: perut.contoh.go.id/verifikasi Kode: {kode_tampil(KODE)}" in teks
    assert teks.count(kode_tampil(KODE)) == 2  # at the end, and in the foot of the page
    xmp = pembaca.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in xmp
    with pikepdf.open(BytesIO(isi)) as dokumen:
        gambar = [o for o in dokumen.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert [str(o.Alt) for o in gambar] == [f"Kode QR: {alamat_verifikasi(KODE)}"]


def test_pratinjau_tanpa_kaki():
    pembaca = PdfReader(BytesIO(pdf_buat("naskah/pdf/dasar.html", KONTEKS | {"nomor": "", "draf": True})))
    teks = teks_halaman(pembaca)[0]
    assert "Keaslian" not in teks
    assert "verifikasi" not in teks
