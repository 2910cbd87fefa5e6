"""The entry page of a budget when the session ends in the middle: nothing typed is lost."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from apbdes.models import RincianPendapatan
from apbdes.tests.factories import VersiApbdesFactory
from config.tests.peramban import SANDI

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_sesi_berakhir_di_tengah_anggaran(live_server, konteks_peramban, masuk, orang, desa):
    versi = VersiApbdesFactory(desa=desa)
    halaman = masuk(konteks_peramban.new_page(), orang["sekretaris_desa"])
    alamat = f"{live_server.url}{reverse('apbdes:susun', args=[versi.pk])}"
    halaman.goto(alamat)
    halaman.wait_for_selector("html[data-siap]", state="attached")
    Session.objects.all().delete()
    halaman.click('#lembar-pendapatan [data-buat="tambah"]')
    baris = halaman.locator("#lembar-pendapatan .rab").last
    if not baris.locator(".rab-isi").is_visible():
        baris.locator(".rab-ringkas").click()
    for kolom, nilai in (("rekening", "4.2.3.01"), ("uraian", "Alokasi Dana Desa"), ("jumlah", "500000000")):
        baris.locator(f'[data-kolom="{kolom}"]').fill(nilai)
    baris.locator('[data-kolom="sumber"]').select_option("ADD")
    baris.locator('[data-kolom="jumlah"]').blur()
    expect(halaman.locator("#keadaan")).to_have_text("Sesi berakhir")
    assert RincianPendapatan.objects.count() == 0
    assert halaman.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    halaman.get_by_role("link", name="Masuk lagi").click()
    halaman.fill("#id_username", orang["sekretaris_desa"].username)
    halaman.fill("#id_password", SANDI)
    halaman.get_by_role("button", name="Masuk").click()
    halaman.wait_for_selector("html[data-siap]", state="attached")
    assert halaman.url == alamat
    expect(halaman.locator("#keadaan")).to_have_text("Semua tersimpan")
    baris = RincianPendapatan.objects.get()
    assert (baris.uraian, baris.sumber) == ("Alokasi Dana Desa", "ADD")
