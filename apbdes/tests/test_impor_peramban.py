"""The questions of an import on a phone: what a source means, whom a row pays, which column is what; axe on each."""

import pytest
from playwright.sync_api import expect

from apbdes.models import RincianBelanja, VersiApbdes
from apbdes.siskeudes import access
from apbdes.tests.contoh import xlsx
from apbdes.tests.factories import VersiApbdesFactory
from apbdes.tests.test_access import jet
from apbdes.tests.test_impor_siskeudes import baris, gaji
from apbdes.tests.test_lembar_lain import ISI
from apbdes.tests.test_siskeudes import tabel
from config.tests.test_setiap_halaman import AXE, periksa

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def halaman(orang, desa, live_server, konteks_peramban, masuk):
    versi = VersiApbdes.objects.lengkap().get(pk=VersiApbdesFactory(desa=desa).pk)
    konteks_peramban.add_init_script(AXE)
    h = masuk(konteks_peramban.new_page(), orang["sekretaris_desa"])
    h.versi, h.alamat = versi, f"{live_server.url}{versi.get_absolute_url()}impor/"
    return h


def tanpa_cela(halaman):
    assert periksa(halaman, halaman.url, dengan_axe=True) == []


def unggah(h, nama, isi):
    h.goto(h.alamat)
    h.set_input_files("input[type=file]", {"name": nama, "mimeType": "application/zip", "buffer": isi})
    h.get_by_role("button", name="Periksa berkas").click()


def test_zip_siskeudes_ditanya_diusulkan_lalu_dibandingkan(halaman):
    operasional = baris(halaman.versi, "01.01.04.", "5.2.1.01.", 500, "Kertas", sumber="BKK")
    unggah(halaman, "siskeudes.zip", tabel(gaji(halaman.versi), operasional))
    expect(halaman.get_by_role("heading", level=1)).to_have_text("Yang perlu dijelaskan dahulu")
    tanpa_cela(halaman)
    halaman.get_by_label("Sumber dana BKK").select_option("PBK")
    halaman.get_by_role("button", name="Lanjutkan").click()
    expect(halaman.get_by_label("Penerima: 1.1.02 Siltap Kaur Keuangan")).to_have_value("kaur")
    tanpa_cela(halaman)
    halaman.get_by_role("button", name="Simpan isi berkas").click()
    expect(halaman.get_by_text("2 baris dari siskeudes.zip disimpan.")).to_be_visible()
    assert set(RincianBelanja.objects.values_list("penerima", "sumber")) == {("kaur", "ADD"), ("", "PBK")}
    unggah(halaman, "siskeudes.zip", tabel(gaji(halaman.versi, jumlah=2400), operasional))
    expect(halaman.get_by_text("Yang berubah: harga satuan, jumlah")).to_be_visible()
    tanpa_cela(halaman)
    halaman.goto(halaman.alamat)
    expect(halaman.get_by_role("heading", name="Yang sudah Anda jelaskan")).to_be_visible()
    tanpa_cela(halaman)


def test_kolom_lembar_ditunjuk_di_ponsel(halaman):
    unggah(halaman, "rab.xlsx", xlsx({"RAB": ISI}))
    expect(halaman.get_by_role("heading", level=1)).to_have_text("Tunjukkan isi kolomnya")
    tanpa_cela(halaman)
    halaman.get_by_role("button", name="Baca lembar ini").click()
    expect(halaman.get_by_role("heading", level=1)).to_have_text("Pratinjau impor")
    tanpa_cela(halaman)


def test_basis_data_tanpa_alatnya_menunjukkan_caranya(halaman, monkeypatch):
    monkeypatch.setattr(access.shutil, "which", lambda nama: None)
    unggah(halaman, "DataAPBDES.mde", jet(tabel(gaji(halaman.versi))))
    expect(halaman.get_by_role("heading", name="Ambil tabelnya sebagai CSV")).to_be_visible()
    tanpa_cela(halaman)
