"""Several photos of one paper become one document."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from berkas.models import Berkas, VersiBerkas
from berkas.tests import berkas_contoh
from berkas.tests.contoh_unggah import kategori, unggah
from berkas.views import gabung as halaman_gabung

pytestmark = pytest.mark.django_db
URL = "/berkas/gabung/"


@pytest.fixture
def apa(desa):
    isi = {"desa": desa.pk, "kategori": kategori().pk, "tahun": 2026, "periode": "2026"}
    return isi | {"judul": "LPPD 2025", "nomor": ""}


@pytest.fixture
def sekdes(client, orang):
    client.force_login(orang["sekretaris_desa"])
    return client


def foto(warna, nama="halaman.jpg", ukuran=(80, 60), format_="JPEG", **simpan):
    wadah = io.BytesIO()
    Image.new("RGB", ukuran, warna).save(wadah, format_, **simpan)
    return SimpleUploadedFile(nama, wadah.getvalue(), "image/jpeg")


def kirim(client, apa, *berkas, **lain):
    return client.post(URL, apa | lain | {"isi": list(berkas)})


def halaman(versi):
    """(width, height, red of the first pixel) of each page's picture."""
    hasil = []
    versi.isi.seek(0)
    with pikepdf.open(io.BytesIO(versi.isi.read())) as pdf:
        for p in pdf.pages:
            gambar = pikepdf.PdfImage(p.obj.Resources.XObject.Foto).as_pil_image()
            hasil.append((*gambar.size, round(gambar.getpixel((5, 5))[0], -1)))
    return hasil


def test_satu_dokumen_menurut_urutannya(sekdes, apa):
    jawab = kirim(sekdes, apa, foto((200, 0, 0)), foto((0, 0, 0), format_="PNG", nama="b.png"), foto((100, 0, 0)))
    versi = VersiBerkas.objects.get()
    assert jawab.url == versi.berkas.get_absolute_url()
    assert halaman(versi) == [(80, 60, 200), (80, 60, 0), (80, 60, 100)]
    assert (versi.berkas.judul, versi.nama_asli, versi.mime) == ("LPPD 2025", "LPPD 2025.pdf", "application/pdf")
    versi.isi.seek(0)
    with pikepdf.open(io.BytesIO(versi.isi.read())) as pdf:
        assert pdf.docinfo["/Title"] == "LPPD 2025"
        assert {float(p.mediabox[2]) for p in pdf.pages} == {842.0}


def test_foto_miring_ditegakkan_diperkecil_dan_tanpa_jejak_tempat(sekdes, apa):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn it clockwise
    exif.get_ifd(0x8825)[1] = "S"
    kirim(
        sekdes,
        apa,
        foto((9, 9, 9), ukuran=(4000, 3000), exif=exif),
        SimpleUploadedFile("t.jpg", berkas_contoh.foto_bertempat()),
    )
    versi = VersiBerkas.objects.get()
    assert halaman(versi)[0][:2] == (1500, 2000)
    versi.isi.seek(0)
    mentah = versi.isi.read()
    assert b"Exif" not in mentah and b"Pabrik Kamera" not in mentah


@pytest.mark.parametrize(
    ("berkas", "kalimat"),
    [
        ([], "Pilih foto-fotonya dahulu."),
        ([("a.jpg", berkas_contoh.gambar()), ("surat.pdf", None)], "Halaman 2 (“surat.pdf”): Ini bukan foto."),
        ([("putus.jpg", berkas_contoh.gambar()[:-20])], "Halaman 1 (“putus.jpg”): Gambar ini rusak"),
        ([("kosong.jpg", b"")], "kosong"),
        ([("palsu.jpg", b"bukan gambar")], "Halaman 1 (“palsu.jpg”)"),
    ],
)
def test_yang_bukan_foto_disebut_halamannya_dan_tidak_ada_yang_tersimpan(sekdes, apa, berkas, kalimat):
    isi = [SimpleUploadedFile(n, berkas_contoh.pdf() if b is None else b) for n, b in berkas]
    jawab = kirim(sekdes, apa, *isi, nomor="3 Tahun 2026")
    teks = jawab.content.decode()
    assert (jawab.status_code, Berkas.objects.count()) == (422, 0)
    assert kalimat in teks and 'value="LPPD 2025"' in teks and 'value="3 Tahun 2026"' in teks


def test_judul_wajib_dan_batas_banyaknya(sekdes, apa, settings, monkeypatch):
    settings.BERKAS_SEKALIGUS_MAKS = 2
    tanpa = kirim(sekdes, apa, foto((0, 0, 0)), judul="")
    assert "Tulis judul dokumennya." in tanpa.content.decode()
    tiga = kirim(sekdes, apa, *(foto((n, 0, 0)) for n in range(3)))
    assert "Anda memilih 3 foto; paling banyak 2 halaman" in tiga.content.decode()
    monkeypatch.setattr(halaman_gabung, "SEMUA_MAKS", 10)
    assert "bersama 0 MB; paling besar 0 MB" in kirim(sekdes, apa, foto((0, 0, 0))).content.decode()
    assert not Berkas.objects.exists()


def test_versi_baru_dari_foto(sekdes, desa, orang, apa):
    lama = unggah(desa, orang["sekretaris_desa"]).berkas
    isi = {"berkas": lama.pk, "alasan": "Halaman dua menyusul."}
    jawab = sekdes.post(URL, isi | {"isi": [foto((0, 0, 0)), foto((50, 0, 0))]})
    assert jawab.url == lama.get_absolute_url()
    assert [v.alasan for v in lama.versi.order_by("urut")][-1] == "Halaman dua menyusul."


def test_dari_halaman_unggah_dan_tanpa_jenis_kembali_ke_sana(sekdes, orang, client, apa):
    awal = {n: apa[n] for n in ("desa", "kategori", "tahun")}
    tautan = f"{URL}?desa={apa['desa']}&amp;kategori={apa['kategori']}&amp;tahun=2026"
    assert tautan in sekdes.get(reverse("berkas:berkas-unggah"), awal).content.decode()
    assert sekdes.get(URL, awal).status_code == 200
    assert sekdes.get(URL).url == reverse("berkas:berkas-unggah")
    client.force_login(orang["camat"])
    assert client.get(URL, awal).status_code in {302, 403}
