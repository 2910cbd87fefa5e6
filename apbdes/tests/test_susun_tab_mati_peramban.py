"""What a tab that died left behind: an older unsent value never takes the place of a newer one; a person is asked."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apbdes.models import RincianPendapatan
from apbdes.tests.contoh import utuh
from apbdes.tests.factories import VersiApbdesFactory
from config.tests.peramban import KUNCI_LAMBAT, MEJA, matikan_tab, modul

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]
SIMPAN = "**/susun/simpan/"


@pytest.fixture
def versi(desa):
    return VersiApbdesFactory(desa=desa, isi=utuh())


@pytest.fixture
def baris(versi):
    return RincianPendapatan.objects.get(versi_apbdes=versi, sumber="DDS")


@pytest.fixture
def konteks(konteks_peramban, masuk, orang):
    masuk(konteks_peramban.new_page(), orang["sekretaris_desa"])
    return konteks_peramban


@pytest.fixture
def buka(konteks, live_server, versi):
    """buka() -> one more tab of the page, ready to be typed in; script errors fail the test."""
    galat = []

    def kerjakan(*, tunggu=True):
        halaman = konteks.new_page()
        halaman.set_viewport_size(MEJA)
        halaman.on("pageerror", lambda e: galat.append(str(e)))
        halaman.goto(f"{live_server.url}{reverse('apbdes:susun', args=[versi.pk])}")
        if tunggu:
            halaman.wait_for_selector("html[data-siap]", state="attached")
        return halaman

    yield kerjakan
    assert galat == []


def sel(halaman, baris, kolom="jumlah"):
    return halaman.locator(f'#baris-{baris.pk} [data-kolom="{kolom}"]')


def tulis(halaman, baris, nilai):
    sel(halaman, baris).fill(nilai)
    sel(halaman, baris).blur()


def mati(halaman):
    """The tab dies once its machine has kept what was typed."""
    assert modul(halaman, "apbdes/kirim.js", "m.simpanan.tenang()")
    matikan_tab(halaman)


def tersimpan(halaman):
    expect(halaman.locator("#keadaan")).to_have_text("Semua tersimpan")


def jumlah(baris):
    baris.refresh_from_db()
    return baris.jumlah


def test_dua_tab_mati_yang_lama_ditanyakan(konteks, buka, baris):
    lama, baru = buka(), buka()
    konteks.route(SIMPAN, lambda r: r.abort())
    tulis(lama, baris, "700.000.000")
    mati(lama)
    tulis(baru, baris, "750.000.000")
    mati(baru)
    konteks.unroute(SIMPAN)
    lagi = buka()
    expect(lagi.locator(".rab-konflik")).to_contain_text("jumlah 750.000.000, isian Anda 700.000.000")
    assert jumlah(baris) == 750_000_000_00
    lagi.locator(".rab-konflik button").last.click()
    tersimpan(lagi)
    assert jumlah(baris) == 750_000_000_00
    lagi.reload()
    lagi.wait_for_selector("html[data-siap]", state="attached")
    tersimpan(lagi)
    expect(lagi.locator(".rab-konflik")).to_have_count(0)
    expect(sel(lagi, baris)).to_have_value("750.000.000")


def test_tab_mati_yang_menghapus_tidak_mengalahkan_isian_sesudahnya(konteks, buka, baris):
    lama, baru = buka(), buka()
    konteks.route(SIMPAN, lambda r: r.abort())
    lama.locator(f'#baris-{baris.pk} [data-buat="hapus"]').click()
    mati(lama)
    tulis(baru, baris, "750.000.000")
    mati(baru)
    konteks.unroute(SIMPAN)
    lagi = buka()
    expect(lagi.locator("#pengumuman")).to_contain_text("jadi tidak dihapus")
    tersimpan(lagi)
    assert jumlah(baris) == 750_000_000_00


def test_identitas_dua_tab_mati_yang_lama_ditanyakan(konteks, buka, versi):
    lama, baru = buka(), buka()
    konteks.route(SIMPAN, lambda r: r.abort())
    for halaman, nilai in ((lama, "700.000.000"), (baru, "750.000.000")):
        halaman.locator("details:has(#identitas) summary").click()
        halaman.fill("#id-pagu_dds", nilai)
        halaman.locator("#id-pagu_dds").blur()
        mati(halaman)
    konteks.unroute(SIMPAN)
    lagi = buka()
    expect(lagi.locator("#identitas .rab-konflik")).to_contain_text(
        "pagu Dana Desa 750.000.000, isian Anda 700.000.000"
    )
    expect(lagi.locator("#identitas .rab-konflik")).to_be_visible()  # its card has opened
    versi.refresh_from_db()
    assert versi.pagu_dds == 750_000_000_00


def test_pertentangan_yang_belum_dijawab_ditanyakan_lagi(buka, baris, orang):
    halaman = buka()
    RincianPendapatan.objects.filter(pk=baris.pk).update(
        jumlah=700_000_000_00, versi=baris.versi + 1, diubah_oleh=orang["kepala_desa"]
    )
    tulis(halaman, baris, "750.000.000")
    expect(halaman.locator(".rab-konflik")).to_be_visible()
    mati(halaman)
    lagi = buka()
    expect(lagi.locator(".rab-konflik")).to_contain_text("jumlah 700.000.000, isian Anda 750.000.000")
    assert jumlah(baris) == 700_000_000_00


def test_baris_baru_yang_jawabannya_hilang_tidak_menimpa_ubahan_orang(konteks, buka, versi, orang):
    """The row arrived, its answer did not, the tab died; meanwhile somebody else went on with the row."""
    halaman = buka()

    def hilang(rute):
        rute.fetch()
        rute.abort()

    konteks.route(SIMPAN, hilang, times=1)
    halaman.click('#lembar-pendapatan [data-buat="tambah"]')
    baru = halaman.locator("#lembar-pendapatan .rab").last
    for kolom, nilai in {"rekening": "4.1.1.01", "uraian": "Hasil BUM Desa", "jumlah": "1.000.000"}.items():
        baru.locator(f'[data-kolom="{kolom}"]').fill(nilai)
        baru.locator(f'[data-kolom="{kolom}"]').blur()
    with halaman.expect_event("requestfailed"):
        baru.locator('[data-kolom="sumber"]').select_option("PAD")
    konteks.route(SIMPAN, lambda r: r.abort())
    tersisa = RincianPendapatan.objects.get(versi_apbdes=versi, uraian="Hasil BUM Desa")
    baru.locator('[data-kolom="jumlah"]').fill("1.500.000")
    baru.locator('[data-kolom="jumlah"]').blur()
    mati(halaman)
    konteks.unroute(SIMPAN)
    RincianPendapatan.objects.filter(pk=tersisa.pk).update(
        jumlah=2_000_000_00, versi=tersisa.versi + 1, diubah_oleh=orang["kepala_desa"]
    )
    lagi = buka()
    expect(lagi.locator(".rab-konflik")).to_contain_text("jumlah 2.000.000, isian Anda 1.500.000")
    assert jumlah(tersisa) == 2_000_000_00


def test_yang_diketik_sebelum_pemulihan_selesai_tidak_tertimpa(konteks, buka, baris):
    lama = buka()
    konteks.route(SIMPAN, lambda r: r.abort())
    tulis(lama, baris, "700.000.000")
    mati(lama)
    konteks.add_init_script(KUNCI_LAMBAT)
    lagi = buka(tunggu=False)
    tulis(lagi, baris, "750.000.000")
    expect(lagi.locator("html[data-siap]")).to_have_count(0)
    lagi.evaluate("jawabKunci()")
    lagi.wait_for_selector("html[data-siap]", state="attached")
    konteks.unroute(SIMPAN)
    expect(lagi.locator(".rab-konflik")).to_contain_text("jumlah 750.000.000, isian Anda 700.000.000")
    assert jumlah(baris) == 750_000_000_00
