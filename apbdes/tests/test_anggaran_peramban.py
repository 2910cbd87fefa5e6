"""Importing a budget, reading what changed, in a real browser on a phone; axe on every page of it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apbdes.buku_kerja import tulis
from apbdes.models import RincianBelanja, VersiApbdes
from apbdes.services.versi import versi_buat
from apbdes.tests.contoh import anggaran, b, p
from apbdes.tests.factories import VersiApbdesFactory
from config.tests.peramban import semua
from config.tests.test_setiap_halaman import AXE, periksa

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def tanpa_cela(halaman):
    assert periksa(halaman, halaman.url, dengan_axe=True) == []


def test_impor_lalu_banding(orang, desa, live_server, konteks_peramban, masuk, tmp_path):
    isi = anggaran([b("1.1.04", "5.2.1.01", 900)], [p("4.2.3.01", "ADD", 900)], kode_desa=desa.kode)
    lama = VersiApbdesFactory(desa=desa, status="ditetapkan", isi=isi)
    versi = versi_buat(desa=desa, tahun=2024, oleh=orang["sekretaris_desa"], langkah="perubahan")
    salah, benar = tmp_path / "salah.xlsx", tmp_path / "benar.xlsx"
    baru = anggaran([b("1.1.04", "5.2.1.01", 700), b("3.4.03", "5.2.7.01", 200)], [p("4.2.3.01", "ADD", 900)])
    salah.write_bytes(tulis(baru))
    benar.write_bytes(tulis(anggaran(baru.belanja, baru.pendapatan, kode_desa=desa.kode, jenis="perubahan")))

    konteks_peramban.add_init_script(AXE)
    halaman = masuk(konteks_peramban.new_page(), orang["sekretaris_desa"])
    halaman.goto(f"{live_server.url}{versi.get_absolute_url()}")
    halaman.locator("summary", has_text="Unduh").click()
    lebar = halaman.viewport_size["width"]
    for butir in semua(halaman.locator("main .dropdown-item")):  # the menu lies on the page, to the last letter
        kotak = butir.bounding_box()
        assert kotak["x"] >= 0, butir.inner_text()
        assert kotak["x"] + kotak["width"] <= lebar, butir.inner_text()
    tanpa_cela(halaman)
    halaman.get_by_role("link", name="Impor").click()
    tanpa_cela(halaman)
    halaman.set_input_files("input[type=file]", salah)
    halaman.get_by_role("button", name="Periksa berkas").click()
    expect(halaman.get_by_role("heading", level=1)).to_have_text("Belum dapat disimpan: 2 hal perlu diperbaiki")
    tanpa_cela(halaman)
    halaman.get_by_role("link", name="Unggah berkas yang sudah diperbaiki").click()
    halaman.set_input_files("input[type=file]", benar)
    halaman.get_by_role("button", name="Periksa berkas").click()
    expect(halaman.get_by_text("2 baris yang ada sekarang diganti seluruhnya")).to_be_visible()
    tanpa_cela(halaman)
    assert RincianBelanja.objects.filter(versi_apbdes=versi).count() == 1
    halaman.get_by_role("button", name="Ganti dengan isi berkas").click()
    expect(halaman.get_by_text("3 baris dari benar.xlsx disimpan.")).to_be_visible()
    assert RincianBelanja.objects.filter(versi_apbdes=versi).count() == 2
    halaman.goto(f"{live_server.url}{reverse('apbdes:versi-banding', args=[versi.pk, lama.pk])}")
    expect(halaman.get_by_text("2 baris berbeda; 1 baris lainnya sama.")).to_be_visible()
    tanpa_cela(halaman)
    halaman.goto(f"{live_server.url}{reverse('apbdes:daftar')}")
    tanpa_cela(halaman)
    assert VersiApbdes.objects.count() == 2
