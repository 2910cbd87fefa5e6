"""PDFs are read back, not only produced."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from antrean.models import Pekerjaan
from cetak.cetakan import PdfGagal
from cetak.fon import bersihkan
from cetak.mesin import Pengambil
from cetak.pdf import pdf_buat
from cetak.tests.baca import teks_halaman
from naskah.cetak import GALAT_UMUM, naskah_buat_pdf
from naskah.models import Naskah
from naskah.tasks import naskah_pdf_sapu
from naskah.tests.conftest import ISI

pytestmark = pytest.mark.django_db
KONTEKS = {"isi": ISI, "nomor": "1/UJI/2026", "judul": "Naskah Uji", "perihal": "Percobaan"}


def dengan_lambang(nama: str) -> dict:
    return KONTEKS | {"isi": {"kop": ISI["kop"] | {"lambang": nama}}}


def simpan_gambar(nama: str) -> str:
    isi = BytesIO()
    Image.new("RGB", (60, 60), (10, 90, 20)).save(isi, "PNG")
    return default_storage.save(nama, ContentFile(isi.getvalue()))


def test_pdf_bertanda_dan_menyatakan_pdf_a():
    pembaca = PdfReader(BytesIO(pdf_buat("naskah/pdf/dasar.html", KONTEKS)))
    akar = pembaca.trailer["/Root"]
    xmp = akar["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in xmp
    assert 'pdfaid:conformance="A"' in xmp or "<pdfaid:conformance>A" in xmp
    assert akar["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in akar
    assert akar["/Lang"] == "id"
    assert pembaca.metadata.title == "Naskah Uji – Percobaan"
    assert pembaca.metadata.author == "Kecamatan Uji"


def test_gambar_dari_penyimpanan_masuk_ke_pdf():
    polos = PdfReader(BytesIO(pdf_buat("naskah/pdf/dasar.html", KONTEKS)))
    nama = simpan_gambar("lambang/lambang daerah.png")
    bergambar = PdfReader(BytesIO(pdf_buat("naskah/pdf/dasar.html", dengan_lambang(nama))))
    assert [len(p.pages[0].images) for p in (polos, bergambar)] == [0, 1]


@pytest.mark.parametrize(
    ("nama", "kalimat"),
    [
        ("foto/hilang.png", "Gambar hilang.png tidak dapat dibaca dari penyimpanan berkas."),
        ("rahasia.txt", "Berkas rahasia.txt bukan gambar, jadi tidak dapat dimuat dalam naskah."),
    ],
)
def test_gambar_yang_tidak_ada_menggagalkan_pdf(nama, kalimat):
    with pytest.raises(PdfGagal) as galat:
        pdf_buat("naskah/pdf/dasar.html", dengan_lambang(nama))
    assert str(galat.value) == kalimat


@pytest.mark.parametrize(
    "alamat",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://contoh.test/a.png",
        "ftp://contoh.test/a",
        "data:text/plain,a",
        "statik:../../settings.py",
        "statik:%2e%2e/arimo-latin-400-normal.woff2",
    ],
)
def test_alamat_lain_ditolak(alamat):
    with pytest.raises(ValueError, match="Alamat ditolak"):
        Pengambil().fetch(alamat)


def test_huruf_di_luar_fon_diganti_bukan_dihilangkan_diam_diam():
    assert bersihkan("Siapa\u0000 \t“é”…") == "Siapa  “é”…"
    assert bersihkan("≥ 80 % ✓ → selesai") == ">= 80 % v -> selesai"
    assert bersihkan("rapat 🎉 selesai") == "rapat \ufffd selesai"
    assert bersihkan("ﬁnal ①") == "final 1"
    assert bersihkan("👨\u200d👩") == "\ufffd\ufffd"


def test_pdf_dibuat_setelah_transaksi_berhasil(desa, terbitkan, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        naskah = terbitkan(desa)
        assert not Naskah.objects.get(pk=naskah.pk).pdf
    naskah.refresh_from_db()
    isi = naskah.pdf.read()
    assert naskah.pdf_sha256 == hashlib.sha256(isi).hexdigest()
    assert naskah.pdf_galat == ""
    assert f"NOMOR {naskah.nomor}" in teks_halaman(isi)[0]


def test_pdf_hanya_dibuat_sekali(desa, terbitkan):
    naskah = terbitkan(desa)
    naskah_buat_pdf(naskah.pk)
    pertama = Naskah.objects.get(pk=naskah.pk)
    isi = pertama.pdf.read()
    Naskah.objects.filter(pk=naskah.pk).update(isi={"kop": {"kecamatan": "DIUBAH"}})
    naskah_buat_pdf(naskah.pk)
    kedua = Naskah.objects.get(pk=naskah.pk)
    assert (kedua.pdf.name, kedua.pdf_sha256, kedua.pdf.read()) == (pertama.pdf.name, pertama.pdf_sha256, isi)


def test_pdf_gagal_lalu_disapu(desa, terbitkan, beserta_akibatnya):
    naskah = terbitkan(desa, isi={"kop": ISI["kop"] | {"lambang": "lambang/nanti.png"}})
    naskah_buat_pdf(naskah.pk)
    naskah.refresh_from_db()
    assert not naskah.pdf
    assert naskah.pdf_galat == "Gambar nanti.png tidak dapat dibaca dari penyimpanan berkas."
    Naskah.objects.filter(pk=naskah.pk).update(disetujui=timezone.now())
    assert naskah_pdf_sapu() == 0  # the first two minutes belong to the task that is on its way
    Naskah.objects.filter(pk=naskah.pk).update(disetujui=timezone.now() - timedelta(minutes=3))
    simpan_gambar("lambang/nanti.png")
    assert naskah_pdf_sapu() == 0  # the outbox has it still
    Pekerjaan.objects.all().delete()  # as if it had been lost
    assert beserta_akibatnya(naskah_pdf_sapu) == 1
    naskah.refresh_from_db()
    assert (bool(naskah.pdf), naskah.pdf_galat) == (True, "")
    assert naskah_pdf_sapu() == 0


def test_kegagalan_yang_tidak_dikenal_memberi_kalimat_umum(desa, terbitkan, django_capture_on_commit_callbacks):
    """A request whose PDF fails in-process is not broken by it."""
    with django_capture_on_commit_callbacks(execute=True):
        naskah = terbitkan(desa, jenis="naskah_uji", isi={"kop": {"lambang": "../../etc/lambang.png"}})
    naskah.refresh_from_db()
    assert (bool(naskah.pdf), naskah.pdf_galat) == (False, GALAT_UMUM)


def test_naskah_yang_tidak_ada_diabaikan():
    naskah_buat_pdf(987654)
    assert Naskah.objects.count() == 0
