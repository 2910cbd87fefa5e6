"""Sending files in a real browser, on a phone's screen, over a connection that breaks."""

import os
import re

import pytest
from PIL import Image

from berkas.models import BagianUnggahan, Berkas, VersiBerkas
from berkas.tests.contoh_unggah import kategori
from config.tests.peramban import SANDI, semua

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]
POTONGAN = 20_000


@pytest.fixture
def halaman(konteks_peramban, live_server, masuk, orang, settings):
    settings.BERKAS_POTONGAN = POTONGAN
    kategori("dd", nama="Laporan realisasi", periode="semesteran")
    halaman = masuk(konteks_peramban.new_page(), orang["sekretaris_desa"])
    halaman.on("dialog", lambda dialog: dialog.accept())
    return halaman


def buka(halaman, live_server) -> None:
    halaman.goto(f"{live_server.url}/berkas/unggah/")
    halaman.select_option("#id_kategori", label="Laporan realisasi")
    halaman.locator("form[data-unggah] select[name=periode]").wait_for()


def letak(permintaan) -> int:
    return int(permintaan.headers.get("upload-offset", -1))


@pytest.fixture
def foto(tmp_path):
    """A photo of noise: it does not compress, so it travels in many parts."""
    from PIL import Image

    jalur = tmp_path / "foto kegiatan.jpg"
    Image.frombytes("RGB", (300, 300), os.urandom(270_000)).save(jalur, quality=90)
    return jalur


def test_beberapa_sekaligus_yang_putus_dilanjutkan_yang_jahat_ditolak(halaman, live_server, foto, tmp_path):
    from playwright.sync_api import expect

    keluhan = []
    halaman.on("pageerror", lambda galat: keluhan.append(str(galat)))
    jahat = tmp_path / "jahat.pdf"
    jahat.write_bytes(b"#!/bin/sh\n")
    putus = []

    def sekali_putus(rute, permintaan):
        if letak(permintaan) == 2 * POTONGAN and not putus:
            putus.append(1)
            return rute.abort("connectionreset")
        return rute.continue_()

    halaman.route(re.compile("/berkas/kiriman/.+"), sekali_putus)
    buka(halaman, live_server)
    halaman.set_input_files("#id_isi", [str(foto), str(jahat)])
    expect(halaman.locator("[data-pengumuman]")).to_contain_text("Pilih dahulu periode")
    halaman.select_option("form[data-unggah] select[name=periode]", "2026-S1")
    expect(halaman.locator(".kiriman[data-keadaan=selesai]")).to_contain_text("Menunggu verifikasi kecamatan")
    expect(halaman.locator(".kiriman[data-keadaan=ditolak]")).to_contain_text("adalah program")
    versi = VersiBerkas.objects.get()
    assert (versi.isi.read(), versi.berkas.periode, putus) == (foto.read_bytes(), "2026-S1", [1])
    assert (BagianUnggahan.objects.count(), keluhan) == (0, [])
    assert halaman.evaluate("document.documentElement.scrollWidth") == 360


def test_halaman_ditutup_di_tengah_lalu_dilanjutkan_dari_yang_sudah_sampai(halaman, live_server, foto):
    from playwright.sync_api import expect

    tertahan = True
    mulai: list[int] = []

    def tahan(rute, permintaan):
        if permintaan.method == "PATCH":
            mulai.append(letak(permintaan))
            if tertahan and letak(permintaan) >= 2 * POTONGAN:
                return rute.abort("internetdisconnected")
        return rute.continue_()

    halaman.route(re.compile("/berkas/kiriman/.+"), tahan)
    buka(halaman, live_server)
    halaman.select_option("form[data-unggah] select[name=periode]", "2026-S1")
    with halaman.expect_event("requestfailed", lambda permintaan: letak(permintaan) >= 2 * POTONGAN):
        halaman.set_input_files("#id_isi", str(foto))
        expect(halaman.locator(".kiriman")).to_contain_text("Mengirim…")
    buka(halaman, live_server)
    tertahan = False
    mulai.clear()
    halaman.select_option("form[data-unggah] select[name=periode]", "2026-S1")
    halaman.set_input_files("#id_isi", str(foto))
    expect(halaman.locator(".kiriman[data-keadaan=selesai]")).to_be_visible()
    assert mulai[0] == 2 * POTONGAN
    assert VersiBerkas.objects.get().isi.read() == foto.read_bytes()


def test_tanpa_javascript_formulir_biasa_tetap_bekerja(peramban, live_server, masuk, orang, foto):
    kategori("dd", nama="Laporan realisasi", periode="semesteran")
    konteks = peramban.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    halaman = masuk(konteks.new_page(), orang["sekretaris_desa"])
    halaman.goto(f"{live_server.url}/berkas/unggah/")
    halaman.select_option("#id_kategori", label="Laporan realisasi")
    halaman.click("text=Lanjut memilih berkas")
    halaman.select_option("select[name=periode]", "2026-S2")
    halaman.set_input_files("#id_isi", str(foto))
    halaman.click("form[data-unggah] button:has-text('Kirim')")
    halaman.wait_for_url(re.compile(r"/berkas/\d+/"))
    assert Berkas.objects.get().periode == "2026-S2"
    konteks.close()


def test_jenis_berikutnya_dipilih_selagi_mengirim_tidak_menghapus_daftar_kiriman(halaman, live_server, foto):
    from playwright.sync_api import expect

    kategori("add", nama="Laporan lain", periode="semesteran")
    tertahan = True
    halaman.route(
        re.compile("/berkas/kiriman/.+"),
        lambda rute, _: rute.abort("internetdisconnected") if tertahan else rute.continue_(),
    )
    buka(halaman, live_server)
    halaman.select_option("form[data-unggah] select[name=periode]", "2026-S1")
    halaman.set_input_files("#id_isi", str(foto))
    expect(halaman.locator(".kiriman")).to_contain_text("Mengirim…")
    with halaman.expect_response(re.compile(r"/berkas/unggah/\?")):
        halaman.select_option("#id_kategori", label="Laporan lain")
    expect(halaman.locator("form[data-unggah] select[name=periode]")).to_have_value("")
    expect(halaman.locator(".kiriman")).to_contain_text(foto.name)
    tertahan = False
    expect(halaman.locator(".kiriman[data-keadaan=selesai]")).to_be_visible(timeout=30_000)
    assert VersiBerkas.objects.get().berkas.kategori.kode == "dd"


def test_sesi_berakhir_di_tengah_kiriman_lalu_dilanjutkan_pemiliknya(halaman, live_server, foto, masuk, orang):
    """Nobody, then somebody else, then its owner is signed in: only then it goes on, from where it was."""
    from django.contrib.sessions.models import Session
    from playwright.sync_api import expect

    dikirim = []

    def putuskan(rute, permintaan):
        if permintaan.method == "PATCH":
            dikirim.append(letak(permintaan))
            if dikirim == [0, POTONGAN, 2 * POTONGAN]:
                Session.objects.all().delete()
        return rute.continue_()

    halaman.route(re.compile("/berkas/kiriman/.+"), putuskan)
    buka(halaman, live_server)
    halaman.select_option("form[data-unggah] select[name=periode]", "2026-S1")
    halaman.set_input_files("#id_isi", str(foto))
    putus = halaman.locator(".kiriman[data-keadaan=putus]")
    expect(putus).to_contain_text("Sesi Anda sudah berakhir. Masuk lagi di tab lain dengan akun yang sama")
    expect(putus.get_by_role("link", name="Masuk lagi")).to_be_visible()
    lain = halaman.context.new_page()
    masuk(lain, orang["kepala_desa"])
    putus.get_by_role("button", name="Lanjutkan").click()
    expect(putus).to_contain_text(f"Anda sekarang masuk sebagai {orang['kepala_desa'].nama}.")
    masuk(lain, orang["sekretaris_desa"])
    putus.get_by_role("button", name="Lanjutkan").click()
    expect(halaman.locator(".kiriman[data-keadaan=selesai]")).to_contain_text("Menunggu verifikasi kecamatan")
    versi = VersiBerkas.objects.get()
    assert (versi.isi.read(), versi.oleh) == (foto.read_bytes(), orang["sekretaris_desa"])
    assert dikirim[:4] == [0, POTONGAN, 2 * POTONGAN, 2 * POTONGAN]


def test_foto_yang_digabung_tetap_ada_sesudah_ditolak_dan_sesudah_sesi_berakhir(halaman, live_server, foto, orang):
    from django.contrib.sessions.models import Session
    from playwright.sync_api import expect

    halaman.goto(f"{live_server.url}/berkas/unggah/")
    halaman.select_option("#id_kategori", label="Laporan realisasi")
    halaman.locator("a[href*='/berkas/gabung/']").click()
    halaman.set_input_files("#id_isi", [str(foto), str(foto)])
    lembar = halaman.locator("[data-halaman] li")
    expect(lembar).to_have_count(2)
    kirim = halaman.get_by_role("button", name="Kirim sebagai satu dokumen")
    kirim.click()
    expect(halaman.get_by_text("Tulis judul dokumennya.")).to_be_visible()
    expect(lembar).to_have_count(2)
    expect(halaman.get_by_text("sekali lagi")).to_be_hidden()

    halaman.fill("#id_judul", "Laporan enam bulan")
    halaman.select_option("#id_periode", "2026-S1")
    Session.objects.all().delete()
    kirim.click()
    expect(halaman.get_by_role("alert")).to_contain_text("Sesi Anda sudah berakhir, jadi belum terkirim.")
    with halaman.expect_popup() as lain:
        halaman.get_by_role("link", name="Masuk lagi").click()
    lain.value.fill("#id_username", orang["sekretaris_desa"].username)
    lain.value.fill("#id_password", SANDI)
    lain.value.get_by_role("button", name="Masuk").click()
    lain.value.wait_for_url("**/berkas/gabung/**")
    kirim.click()
    halaman.wait_for_url(re.compile(r"/berkas/\d+/"))
    assert VersiBerkas.objects.get().berkas.judul == "Laporan enam bulan"


def test_urutan_halaman_foto_diseret(halaman, live_server, tmp_path):
    """The page that is dragged goes where it is dropped, and is sent there."""
    from playwright.sync_api import expect

    alamat = []
    for n, warna in enumerate(("#c80000", "#00c800", "#0000c8")):
        alamat.append(str(tmp_path / f"{n}.jpg"))
        Image.new("RGB", (60, 80), warna).save(alamat[-1])
    buka(halaman, live_server)
    halaman.locator("a[href*='/berkas/gabung/']").click()
    expect(halaman.locator("label[for=id_periode]")).to_contain_text("*")
    halaman.set_viewport_size({"width": 1280, "height": 900})
    halaman.set_input_files("#id_isi", alamat)
    lembar = halaman.locator("[data-halaman] li")
    expect(lembar).to_have_count(3)
    semula = [g.get_attribute("src") for g in semua(lembar.locator("img"))]
    lembar.first.locator("img").drag_to(lembar.last.locator("img"), steps=12)
    expect(halaman.locator("[data-pengumuman]")).to_have_text("Menjadi halaman 3.")
    assert [g.get_attribute("src") for g in semua(lembar.locator("img"))] == [semula[1], semula[2], semula[0]]
    nama = halaman.locator("#id_isi").evaluate("n => Array.from(n.files).map(f => f.name)")
    assert nama == ["1.jpg", "2.jpg", "0.jpg"]
