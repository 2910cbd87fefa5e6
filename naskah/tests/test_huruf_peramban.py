"""Signs that no font of the documents has, named where they are typed; on a phone, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from naskah.models import RiwayatNaskah

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_tanda_yang_tidak_tercetak_disebut_saat_diketik_dan_tidak_hilang(
    konteks_peramban, masuk, live_server, desa, siapkan
):
    naskah = siapkan(desa)
    halaman = konteks_peramban.new_page()
    masuk(halaman, pengguna_berperan(Peran.CAMAT, desa))
    halaman.goto(live_server.url + reverse("naskah:naskah-aksi", args=[naskah.pk, "kembalikan"]))
    isian = halaman.locator("textarea")
    isian.fill("السلام عليكم, kurang lengkap")
    expect(halaman.locator(".tak-tercetak")).to_have_count(0)
    isian.fill("Kurang lengkap 🙏🏽 ★")
    expect(halaman.locator(".tak-tercetak")).to_contain_text("Tidak dapat dicetak: 🙏 ★ Isian tetap tersimpan")
    assert halaman.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    halaman.locator("form.kartu button.btn-danger").click()
    expect(halaman.locator(".pesan-pesan .alert-success")).to_be_visible()
    assert RiwayatNaskah.objects.filter(naskah=naskah).latest("pk").alasan == "Kurang lengkap 🙏🏽 ★"
