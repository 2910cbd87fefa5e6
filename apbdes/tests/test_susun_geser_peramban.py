"""The entry page stands still: what is drawn by the script and what the verdicts add pushes nothing away."""

import pytest
from playwright.sync_api import expect

from apbdes.tests.contoh import utuh
from apbdes.tests.factories import VersiApbdesFactory
from apbdes.tests.test_susun_peramban import buka, isi, tersimpan
from config.tests.peramban import MEJA, TELEPON

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

BATAS = 0.1  # cumulative layout shift: https://web.dev/articles/cls calls it good up to here
AMATI = """window.geser = [];
new PerformanceObserver((daftar) => daftar.getEntries().forEach((e) => e.hadRecentInput || window.geser.push(
  [e.value, e.sources.map((s) => s.node?.id || s.node?.className || s.node?.nodeName).join(' ')])))
  .observe({ type: 'layout-shift', buffered: true });"""


@pytest.mark.parametrize("layar", [TELEPON, MEJA], ids=["telepon", "meja"])
def test_halaman_tidak_melompat(live_server, konteks_peramban, masuk, orang, desa, layar):
    versi = VersiApbdesFactory(desa=desa, isi=utuh())
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(layar)
    masuk(halaman, orang["sekretaris_desa"])
    konteks_peramban.add_init_script(AMATI)
    # A slow line: the page is painted before its script is there.
    lambat = {"offline": False, "latency": 150, "downloadThroughput": -1, "uploadThroughput": -1}
    konteks_peramban.new_cdp_session(halaman).send("Network.emulateNetworkConditions", lambat)
    buka(halaman, live_server, versi)
    if halaman.locator("details.keg[open]").count() == 0:
        halaman.locator("details.keg > summary").first.click()
    baris = halaman.locator("details.keg[open] .rab").first
    expect(baris).to_be_visible()
    isi(baris, harga_satuan="90.000.000")
    tersimpan(halaman)
    expect(baris.locator(".rab-tanda")).to_be_visible()
    geser = halaman.evaluate("window.geser")
    assert sum(g[0] for g in geser) < BATAS, geser
