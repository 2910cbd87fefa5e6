"""A month end to end: a pendamping with a phone fills it in, also without a signal; the kecamatan confirms; the PDF."""

import pytest
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from cetak.tests.baca import teks_pdf
from config.tests.peramban import MEJA
from dasar.waktu import hari_ini
from pendamping.models import IsianPendamping, Lembar, Penempatan, awal_bulan
from pendamping.services.isian import id_isian

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def saat():
    """The clock of the browser is the real one: this journey is of this month."""


def test_sebulan_diisi_di_ponsel_dikonfirmasi_dan_dicetak(konteks_peramban, konteks_baru, live_server, masuk, desa):
    pld = pengguna_berperan(Peran.PENDAMPING, desa, nama="Pendamping Satu")
    kasi = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Kasi Pemerintahan")
    bulan = awal_bulan(hari_ini(desa))
    Penempatan.objects.create(pengguna=pld, kecamatan=desa.kecamatan, jenis="PLD", mulai=bulan).desa.set([desa])

    hp = masuk(konteks_peramban.new_page(), pld)
    hp.goto(f"{live_server.url}/pendamping/saya/")
    hp.get_by_role("button", name=f"Isi {desa}").click()
    hp.wait_for_selector("#lapangan[data-siap='1']")
    lembar = Lembar.objects.get()
    butir = hp.locator(f"[data-id='{id_isian(lembar.pk, 'PLD-T1.1')}']")
    butir.locator("label:has([value=dikerjakan])").click()
    butir.get_by_label("Yang dikerjakan").fill("Sosialisasi di balai desa.")
    butir.get_by_label("Berapa kali").fill("2")
    expect(hp.locator("#keadaan")).to_have_text("Semua tersimpan", timeout=30_000)

    hp.context.set_offline(True)
    lain = hp.locator(f"[data-id='{id_isian(lembar.pk, 'PLD-T2.2')}']")
    lain.locator("label:has([value=tidak_berlaku])").click()
    lain.get_by_label("Alasannya").fill("Tidak ada kerja sama tahun ini.")
    expect(hp.locator("#keadaan")).to_contain_text("telepon ini")
    hp.context.set_offline(False)
    expect(hp.locator("#keadaan")).to_have_text("Semua tersimpan", timeout=60_000)
    isian = dict(IsianPendamping.objects.values_list("kode", "keadaan"))
    assert isian == {"PLD-T1.1": "dikerjakan", "PLD-T2.2": "tidak_berlaku"}
    assert hp.evaluate("document.documentElement.scrollWidth") == 360
    hp.get_by_role("button", name="Ajukan ke kecamatan").click()
    expect(hp.locator("main")).to_contain_text("Lembar diajukan kepada kecamatan.")

    meja = konteks_baru(viewport=MEJA)
    h = masuk(meja.new_page(), kasi)
    h.get_by_role("link", name=f"{desa}, ").first.click()
    expect(h.locator("main")).to_contain_text("Sosialisasi di balai desa.")
    h.get_by_role("button", name="Konfirmasi").click()
    expect(h.locator("main")).to_contain_text("Lembar dikonfirmasi.")
    h.get_by_role("link", name="Laporan bulan ini").click()
    alamat = h.get_by_role("link", name="Buka PDF").get_attribute("href")
    teks = " ".join(teks_pdf(meja.request.get(live_server.url + alamat).body()).split())
    assert "Pendamping Satu" in teks and "Sosialisasi di balai desa." in teks and "1 dikonfirmasi kecamatan" in teks
