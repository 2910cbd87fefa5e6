"""The calendar in a real browser: dragged with the mouse, typed with the keyboard, on a phone."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import expect

from config.tests.peramban import MEJA
from desa.models import HariLibur
from desa.tests.factories import DesaFactory
from perut.models import Kunjungan
from perut.tests.factories import KunjunganFactory

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kunjungan(desa, orang):
    HariLibur.objects.create(tanggal=date(2027, 6, 3), nama="Hari Jadi", kabupaten=desa.kecamatan.kabupaten)
    lain = DesaFactory(kecamatan=desa.kecamatan)
    KunjunganFactory(desa=lain, tanggal=date(2027, 6, 9), petugas=[orang["pelaksana"]])
    return KunjunganFactory(desa=desa, tanggal=date(2027, 6, 8), petugas=[orang["pelaksana"]])


def buka(halaman, live_server):
    halaman.goto(f"{live_server.url}{reverse('perut:kalender')}?bulan=2027-06")
    return halaman.locator('.chip[data-nama="Desa Putat Basiun"]')


def geser_sampai(halaman, x, y, bayang):
    """Move the mouse there, and by a pixel to and fro until the chip's shadow stands at `bayang`: like a hand, and
    unlike the real one, which Chromium tells of its place all the while, Playwright's is heard only when it moves."""
    for ke in range(60):
        halaman.mouse.move(x + ke % 2, y)
        try:
            return halaman.locator(bayang).wait_for(timeout=250)
        except PlaywrightTimeoutError:
            continue
    pytest.fail(f"{bayang} tidak muncul")


def seret(halaman, chip, tanggal):
    chip.hover(position={"x": 20, "y": 12})  # waits until it stands still
    # Sortable lets nobody take hold of a chip for the tenth of a second after it was put back: no hand is that fast.
    halaman.wait_for_function("chip => !chip.animated", arg=chip.element_handle())
    asal, hari = chip.bounding_box(), f'[data-tanggal="{tanggal}"]'
    tujuan = halaman.locator(hari).bounding_box()
    halaman.mouse.down()
    geser_sampai(halaman, asal["x"] + 40, asal["y"] + 14, ".chip-bayang")
    geser_sampai(halaman, tujuan["x"] + 30, tujuan["y"] + 20, f"{hari} .chip-bayang")
    halaman.mouse.up()


def di(halaman, tanggal):
    return halaman.locator(f'[data-tanggal="{tanggal}"] .chip[data-nama="Desa Putat Basiun"]')


def test_diseret_ke_hari_kerja_hari_bentrok_dan_hari_libur(konteks_peramban, live_server, masuk, orang, kunjungan):
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(MEJA | {"height": 1300})
    galat = []
    halaman.on("pageerror", lambda e: galat.append(str(e)))
    masuk(halaman, orang["verifikator"])
    chip = buka(halaman, live_server)
    seret(halaman, chip, "2027-06-10")
    expect(halaman.locator("#kalender-pesan")).to_contain_text("sekarang Kamis, 10 Juni 2027")
    seret(halaman, chip, "2027-06-09")
    expect(halaman.locator("#kalender-pesan")).to_contain_text("Pelaksana sudah bertugas di")
    expect(di(halaman, "2027-06-10")).to_be_visible()
    seret(halaman, chip, "2027-06-03")
    expect(halaman.locator("#pindah-galat")).to_contain_text("bukan hari kerja (Hari Jadi)")
    halaman.locator("#pindah").get_by_role("button", name="Batal").click()
    expect(di(halaman, "2027-06-10")).to_be_visible()
    expect(halaman.locator("#pindah")).to_be_hidden()
    seret(halaman, chip, "2027-06-03")
    halaman.get_by_label("Tetap pada tanggal ini").check()
    halaman.locator("#pindah").get_by_role("button", name="Pindahkan").click()
    expect(halaman.locator("#pindah")).to_be_hidden()
    expect(di(halaman, "2027-06-03")).to_be_visible()
    assert Kunjungan.objects.get(pk=kunjungan.pk).tanggal == date(2027, 6, 3)
    assert galat == []


def test_dipindahkan_dengan_papan_ketik_di_telepon(konteks_peramban, live_server, masuk, orang, kunjungan):
    halaman = konteks_peramban.new_page()
    masuk(halaman, orang["verifikator"])
    chip = buka(halaman, live_server)
    lebar = halaman.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert lebar[0] == lebar[1]
    chip.get_by_role("link", name="Pindahkan").focus()
    halaman.keyboard.press("Enter")
    expect(halaman.locator("#pindah-tanggal")).to_be_focused()
    halaman.fill("#pindah-tanggal", "2027-06-11")
    halaman.keyboard.press("Enter")
    expect(di(halaman, "2027-06-11")).to_be_visible()
    expect(chip.get_by_role("link", name="Pindahkan")).to_be_focused()
    assert Kunjungan.objects.get(pk=kunjungan.pk).tanggal == date(2027, 6, 11)


def test_sambungan_putus_mengembalikan_kunjungan(konteks_peramban, live_server, masuk, orang, kunjungan):
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(MEJA | {"height": 1300})
    masuk(halaman, orang["verifikator"])
    chip = buka(halaman, live_server)
    konteks_peramban.set_offline(True)
    seret(halaman, chip, "2027-06-10")
    expect(halaman.locator("#kalender-pesan")).to_contain_text("Sambungan terputus")
    expect(di(halaman, "2027-06-08")).to_be_visible()
    konteks_peramban.set_offline(False)
    assert Kunjungan.objects.get(pk=kunjungan.pk).tanggal == date(2027, 6, 8)
