"""The calendar in a real browser: dragged with the mouse, typed with the keyboard, on a phone."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import TimeoutError, expect

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
    halaman.wait_for_load_state("networkidle")  # the script that makes the chips movable is a module
    return halaman.locator('.chip[data-nama="Desa Putat Basiun"]')


def seret(halaman, chip, tanggal):
    """As a hand does it: a chip that was not taken hold of is put back and taken again."""
    hari = halaman.locator(f'[data-tanggal="{tanggal}"]')
    for n in range(12):
        chip.hover(position={"x": 20, "y": 12})  # waits until it lies still: a drop before is animated
        asal, tujuan = chip.bounding_box(), hari.bounding_box()
        halaman.mouse.down()
        halaman.mouse.move(asal["x"] + 40, asal["y"] + 30, steps=4)
        halaman.mouse.move(tujuan["x"] + 30, tujuan["y"] + 20, steps=(1, 12, 2, 6)[n % 4])
        try:
            hari.locator(".chip-bayang").wait_for(timeout=1_500)
        except TimeoutError:
            halaman.mouse.move(asal["x"] + 20, asal["y"] + 12, steps=3)
            halaman.mouse.up()
            continue
        halaman.mouse.up()
        return
    raise AssertionError(f"Chip tidak sampai di atas {tanggal}.")


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
