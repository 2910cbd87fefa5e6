"""Writing an instrument in a real browser: on a phone and at a desk, with and without a script."""

import pytest
from playwright.sync_api import expect

from akun.tests.factories import pengguna_berperan
from config.tests.instrumen import RUANG
from config.tests.peramban import MEJA, SANDI, TELEPON
from config.tests.test_setiap_halaman import AXE, periksa
from evaluasi import acuan as acuan_evaluasi
from monitoring import acuan as acuan_monitoring

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def teks_baris(halaman):
    return halaman.eval_on_selector_all(
        "[data-daftar] > [data-kartu]:not(.dihapus) textarea[name$='-teks']", "daftar => daftar.map(t => t.value)"
    )


def periksa_halaman(halaman):
    """No sideways scrolling, nothing that axe objects to."""
    halaman.evaluate(AXE)
    lebar = halaman.viewport_size["width"]
    assert periksa(halaman, halaman.url, lebar, dengan_axe=True) == []


def salin(halaman, formulir, live_server):
    halaman.goto(live_server.url + formulir.get_absolute_url())
    halaman.click("button:has-text('Salin untuk')")
    halaman.wait_for_url("**/ubah/")
    periksa_halaman(halaman)


@pytest.mark.parametrize("ukuran", [TELEPON, MEJA], ids=["telepon", "meja"])
def test_formulir_disalin_diubah_diurutkan_dan_diterbitkan(konteks_peramban, masuk, live_server, desa, ukuran):
    acuan_monitoring.muat()
    ruang = RUANG["monitoring"]
    asal = ruang.jenis.model.objects.get(kode="III.IV")
    satu, dua, tiga, *_, delapan = ruang.baris(asal)
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(ukuran)
    salah = []
    halaman.on("pageerror", lambda p: salah.append(str(p)))
    halaman.on("console", lambda p: salah.append(p.text) if p.type == "error" else None)
    masuk(halaman, pengguna_berperan("verifikator", desa))
    salin(halaman, asal, live_server)
    kartu = halaman.locator("[data-daftar] > [data-kartu]")

    # by keyboard: the second row up, then the third removed and brought back
    naik = kartu.nth(1).get_by_role("button", name="Naikkan butir ini")
    naik.focus()
    halaman.keyboard.press("Enter")
    expect(halaman.locator("[data-kabar]")).to_have_text("Dipindahkan ke urutan 1.")
    assert teks_baris(halaman)[:3] == [dua, satu, tiga]
    assert halaman.evaluate("document.activeElement.dataset.gerak") == "naik"
    kartu.nth(2).get_by_role("button", name="Hapus butir ini").press("Enter")
    assert tiga not in teks_baris(halaman)
    halaman.keyboard.press("Enter")  # the focus is on Urungkan
    assert teks_baris(halaman)[:3] == [dua, satu, tiga]

    # by hand: the first row below the second
    pegangan = kartu.nth(0).locator("[data-pegangan]")
    pegangan.scroll_into_view_if_needed()
    dari, ke = pegangan.bounding_box(), kartu.nth(1).bounding_box()
    halaman.mouse.move(dari["x"] + 8, dari["y"] + 12)
    halaman.mouse.down()
    halaman.mouse.move(dari["x"] + 8, ke["y"] + ke["height"] / 2, steps=8)
    halaman.mouse.move(dari["x"] + 8, ke["y"] + ke["height"] - 4, steps=8)
    halaman.mouse.up()
    expect(kartu.nth(0).locator("textarea")).to_have_value(satu)
    assert teks_baris(halaman)[:3] == [satu, dua, tiga]

    kartu.nth(2).get_by_role("button", name="Hapus butir ini").click()
    kartu.nth(0).locator("textarea").fill("Usulan penerima ditulis ulang")
    halaman.get_by_role("button", name="Tambah butir").click()
    kartu.last.locator("textarea").fill("Butir kantor kami")
    kartu.last.locator("select[name$='-baik']").select_option(label="TIDAK")
    kartu.last.get_by_role("button", name="Naikkan butir ini").click()
    periksa_halaman(halaman)
    halaman.get_by_role("button", name="Simpan draf").first.click()
    expect(halaman.get_by_text("Draf disimpan.")).to_be_visible()
    expect(halaman.get_by_text("Bunyi dalam sumber")).to_have_count(1)
    periksa_halaman(halaman)

    halaman.get_by_role("link", name="Terbitkan").click()
    halaman.get_by_label("Apa yang berubah, dan mengapa").fill("Disesuaikan dengan bantuan tahun ini")
    periksa_halaman(halaman)
    halaman.get_by_role("button", name="Terbitkan").click()
    expect(halaman.get_by_text("terbit. Pekerjaan baru memakai versi ini")).to_be_visible()
    expect(halaman.get_by_text("Disesuaikan dengan bantuan tahun ini")).to_be_visible()
    periksa_halaman(halaman)
    for alamat in ("", "buat/?bidang=5", f"{ruang.jenis.model.objects.get(kecamatan=desa.kecamatan).pk}/tarik/"):
        halaman.goto(f"{live_server.url}/monitoring/formulir/{alamat}")
        periksa_halaman(halaman)
    baru = ruang.jenis.model.objects.get(kecamatan=desa.kecamatan)
    kini = ruang.baris(baru)
    assert (kini[:2], kini[-2:]) == (["Usulan penerima ditulis ulang", dua], ["Butir kantor kami", delapan])
    assert len(kini) == 8
    assert baru.butir.get(teks="Butir kantor kami").ya_kabar_buruk
    assert ruang.baris(asal)[0] == satu
    assert salah == []


def test_tanpa_skrip_tombol_yang_sama_bekerja(peramban, live_server, desa):
    acuan_evaluasi.muat()
    ruang = RUANG["evaluasi"]
    asal = ruang.jenis.model.objects.get(kode="II.C")
    satu, dua = ruang.baris(asal)
    konteks = peramban.new_context(viewport=TELEPON, locale="id-ID", java_script_enabled=False)
    konteks.set_default_timeout(30_000)
    halaman = konteks.new_page()
    siapa = pengguna_berperan("verifikator", desa)
    halaman.goto(f"{live_server.url}/akun/masuk/")
    halaman.fill("#id_username", siapa.username)
    halaman.fill("#id_password", SANDI)
    halaman.click("main form button")
    halaman.goto(live_server.url + asal.get_absolute_url())
    halaman.click("button:has-text('Salin untuk')")
    kartu = halaman.locator("[data-daftar] > [data-kartu]")
    kartu.nth(1).locator("textarea").first.fill("Prosedur ditulis ulang")
    kartu.nth(1).get_by_role("button", name="Naikkan aspek ini").click()
    expect(halaman.get_by_text("Susunannya berubah dan belum disimpan.")).to_be_visible()
    expect(kartu.nth(0).locator("textarea").first).to_have_value("Prosedur ditulis ulang")
    halaman.get_by_role("button", name="Tambah aspek").click()
    expect(kartu).to_have_count(3)
    kartu.nth(2).locator("textarea").first.fill("Aspek kantor kami")
    kartu.nth(1).get_by_role("button", name="Hapus aspek ini").click()
    halaman.get_by_role("button", name="Simpan draf").first.click()
    expect(halaman.get_by_text("Aspek 2 belum berisi uraian tingkat a, b, c, d, e.")).to_be_visible()
    draf = ruang.jenis.model.objects.get(kecamatan=desa.kecamatan)
    assert ruang.baris(draf) == ["Prosedur ditulis ulang", "Aspek kantor kami"]
    assert (ruang.baris(asal), draf.status) == ([satu, dua], "draf")
    konteks.close()
