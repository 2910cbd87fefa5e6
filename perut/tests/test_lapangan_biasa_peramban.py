"""The plain form of a visit as a page: accessible, and no wider than the smallest screen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.test_setiap_halaman import periksa
from perut.models import Kunjungan
from perut.services.isian import kunjungan_siapkan_isian
from perut.tests.factories import BukuFactory, KunjunganFactory

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_pas_di_320_piksel_dan_terbaca(konteks_baru, live_server, masuk, desa, orang):
    BukuFactory(kode="A.1", nama="Buku Peraturan di Desa")
    kunjungan = KunjunganFactory(desa=desa, petugas=[orang["pelaksana"]], status="berlangsung")
    kunjungan_siapkan_isian(kunjungan)
    alamat = reverse("perut:lapangan-biasa", args=[kunjungan.pk])
    halaman = masuk(
        konteks_baru(viewport={"width": 320, "height": 700}, bypass_csp=True).new_page(), orang["pelaksana"]
    )
    halaman.goto(live_server.url + alamat)
    assert periksa(halaman, alamat, dengan_axe=True) == []


def test_dari_halaman_yang_menyimpan_sendiri_tanpa_skrip(konteks_baru, live_server, masuk, desa, orang):
    kunjungan = KunjunganFactory(desa=desa, petugas=[orang["pelaksana"]], status="berlangsung", notulen="")
    halaman = masuk(konteks_baru(java_script_enabled=False).new_page(), orang["pelaksana"])
    halaman.goto(live_server.url + reverse("perut:lapangan", args=[kunjungan.pk]))
    halaman.get_by_role("link", name="formulir biasa").click()
    halaman.get_by_role("textbox", name="Notulen").fill("Ditulis tanpa skrip.")
    halaman.get_by_role("button", name="Simpan semua").first.click()
    expect(halaman.locator("body")).to_contain_text("1 isian disimpan.")
    assert Kunjungan.objects.get().notulen == "Ditulis tanpa skrip."
