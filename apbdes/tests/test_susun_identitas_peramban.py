"""Identity and money cells in a real browser: nothing typed is lost, nothing of another person is overwritten."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apbdes.models import VersiApbdes
from apbdes.tests.contoh import utuh
from apbdes.tests.factories import VersiApbdesFactory
from config.tests.peramban import MEJA, modul

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def versi(desa):
    return VersiApbdesFactory(desa=desa, isi=utuh())


@pytest.fixture
def halaman(live_server, konteks_peramban, beri_sesi, orang, versi):
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(MEJA)
    beri_sesi(konteks_peramban, orang["sekretaris_desa"])
    halaman.goto(f"{live_server.url}{reverse('apbdes:susun', args=[versi.pk])}")
    halaman.wait_for_selector("html[data-siap]", state="attached")
    return halaman


def tulis_pagu(halaman, nilai):
    kartu = halaman.locator("details:has(#identitas)")
    if kartu.get_attribute("open") is None:
        kartu.locator("summary").click()
    halaman.fill("#id-pagu_dds", nilai)
    halaman.locator("#id-pagu_dds").blur()


def test_identitas_yang_ditulis_tanpa_sinyal_tidak_hilang(halaman, konteks_peramban, versi):
    semula = versi.pagu_dds
    konteks_peramban.route("**/susun/simpan/", lambda r: r.abort())
    tulis_pagu(halaman, "812.345.000")
    assert modul(halaman, "apbdes/kirim.js", "m.simpanan.tenang()")
    halaman.reload()
    halaman.wait_for_selector("html[data-siap]", state="attached")
    expect(halaman.locator("#id-pagu_dds")).to_have_value("812.345.000")
    versi.refresh_from_db()
    assert versi.pagu_dds == semula
    konteks_peramban.unroute("**/susun/simpan/")
    expect(halaman.locator("#keadaan")).to_have_text("Semua tersimpan")
    versi.refresh_from_db()
    assert versi.pagu_dds == 812_345_000_00


def test_identitas_yang_diubah_dua_orang_ditanyakan(halaman, orang, versi):
    VersiApbdes.objects.filter(pk=versi.pk).update(
        pagu_dds=700_000_000_00, versi=versi.versi + 1, diubah_oleh=orang["kepala_desa"]
    )
    tulis_pagu(halaman, "750.000.000")
    tanya = halaman.locator("#identitas .rab-konflik")
    expect(tanya).to_contain_text("pagu Dana Desa 700.000.000, isian Anda 750.000.000")
    versi.refresh_from_db()
    assert versi.pagu_dds == 700_000_000_00
    tanya.get_by_role("button", name="Pakai isian", exact=False).last.click()
    expect(halaman.locator("#id-pagu_dds")).to_have_value("700.000.000")
    expect(halaman.locator("#keadaan")).to_have_text("Semua tersimpan")


def test_titik_ribuan_mengikuti_ketikan(halaman):
    jumlah = halaman.locator('#lembar-pendapatan .rab [data-kolom="jumlah"]').first
    jumlah.fill("3.000.000")
    jumlah.press("End")
    halaman.keyboard.type("5")
    expect(jumlah).to_have_value("30.000.005")
    halaman.keyboard.press("Backspace")
    halaman.keyboard.press("Backspace")
    expect(jumlah).to_have_value("300.000")
    jumlah.evaluate("e => e.setSelectionRange(1, 1)")
    halaman.keyboard.type("12")
    expect(jumlah).to_have_value("31.200.000")
    assert jumlah.evaluate("e => e.selectionStart") == 4  # behind the 2: "31.2|00.000"
    jumlah.blur()
    expect(halaman.locator("#keadaan")).to_have_text("Semua tersimpan")
