"""On a phone: from any page to a village by its name; a filter is saved and opened again from the menu."""

import pytest
from playwright.sync_api import expect

from akun.tests.factories import pengguna_berperan
from config.tests.peramban import lewat_menu
from config.tests.test_setiap_halaman import AXE, periksa
from perut.models import Kunjungan

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def periksa_halaman(halaman):
    """No sideways scrolling, nothing that axe objects to."""
    halaman.evaluate(AXE)
    halaman.evaluate("scrollTo(0, 0)")  # the bar on top would lie over what it has scrolled past
    salah = periksa(halaman, halaman.url, halaman.viewport_size["width"], dengan_axe=True)
    assert "\n".join(salah) == ""


def test_mencari_desa_lalu_menyimpan_saringan(konteks_peramban, masuk, desa):
    Kunjungan.objects.create(desa=desa, agenda="Pembinaan pembukuan")
    h = masuk(konteks_peramban.new_page(), pengguna_berperan("verifikator", desa))

    h.get_by_role("link", name="Cari", exact=True).click()
    h.get_by_role("searchbox", name="Yang dicari").fill(f"desa {desa.nama.lower()}")
    h.get_by_role("button", name="Cari").click()
    expect(h.get_by_role("region", name="Kunjungan")).to_be_visible()
    periksa_halaman(h)
    h.get_by_role("region", name="Desa").get_by_role("link", name=str(desa)).click()
    expect(h.get_by_role("heading", level=1, name=str(desa))).to_be_visible()

    lewat_menu(h, "Kunjungan")
    h.get_by_role("searchbox", name="Cari").or_(h.get_by_role("textbox", name="Cari")).first.fill("pembukuan")
    h.get_by_role("button", name="Cari").click()
    h.get_by_text("Simpan saringan ini").click()
    h.get_by_label("Nama saringan").fill("Pembukuan saja")
    periksa_halaman(h)
    h.get_by_role("button", name="Simpan").click()
    expect(h.get_by_text("Saringan disimpan dengan nama “Pembukuan saja”.")).to_be_visible()

    h.get_by_role("link", name="Buka menu").click()
    expect(h.locator("#menu details[open] [aria-current=page]")).to_have_text("Kunjungan")
    h.locator("#menu").get_by_role("link", name="Hari ini").click()
    lewat_menu(h, "Kunjungan")
    h.get_by_role("link", name="Pembukuan saja").click()
    expect(h.get_by_label("Cari", exact=True).first).to_have_value("pembukuan")
