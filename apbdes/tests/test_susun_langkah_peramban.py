"""Removing many rows at once, and undo that outlives a reload without undoing what others did meanwhile."""

import pytest
from playwright.sync_api import expect

from apbdes.models import RincianBelanja, RincianPendapatan
from apbdes.tests.contoh import utuh
from apbdes.tests.factories import VersiApbdesFactory
from apbdes.tests.test_susun_peramban import buka, isi, tersimpan
from config.tests.peramban import MEJA, TELEPON, modul

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def susun(live_server, konteks_peramban, beri_sesi, orang, desa):
    """susun(screen): the page of a whole budget, its version, and the errors of its script."""

    def kerjakan(layar=MEJA):
        versi = VersiApbdesFactory(desa=desa, isi=utuh())
        halaman = konteks_peramban.new_page()
        halaman.set_viewport_size(layar)
        beri_sesi(konteks_peramban, orang["sekretaris_desa"])
        return halaman, versi, buka(halaman, live_server, versi)

    return kerjakan


def muat_ulang(halaman):
    assert modul(halaman, "apbdes/kirim.js", "m.simpanan.tenang()")
    halaman.reload()
    halaman.wait_for_selector("html[data-siap]", state="attached")


@pytest.mark.parametrize("layar", [TELEPON, MEJA], ids=["telepon", "meja"])
def test_beberapa_baris_dan_satu_kegiatan_dihapus_lalu_diurungkan_sesudah_muat_ulang(susun, layar):
    halaman, versi, galat = susun(layar)
    belanja = RincianBelanja.objects.filter(versi_apbdes=versi)
    semula = sorted(belanja.values_list("kegiatan", "uraian", "jumlah"))
    halaman.click("#pilih-baris")
    centang = halaman.locator("#lembar-pendapatan [data-pilih]")
    centang.nth(0).check()
    centang.nth(1).check()
    expect(halaman.locator("#pilihan-banyak")).to_have_text("2 baris dipilih")
    lebih = halaman.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert lebih == 0
    pendapatan = RincianPendapatan.objects.filter(versi_apbdes=versi)
    banyak = pendapatan.count()
    permintaan = []
    halaman.on("request", lambda r: "/susun/simpan/" in r.url and permintaan.append(r.post_data_json["kiriman"]))
    halaman.click("#pilihan-hapus")
    tersimpan(halaman)
    assert (pendapatan.count(), [len(p) for p in permintaan]) == (banyak - 2, [2])

    kegiatan = halaman.locator("details.keg").first
    kode = kegiatan.get_attribute("data-kegiatan")
    kegiatan.locator("summary").click()
    kegiatan.locator("[data-hapus-kegiatan]").click()
    expect(halaman.locator(f'details.keg[data-kegiatan="{kode}"]')).to_have_count(0)
    tersimpan(halaman)
    assert not belanja.filter(kegiatan=kode).exists()

    muat_ulang(halaman)
    halaman.click("#urungkan")
    expect(halaman.locator(f'details.keg[data-kegiatan="{kode}"]')).to_have_count(1)
    halaman.click("#urungkan")
    tersimpan(halaman)
    assert (sorted(belanja.values_list("kegiatan", "uraian", "jumlah")), pendapatan.count()) == (semula, banyak)
    expect(halaman.locator("#urungkan")).to_be_disabled()
    muat_ulang(halaman)
    halaman.click("#ulangi")
    tersimpan(halaman)
    assert (pendapatan.count(), galat) == (banyak - 2, [])


def test_urung_sesudah_muat_ulang_tidak_menimpa_orang_lain(susun, orang):
    halaman, versi, galat = susun()
    baris = RincianPendapatan.objects.get(versi_apbdes=versi, sumber="DDS")
    semula = baris.jumlah
    isi(halaman.locator(f"#baris-{baris.pk}"), uraian="Dana Desa ")
    isi(halaman.locator(f"#baris-{baris.pk}"), jumlah="900.000.000")
    tersimpan(halaman)
    baris.refresh_from_db()
    assert (baris.jumlah, baris.uraian) == (900_000_000_00, "Dana Desa")
    ubah = RincianPendapatan.objects.filter(pk=baris.pk)
    ubah.update(jumlah=700_000_000_00, versi=baris.versi + 1, diubah_oleh=orang["kepala_desa"])
    muat_ulang(halaman)
    halaman.click("#urungkan")
    expect(halaman.locator("#pengumuman")).to_contain_text("Tidak diurungkan")
    expect(halaman.locator("#pengumuman")).to_contain_text("sudah diubah lagi")
    assert (ubah.get().jumlah, semula != 700_000_000_00) == (700_000_000_00, True)

    halaman.click("#urungkan")  # the step before touched another cell only
    tersimpan(halaman)
    assert (ubah.get().jumlah, ubah.get().uraian != "Dana Desa", galat) == (700_000_000_00, True, [])
