"""The letterhead: the coat of arms keeps clear of the rule below, however few or many lines stand beside it."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from cetak.pdf import pdf_cetak
from naskah.tests.conftest import ISI

pytestmark = pytest.mark.django_db
JARAK = 1.5 * 72 / 25.4  # points: what an eye sees as clear
PANJANG = "Jalan Ahmad Yani Kilometer 7,5 Nomor 123 Kompleks Perkantoran Pemerintah Daerah, Gedung Sekretariat. "


@pytest.fixture
def lambang(db) -> str:
    isi = BytesIO()
    Image.new("RGB", (60, 66), (10, 90, 20)).save(isi, "PNG")
    return default_storage.save("lambang/uji.png", ContentFile(isi.getvalue()))


@pytest.mark.parametrize("baris", [1, 2, 3, 4])
def test_lambang_tidak_menyentuh_garis(lambang, baris):
    alamat = PANJANG * (baris - 1) + "Jalan Uji Nomor 1"
    kop = ISI["kop"] | {"lambang": lambang, "alamat": alamat, "kontak": ""}
    kotak = pdf_cetak("naskah/pdf/dasar.html", {"isi": {"kop": kop}, "nomor": "1", "judul": "x"}).kotak
    assert kotak["kop-lambang"].y1 - kotak["kop-garis"].y2 > JARAK
    assert kotak["kop-teks"].y1 > kotak["kop-garis"].y2


def test_kop_desa_tiga_baris():
    from cetak.tests.baca import teks_halaman

    kop = ISI["kop"] | {
        "pemerintah": "PEMERINTAH KABUPATEN UJI",
        "tengah": "KECAMATAN UJI",
        "kecamatan": "PEMERINTAH DESA UJI MAKMUR",
    }
    pdf = pdf_cetak("naskah/pdf/dasar.html", {"isi": {"kop": kop}, "nomor": "1", "judul": "x"}).pdf
    baris = teks_halaman(pdf)[0].splitlines()
    assert [b.strip() for b in baris[:3]] == ["PEMERINTAH KABUPATEN UJI", "KECAMATAN UJI", "PEMERINTAH DESA UJI MAKMUR"]
