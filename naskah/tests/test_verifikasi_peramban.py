"""A file dropped on the public page: known by its fingerprint alone, or sent and examined."""

import base64

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.test_setiap_halaman import ATURAN, AXE
from naskah.kode import kode_buat
from tte.tests.penanda_uji import tanda_tangani

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


JATUHKAN = """isi => {
  const data = new DataTransfer();
  const byte = Uint8Array.from(atob(isi), h => h.charCodeAt(0));
  data.items.add(new File([byte], "naskah.pdf", {type: "application/pdf"}));
  return data;
}"""


@pytest.fixture(autouse=True)
def hitungan_sendiri(settings):
    settings.RATELIMIT_CACHE_PREFIX = f"uji-{kode_buat()}:"


def jatuhkan(halaman, isi: bytes) -> None:
    data = halaman.evaluate_handle(JATUHKAN, base64.b64encode(isi).decode())
    halaman.dispatch_event(".jatuhan", "drop", {"dataTransfer": data})


def test_menjatuhkan_berkas(live_server, konteks_peramban, desa, terbitkan):
    naskah = terbitkan(desa)
    naskah.refresh_from_db()
    with naskah.pdf.open("rb") as berkas:
        asli = berkas.read()

    halaman = konteks_peramban.new_page()
    kesalahan, terkirim = [], []
    halaman.on("pageerror", lambda g: kesalahan.append(str(g)))
    halaman.on("console", lambda p: kesalahan.append(p.text) if p.type == "error" else None)
    halaman.on("request", lambda m: terkirim.append(m.url.rsplit("/", 2)[1]) if m.method == "POST" else None)
    halaman.goto(live_server.url + reverse("naskah:verifikasi", args=[naskah.kode]))
    expect(halaman.get_by_text("belum lengkap ditandatangani")).to_be_visible()

    jatuhkan(halaman, asli)
    expect(halaman.get_by_text("sama persis, byte demi byte")).to_be_visible()
    assert terkirim == ["sidik"]  # the file itself never left the browser

    jatuhkan(halaman, tanda_tangani(asli))
    expect(halaman.get_by_text("Berkas ini sudah berubah.")).to_be_visible()
    assert terkirim == ["sidik", "sidik", "berkas"]

    halaman.set_input_files("#berkas", {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"bukan"})
    expect(halaman.get_by_text("Berkas ini bukan PDF.")).to_be_visible()
    assert kesalahan == []

    halaman.evaluate(AXE)
    for alamat in (halaman.url, live_server.url + reverse("naskah:verifikasi-cari")):
        if alamat != halaman.url:
            halaman.goto(alamat)
            halaman.evaluate(AXE)
        for lebar in (360, 1280):
            halaman.set_viewport_size({"width": lebar, "height": 800})
            assert halaman.evaluate("aturan => axe.run(document, aturan)", ATURAN)["violations"] == []
            assert halaman.evaluate("document.documentElement.scrollWidth") <= lebar


def test_tanpa_skrip(live_server, peramban, desa, terbitkan):
    """An old phone: the plain form sends the file and gets a page."""
    naskah = terbitkan(desa)
    naskah.refresh_from_db()
    konteks = peramban.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    halaman = konteks.new_page()
    halaman.goto(live_server.url + reverse("naskah:verifikasi-cari"))
    with naskah.pdf.open("rb") as berkas:
        halaman.set_input_files("#berkas", {"name": "n.pdf", "mimeType": "application/pdf", "buffer": berkas.read()})
    halaman.get_by_role("button", name="Periksa berkas").click()
    expect(halaman.get_by_text("sama persis, byte demi byte")).to_be_visible()
    expect(halaman.get_by_text("belum lengkap ditandatangani")).to_be_visible()
    konteks.close()
