"""A secretary answers a finding with a photo, it is refused, answered again, confirmed by another; a repeated finding
becomes a teguran. Two people, a phone and a desk, the whole way through pages."""

import re

import pytest
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.peramban import TELEPON
from desa.tests.factories import DesaFactory
from naskah.models import Naskah
from tindaklanjut.models import BuktiJawaban, JenisTemuan, Temuan
from tindaklanjut.tests.contoh_bukti import foto
from tindaklanjut.tests.test_temuan import buat

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]
MEJA = {"width": 1280, "height": 900}


@pytest.fixture
def desa():
    return DesaFactory(nama="Putat Basiun")


@pytest.fixture
def halaman(desa, konteks_baru, masuk):
    orang = {
        p: pengguna_berperan(p, desa, nama=p.label) for p in (Peran.SEKRETARIS_DESA, Peran.VERIFIKATOR, Peran.CAMAT)
    }
    return lambda peran, layar: masuk(konteks_baru(viewport=layar).new_page(), orang[peran])


def muat(h) -> None:
    """Nothing reaches out of the screen sideways."""
    assert h.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), h.url


def kirim_foto(h, nama: str, warna, keadaan: str) -> None:
    h.get_by_label("Keadaan sekarang").select_option(label=keadaan)
    h.get_by_label("Apa yang sudah dilakukan").fill("Buku kas sudah ditutup dan ditandatangani.")
    if nama:
        h.get_by_label("Foto atau berkas bukti").set_input_files(
            {"name": nama, "mimeType": "image/jpeg", "buffer": foto(nama, warna).read()}
        )
    h.get_by_role("button", name="Kirim jawaban").click()


def test_dijawab_dengan_foto_dikembalikan_dijawab_lagi_dinyatakan_selesai(halaman, desa, live_server):
    t = buat(desa)
    alamat = f"{live_server.url}{t.get_absolute_url()}"
    s, v = halaman(Peran.SEKRETARIS_DESA, TELEPON), halaman(Peran.VERIFIKATOR, MEJA)
    s.get_by_role("link", name=re.compile("Buku kas belum ditutup")).first.click()
    muat(s)
    # Without evidence it is said at the place, and what was typed stays.
    kirim_foto(s, "", (0, 0, 0), "Selesai")
    expect(s.get_by_text("Lampirkan sedikitnya satu foto atau berkas")).to_be_visible()
    expect(s.get_by_label("Apa yang sudah dilakukan")).to_have_value("Buku kas sudah ditutup dan ditandatangani.")
    kirim_foto(s, "sampul.jpg", (200, 90, 60), "Selesai")
    expect(s.get_by_text("Jawaban disimpan dan diteruskan kepada kecamatan.")).to_be_visible()
    expect(s.get_by_role("link", name="sampul.jpg")).to_be_visible()
    muat(s)
    v.goto(alamat)
    muat(v)
    v.get_by_label("Apa yang masih kurang").fill("Yang difoto sampulnya, bukan halaman penutup.")
    v.get_by_role("button", name="Kembalikan jawaban").click()
    expect(v.get_by_text("Jawaban dikembalikan kepada desa.")).to_be_visible()
    s.goto(alamat)
    expect(s.get_by_text("Yang difoto sampulnya, bukan halaman penutup.")).to_be_visible()
    kirim_foto(s, "penutup.jpg", (20, 90, 160), "Selesai")
    expect(s.get_by_role("link", name="penutup.jpg")).to_be_visible()
    v.goto(alamat)
    v.get_by_label("Bukti perbaikan yang dilihat").fill("Halaman penutup bertanda tangan.")
    v.get_by_role("button", name="Nyatakan selesai").click()
    expect(v.get_by_text("Temuan dinyatakan selesai.")).to_be_visible()
    assert (Temuan.objects.get().status, BuktiJawaban.objects.count()) == ("selesai", 2)


def test_temuan_berulang_menjadi_teguran(halaman, desa, live_server):
    jenis = JenisTemuan.objects.create(kode="buku:B.1:terlambat", nama="Buku Kas Umum: belum terisi", kelompok="Buku")
    buat(desa, "selesai", asal_id="1", jenis=jenis)
    buat(desa, asal_id="2", jenis=jenis, uraian="Buku kas kosong lagi.")
    v = halaman(Peran.VERIFIKATOR, TELEPON)
    v.goto(f"{live_server.url}/temuan/papan/")
    muat(v)
    v.get_by_role("link", name=re.compile("Buku kas kosong lagi.*berulang")).click()
    expect(v.get_by_text("Berulang, ke-2")).to_be_visible()
    muat(v)
    v.get_by_role("button", name="Susun teguran tertulis").click()
    expect(v.get_by_text("Teguran disusun dan diteruskan kepada camat.")).to_be_visible()
    naskah = Naskah.objects.get()
    assert (naskah.jenis, naskah.isi["ulangan"]) == ("teguran_temuan", "kedua")
    c = halaman(Peran.CAMAT, TELEPON)
    c.goto(f"{live_server.url}{naskah.get_absolute_url()}")
    muat(c)
    c.get_by_role("link", name="Setujui").click()
    c.locator("#id_sandi").fill("kata-sandi-uji")
    c.get_by_role("button", name=re.compile("^Setujui")).click()
    expect(c.get_by_text(re.compile("/TGR/")).first).to_be_visible()
    naskah.refresh_from_db()
    assert (naskah.status, naskah.nomor.split("/")[2]) == ("disetujui", "TGR")
    for alamat in ("/temuan/", "/temuan/pengaduan/"):
        v.goto(f"{live_server.url}{alamat}")
        muat(v)
